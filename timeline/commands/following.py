"""`timeline watch` and `timeline serve`: build, wait for a change, build again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.commands.writing import (
    CORRECTIONS,
    OUTPUTS,
    TITLE,
    summary,
    write_all,
    writers_for,
)
from timeline.errors import TimelineError, UsageError
from timeline.options import NO_MERGE, Given, common
from timeline.running import How, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.model import Timeline

    Options = dict[str, Any]

PORT = 8737
CORRECTIONS_NAME = "corrections.json"


@click.command()
@common
@NO_MERGE
@OUTPUTS
@TITLE
@CORRECTIONS
@running
def watch(*, given: Given, how: How, **options: Any) -> None:
    """Build, and build again whenever an article, the configuration or a correction changes.

    The last good files stay until a build succeeds. Ends with Ctrl-C.
    """

    def done(timeline: Timeline, now: Options) -> None:
        write_all(timeline, writers_for(now["outputs"]), title=now["title"])
        for output in now["outputs"]:
            given.voice.tell(f"timeline: {output}")

    writers_for(options["outputs"])
    given.voice.tell("watching; Ctrl-C ends")
    _follow(given, options, done, how=how)


@click.command()
@common
@NO_MERGE
@TITLE
@CORRECTIONS
@running
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Port on 127.0.0.1; 0 takes a free one.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
def serve(*, given: Given, how: How, port: int, open_browser: bool, **options: Any) -> None:
    """Show the page on this machine, always as the articles are; corrections go to their file.

    Nobody else can read it: the address holds a secret that is new each time. Without
    --corrections, corrections.json in the folder of the articles is used. Ends with Ctrl-C.
    """
    from hashlib import sha256
    from threading import Thread

    from timeline.serve.server import Server
    from timeline.serve.site import Site
    from timeline.view.to_html import to_html

    _check_paths(given)
    corrections = options["corrections"] or _folder(given) / CORRECTIONS_NAME
    site = Site(corrections)
    try:
        server = Server(site, port)
    except OSError as error:
        raise UsageError(
            f"port {port} cannot be used: {error.strerror or error}",
            remedy="choose another with --port, or --port 0",
        ) from error

    def done(timeline: Timeline, now: Options) -> None:
        page = to_html(timeline, title=now["title"])
        revision = sha256(page.encode("utf-8", "backslashreplace")).hexdigest()[:16]
        site.show(to_html(timeline, title=now["title"], served=revision), revision)

    Thread(target=server.serve_forever, daemon=True).start()
    # On standard output, and nothing else is: a program may want it.
    click.echo(server.address)
    sys.stdout.flush()
    try:
        if open_browser:
            click.launch(server.address)
        _follow(given, {**options, "corrections": corrections}, done, how=how, fixed=corrections)
    finally:
        site.close()
        server.shutdown()
        server.server_close()


def _check_paths(given: Given) -> None:
    if "-" in given.paths or not given.paths:
        what = "standard input" if given.paths else "a store"
        raise UsageError(f"{what} cannot be watched", remedy="name files or folders")


def _folder(given: Given) -> Path:
    """Where the articles lie: the first folder that is named, or that of the first file."""
    folders = [Path(path) for path in given.paths if Path(path).is_dir()]
    return folders[0] if folders else Path(given.paths[0]).parent


def _follow(
    given: Given,
    options: Options,
    done: Callable[[Timeline, Options], None],
    *,
    how: How,
    fixed: Path | None = None,
) -> None:
    """Build now and after every change; what goes wrong is told, and the last result stays.

    `how` stays as it was; `fixed` is the corrections file where it does not follow the
    configuration.
    """
    from timeline.watching import changes

    _check_paths(given)
    state = given, options

    def files() -> Iterable[Path]:
        now, said = state
        return _watched(now, said["corrections"])

    # What was seen before the build: a change during it counts.
    waiting = changes(files, folders=_only_folders(given, options))
    try:
        _once(*state, done, how=how)
        for changed in waiting:
            given.voice.tell(f"changed: {', '.join(changed[:3])}{' …' if len(changed) > 3 else ''}")
            try:
                assert given.reread is not None
                now, said = given.reread()
                wanted = {name: said[name] for name in options}
                state = now, {**wanted, "corrections": fixed or wanted["corrections"]}
            except TimelineError as error:
                given.voice.fail(error)
                continue
            _once(*state, done, how=how)
    except KeyboardInterrupt:
        given.voice.tell("")


def _once(
    given: Given, options: Options, done: Callable[[Timeline, Options], None], *, how: How
) -> None:
    corrections = options["corrections"]
    try:
        with how.opened() as run:
            timeline = given.build(
                merge=not options["no_merge"],
                corrections=corrections if corrections is None or corrections.exists() else None,
                run=run,
            )
            given.voice.report(timeline.problems)
            if not timeline.documents:
                given.voice.tell("no article could be used; the last page stays")
                return
            done(timeline, options)
            changes = run.finish(timeline)
        given.voice.tell(summary(timeline, changes))
    except TimelineError as error:
        given.voice.fail(error)


def _watched(given: Given, corrections: Path | None) -> Iterator[Path]:
    """The articles, the configuration and the corrections."""
    from timeline.config_place import NAME
    from timeline.ingest.files import find_files

    for found in find_files(given.paths, leave_out=given.leave_out):
        if isinstance(found, Path):
            yield found
    if given.config is not None:
        yield given.config
    for path in map(Path, given.paths):
        yield path / NAME
    if corrections is not None:
        yield corrections


def _only_folders(given: Given, options: Options) -> list[Path]:
    """The folders that are named, if all that is watched lies in them."""
    folders = [path.resolve() for path in map(Path, given.paths) if path.is_dir()]
    besides = [*map(Path, given.paths), given.config, options["corrections"]]
    inside = all(
        any(path.resolve().is_relative_to(folder) for folder in folders)
        for path in besides
        if path is not None
    )
    return folders if inside else []
