"""The file behind a store: its tables, and what is said when it cannot be used."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from timeline.errors import TimelineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

FORMAT = 1
_PROGRAM = "event-timeline"

# `corpus` is what the last run was made of; `articles` and `readings` may hold more, because a run
# that was interrupted keeps what it has read. Columns beside the packed records are for readers
# with SQL; texts that UTF-8 cannot hold have their surrogates replaced there, and only there.
_TABLES = """
CREATE TABLE store (program VARCHAR, format INTEGER);
CREATE TABLE builds (
    number INTEGER, finished TIMESTAMP, rules VARCHAR, articles INTEGER, events INTEGER);
CREATE TABLE files (key VARCHAR PRIMARY KEY, articles BLOB);
CREATE TABLE articles (
    fingerprint VARCHAR, content VARCHAR, id VARCHAR, published DATE, language VARCHAR,
    title VARCHAR, source VARCHAR, url VARCHAR, document BLOB);
CREATE TABLE readings (fingerprint VARCHAR, rules VARCHAR, reading BLOB);
CREATE TABLE corpus (position INTEGER, fingerprint VARCHAR, path VARCHAR);
CREATE TABLE events (
    id VARCHAR, digest VARCHAR, title VARCHAR, date VARCHAR, date_end VARCHAR, type VARCHAR,
    status VARCHAR, sources INTEGER, salience DOUBLE, record JSON);
CREATE TABLE reports (report VARCHAR, event VARCHAR);
"""
# Tables that came later: a store without them gets them.
_MORE = """
CREATE TABLE IF NOT EXISTS notes (fingerprint VARCHAR, rules VARCHAR, note BLOB);
CREATE TABLE IF NOT EXISTS spellings (rules VARCHAR, pairs BLOB);
"""
# Nothing of a file that somebody else may have made reaches out of it, and nothing is downloaded.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "memory_limit": "2GB",
}
_HOLDER = re.compile(r"PID (\d+)")
_ANOTHER = "name another file with --store"


@contextmanager
def connected(path: Path) -> Iterator[DuckDBPyConnection]:
    """The file's connection, with the tables in it; nobody else has the file meanwhile.

    UsageError where DuckDB is not installed, TimelineError where the file is in use, is no store,
    or cannot be read or written, then and later: whatever DuckDB raises inside the block.
    """
    try:
        import duckdb
    except ImportError:
        raise UsageError(
            "a store needs the package duckdb, which is not installed",
            where=str(path),
            remedy="pip install 'event-timeline[store]'",
        ) from None
    if path.is_dir():
        raise _error(path, "a folder", _ANOTHER)
    try:
        if path.is_file() and path.stat().st_size == 0:
            path.unlink()  # what a full disk or `mktemp` leaves; DuckDB wants none or its own
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(str(path), config=_CONFIG)
    except OSError as error:
        raise _error(path, error.strerror or str(error), _ANOTHER) from error
    except duckdb.Error as error:
        raise _refused(path, str(error)) from error
    try:
        _check(connection, path)
        yield connection
    except duckdb.Error as error:
        raise _refused(path, str(error)) from error
    except RuntimeError as error:
        if str(error) == "Query interrupted":  # how DuckDB passes on Ctrl-C
            raise KeyboardInterrupt from error
        raise
    finally:
        # Closing writes the log into the file; a full disk leaves the log, and nothing is lost.
        connection.close()


def _check(connection: DuckDBPyConnection, path: Path) -> None:
    """Make the tables in a new file; TimelineError for a file that holds something else."""
    tables = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    names = {name for (name,) in tables}
    if not names:
        connection.begin()
        connection.execute(_TABLES + _MORE)
        connection.execute("INSERT INTO store VALUES (?, ?)", [_PROGRAM, FORMAT])
        connection.commit()
        return
    stated = (
        connection.execute("SELECT program, format FROM store").fetchall()
        if "store" in names
        else []
    )
    if [program for program, _ in stated] != [_PROGRAM]:
        raise _error(path, "a database of another program", _ANOTHER)
    if stated != [(_PROGRAM, FORMAT)]:
        raise _error(
            path,
            f"written by another version of this program (format {stated[0][1]}, not {FORMAT})",
            f"{_ANOTHER}; all that is in a store can be made again from the articles",
        )
    if not {"notes", "spellings"} <= names:
        connection.execute(_MORE)


def _refused(path: Path, message: str) -> TimelineError:
    """What DuckDB says, in our words where it is one of the usual cases."""
    first = message.strip().splitlines()[0] if message.strip() else "unknown error"
    if "Could not set lock" in first or "being used by another process" in first:
        holder = _HOLDER.search(message)
        who = f" (process {holder[1]})" if holder else ""
        return _error(path, f"in use by another run{who}", "wait until it is done, or end it")
    if "not a valid DuckDB database" in first:
        return _error(path, "no store: it holds something else", _ANOTHER)
    if "No space left" in message or "Could not write" in message:
        return _error(
            path,
            f"cannot be written: {first}",
            "make room; the state before this run is still there",
        )
    if "Permission denied" in message or "Read-only" in message or "read-only" in message:
        return _error(path, "cannot be written: permission denied", _ANOTHER)
    return _error(
        path,
        f"cannot be used: {first}",
        "if it is damaged, delete it: all that is in it can be made again from the articles",
    )


def _error(path: Path, message: str, remedy: str) -> TimelineError:
    return TimelineError(message, where=str(path), remedy=remedy)
