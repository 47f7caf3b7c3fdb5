"""Persons of a common surname who are known by their office: "British Foreign Secretary Hunt".

The surname alone names nobody ("Hunt", "Kim", "Abdullah"); with an office, its state and the date
of the article it names the one who held that office, if the name is right.
"""

from __future__ import annotations

from datetime import date

from timeline.actors.compare import words_of
from timeline.actors.draft import Draft
from timeline.actors.inside import tokens_of
from timeline.actors.scene import domain_of
from timeline.actors.words import Words
from timeline.gazetteer.offices import holder


def link_by_office(drafts: list[Draft], words: Words, day: date | None) -> None:
    """Give local persons the id of whom their title names, in place; all mentions of one."""
    if day is None:
        return
    found: dict[str, tuple[str, str]] = {}
    for draft in drafts:
        actor, domain = draft.actor or "", domain_of(draft.country)
        if draft.kind != "PER" or not actor.startswith("local:") or actor in found:
            continue
        if draft.office is None or domain is None:
            continue
        person = holder(draft.office, domain, day)
        tokens = words_of(" ".join(tokens_of(draft, words)))
        if person is not None and tokens and _bears(tokens, (person.de, person.en)):
            found[actor] = person.id, f"{draft.office} of {domain} on {day}, and of that name"
    for draft in drafts:
        if draft.actor in found:
            draft.actor, draft.why = found[draft.actor]


def _bears(tokens: list[str], names: tuple[str, ...]) -> bool:
    """Whether all words of the mention are words of one of the names, a genitive -s aside."""
    bare = [token[:-1] if token.endswith("s") and len(token) > 3 else token for token in tokens]
    return any(set(spelled) <= set(words_of(name)) for name in names for spelled in (tokens, bare))
