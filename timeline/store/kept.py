"""What a run finds out about articles and names besides readings, kept for the next one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.actors.spellings import Spellings
from timeline.codec import pack, unpack
from timeline.corpus.notes import Note
from timeline.store.keys import readable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from timeline.corpus.notes import Notes
    from timeline.model import Event


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of names as `Spellings.asked` gives them."""

    alike: tuple[str, ...]
    unlike: tuple[str, ...]


def insert(
    connection: DuckDBPyConnection,
    table: str,
    types: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Many short rows at once, a hundred times as quick as one by one."""
    if not rows:
        return
    columns = ", ".join(f"unnest(${place}::{kind}[])" for place, kind in enumerate(types, 1))
    values = [list(column) for column in zip(*rows, strict=True)]
    connection.execute(f"INSERT INTO {table} SELECT {columns}", values)


def keep_salience(connection: DuckDBPyConnection, events: Sequence[Event]) -> None:
    """Write the salience of events where it is another one than the table has."""
    kept = dict(connection.execute("SELECT id, salience FROM events").fetchall())
    now = {readable(event.id): event.salience for event in events}
    moved = {name: salience for name, salience in now.items() if kept.get(name) != salience}
    connection.execute(
        "UPDATE events SET salience = now.salience FROM (SELECT unnest($1::VARCHAR[]) AS id,"
        " unnest($2::DOUBLE[]) AS salience) AS now WHERE events.id = now.id",
        [list(moved), list(moved.values())],
    )


def keep_reports(
    connection: DuckDBPyConnection, kept: Mapping[str, str], reports: Mapping[str, str]
) -> None:
    """Write which event each report belongs to; `kept` is what the table has."""
    gone = [key for key, event in kept.items() if reports.get(key) != event]
    connection.execute("DELETE FROM reports WHERE report IN (SELECT unnest($1::VARCHAR[]))", [gone])
    rows = [(key, event) for key, event in reports.items() if kept.get(key) != event]
    insert(connection, "reports", ("VARCHAR", "VARCHAR"), rows)


def learn_notes(
    connection: DuckDBPyConnection, notes: Notes, articles: Mapping[str, str], rules: str
) -> None:
    """Give `notes` what is kept of the articles; `articles` maps a fingerprint to the id."""
    rows = connection.execute(
        "SELECT fingerprint, note FROM notes WHERE rules = $1"
        " AND fingerprint IN (SELECT unnest($2::VARCHAR[]))",
        [rules, list(articles)],
    )
    for key, packed in rows.fetchall():
        with suppress(ValueError):  # what cannot be read is found out again
            notes.learn(articles[key], unpack(Note, packed))


def keep_notes(
    connection: DuckDBPyConnection, notes: Notes, articles: Mapping[str, str], rules: str
) -> None:
    """Keep what `notes` found out anew, and nothing of articles that have gone."""
    connection.execute(
        "DELETE FROM notes WHERE rules <> ? OR fingerprint NOT IN (SELECT fingerprint FROM corpus)",
        [rules],
    )
    found = [(key, notes.note(name)) for key, name in articles.items()]
    fresh = [(key, pack(Note, note)) for key, note in found if note is not None]
    if fresh:
        keys = [key for key, _ in fresh]
        connection.execute(
            "DELETE FROM notes WHERE fingerprint IN (SELECT unnest($1::VARCHAR[]))", [keys]
        )
        connection.execute(
            "INSERT INTO notes SELECT unnest($1::VARCHAR[]), $2, unnest($3::BLOB[])",
            [keys, rules, [packed for _, packed in fresh]],
        )


def known_spellings(connection: DuckDBPyConnection, rules: str) -> Spellings:
    """The pairs of names that the last run compared."""
    rows = connection.execute("SELECT pairs FROM spellings WHERE rules = $1", [rules])
    for (packed,) in rows.fetchall():
        with suppress(ValueError):
            pairs = unpack(Pairs, packed)
            return Spellings(pairs.alike, pairs.unlike)
    return Spellings()


def keep_spellings(connection: DuckDBPyConnection, spellings: Spellings, rules: str) -> None:
    """Keep the pairs of names that this run compared."""
    asked = spellings.asked()
    if asked is not None:
        connection.execute("DELETE FROM spellings")
        connection.execute(
            "INSERT INTO spellings VALUES (?, ?)", [rules, pack(Pairs, Pairs(*asked))]
        )
