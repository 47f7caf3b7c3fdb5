"""Whether the installation is whole: each check says what was found, and the remedy."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DISTRIBUTION = "event-timeline"
REINSTALL = "pip install --force-reinstall event-timeline"
_LEAST = (3, 11)
# Extras whose packages users may want, and what for. The others are for people who develop it.
_EXTRAS = {
    "formats": "more formats to read and write",
    "store": "`build --store`",
    "dask": "`build --engine dask`",
    "watch": "`watch` and `serve` see changes at once",
}
_WEIGHTS = ("timeline.actors", "timeline.languages")
# A sentence per language with one date in it, to see whether its rules work.
_SAMPLES = {
    "de": "Der Gesandte kam am 3. März 2021 in Wien an.",
    "en": "The envoy arrived in Vienna on 3 March 2021.",
}


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at and found. `missing` is something that only some people need."""

    name: str
    state: Literal["ok", "missing", "failed"]
    found: str
    remedy: str = ""


def examine(folder: Path) -> Iterator[Check]:
    """All checks in order; `folder` is where output is to be written."""
    yield _python()
    yield from _packages()
    for name, look in (
        ("language packs", _packs),
        ("weights", _weights),
        ("gazetteer", _gazetteer),
        ("page", _page),
        ("a trial", _trial),
    ):
        yield _guarded(name, look)
    yield _writable(folder)


def _guarded(name: str, look: Callable[[], str]) -> Check:
    """The check, failed with the reason where anything at all goes wrong in it."""
    try:
        return Check(name, "ok", look())
    except TimelineError as error:
        return Check(name, "failed", str(error), error.remedy or REINSTALL)
    except Exception as error:  # a broken installation breaks anywhere
        return Check(name, "failed", f"{type(error).__name__}: {error}"[:300], REINSTALL)


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _LEAST:
        least = ".".join(map(str, _LEAST))
        return Check("Python", "failed", version, f"install Python {least} or newer")
    return Check("Python", "ok", version)


def _packages() -> Iterator[Check]:
    """Every package that is needed, and those of the extras, with the versions that fit."""
    from packaging.requirements import Requirement

    try:
        stated = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield Check("packages", "failed", f"{DISTRIBUTION} is not installed", "pip install .")
        return
    wanted = [Requirement(text) for text in stated]
    needed = [one for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = list(filter(None, map(_misfit, needed)))
    if wrong:
        yield Check("packages", "failed", "; ".join(wrong), "pip install --upgrade event-timeline")
    else:
        yield Check("packages", "ok", f"{len(needed)} installed, all in range")
    for extra, use in _EXTRAS.items():
        own = [one for one in wanted if one not in needed and one.marker is not None
               and one.marker.evaluate({"extra": extra})]  # fmt: skip
        wrong = list(filter(None, map(_misfit, own)))
        remedy = f"for {use}: pip install 'event-timeline[{extra}]'"
        if wrong:
            yield Check(f"extra {extra}", "missing", "; ".join(wrong), remedy)
        else:
            yield Check(f"extra {extra}", "ok", f"{len(own)} installed, all in range")


def _misfit(requirement: object) -> str | None:
    """What is wrong with the installed version, or None."""
    from packaging.requirements import Requirement

    assert isinstance(requirement, Requirement)
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return f"{requirement.name} is not installed"
    if requirement.specifier.contains(version, prereleases=True):
        return None
    return f"{requirement.name} {version} is not {requirement.specifier}"


def _packs() -> str:
    """Every table of every pack parses, and the rules of the large packs find a date."""
    from timeline.languages.loader import available, load_table
    from timeline.pipeline import tag_times

    for language in available():
        for table in _children(files("timeline.languages") / language, ".toml"):
            load_table(language, table.name.removesuffix(".toml"))
        tag_times(_SAMPLES.get(language, ""), published=date(2021, 3, 4), language=language)
    for language, sentence in _SAMPLES.items():
        found = tag_times(sentence, published=date(2021, 3, 4), language=language)
        if [timex.value for timex in found] != ["2021-03-03"]:
            raise TimelineError(f"the rules of {language!r} no longer find a date")
    return ", ".join(available())


def _weights() -> str:
    """The weights are the ones that were trained, byte by byte."""
    count = 0
    for package in _WEIGHTS:
        folder = files(package) / "weights"
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        trained = {value for about in manifest.values() for value in about.values()
                   if isinstance(value, str)}  # fmt: skip
        present = {entry.name for entry in folder.iterdir()} - {"README.md", "manifest.json"}
        for name in sorted(manifest.keys() | present):
            if name not in present:
                raise TimelineError("not there", where=name, remedy=REINSTALL)
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() not in trained:
                raise TimelineError("not as it was trained", where=name, remedy=REINSTALL)
        count += len(present)
    return f"{count} files, as trained"


def _gazetteer() -> str:
    from timeline.gazetteer.index import load

    return f"{len(load().rows)} entities"


def _page() -> str:
    from timeline.view.bundle import load_bundle

    return f"script of {len(load_bundle().script) // 1000} kB"


def _trial() -> str:
    """An article in, a page out."""
    from timeline.model import Document
    from timeline.pipeline import build_from

    text = "Officials in Moscow said that Russia attacked the city of Kharkiv on Monday."
    article = Document("trial", text, language="en", published=date(2022, 2, 22))
    built = build_from([article], problems=[])
    if not built.events or "<html" not in built.to_html():
        raise TimelineError("an article with an event gives none")
    return f"1 article, {len(built.events)} event"


def _writable(folder: Path) -> Check:
    name = f"writing to {folder}"
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=existing):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        return Check(name, "failed", reason, "choose another folder with -o")
    free = os.statvfs(existing) if hasattr(os, "statvfs") else None
    room = "" if free is None else f", {free.f_bavail * free.f_frsize // 1_000_000} MB free"
    return Check(name, "ok", f"allowed{room}")


def _children(folder: Traversable, ending: str) -> list[Traversable]:
    return sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(ending)),
        key=lambda entry: entry.name,
    )
