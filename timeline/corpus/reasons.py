"""Why two reports were taken to be one event, in words for the reader."""

from __future__ import annotations

from timeline.corpus.likeness import Likeness
from timeline.corpus.profile import Profile


def reason(one: Profile, two: Profile, same: Likeness) -> str:
    """One line: the signs that speak for the merge, and what speaks against it."""
    signs = same.signs
    said = []
    if signs["same class"]:
        said.append(f"same class {one.event.type}")
    else:
        said.append(f"classes {one.event.type} and {two.event.type}")
    if signs["same day"]:
        said.append(f"same day {one.event.edtf}")
    elif signs["other day"]:
        said.append(f"a day apart ({one.event.edtf}, {two.event.edtf})")
    else:
        said.append(f"dates that meet ({one.event.edtf}, {two.event.edtf})")
    shared = sorted(one.names & two.names)
    if shared:
        said.append("shared " + ", ".join(shared[:6]))
    if signs["place"]:
        said.append(f"same place {one.place}")
    if signs["figures"]:
        ours, theirs = ({f.what.strip("~") for f in item.figures} for item in (one, two))
        counts = sorted(ours & theirs)
        said.append("counts that agree: " + ", ".join(counts))
    if max(signs.get("words", 0.0), signs.get("spelling", 0.0)) >= _SOME:
        said.append("like wording")
    if signs["denied"]:
        said.append("one side denies it")
    said.append(f"score {same.score:.1f}")
    return f"{one.document} and {two.document}: " + "; ".join(said)


_SOME = 0.25
