"""Actor records: names, kinds and countries of what the drafts of a document point to."""

from __future__ import annotations

from collections import Counter, defaultdict

from timeline.actors.draft import Draft
from timeline.gazetteer.index import Entity, Index
from timeline.model import Actor, ActorKind, Document

_LOCAL_KIND: dict[str | None, ActorKind] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    None: "unknown",
}


def actors_of(drafts: list[Draft], document: Document, *, index: Index) -> tuple[Actor, ...]:
    """One record for each actor id of the drafts, in the order of first mention."""
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.actor is not None:
            groups[draft.actor].append(draft)
    language = document.language or "en"
    result = []
    for actor_id, members in groups.items():
        entity = index.by_id(actor_id)
        texts = _texts(members, document.text)
        merges = _reasons(members, document.text)
        if entity is not None:
            own = index.canonical.get(actor_id)
            result.append(from_entity(entity, language, texts, merges, own=own))
        else:
            result.append(
                _local(
                    actor_id, members, texts=texts, merges=merges, language=language, index=index
                )
            )
    return tuple(result)


def from_entity(
    entity: Entity,
    language: str,
    texts: tuple[str, ...] = (),
    merges: tuple[str, ...] = (),
    *,
    own: str | None = None,
) -> Actor:
    """The record of a gazetteer entity; its name in German documents is the German one.

    `own` is what a language other than German and English calls it.
    """
    name = own or (entity.de if language == "de" else entity.en)
    return Actor(
        entity.id,
        entity.kind,
        name,
        {"de": entity.de, "en": entity.en} | ({language: own} if own else {}),
        entity.country,
        entity.sector,
        tuple(text for text in texts if text != name),
        entity.latitude,
        entity.longitude,
        merges,
    )


def _local(
    actor_id: str,
    members: list[Draft],
    *,
    texts: tuple[str, ...],
    merges: tuple[str, ...],
    language: str,
    index: Index,
) -> Actor:
    named = [draft for draft in members if draft.form == "name"] or members
    kinds = [draft.kind for draft in named]
    kind = _LOCAL_KIND[kinds[0]]
    if kinds.count(kinds[0]) < len(kinds):
        kind = _LOCAL_KIND[Counter(kinds).most_common(1)[0][0]]
    if named[0].form == "description":
        kind = "organisation" if actor_id.startswith("org:") else "group"
    name = max(texts, key=len) if texts else actor_id.removeprefix("local:")
    if language == "de":
        shorter = name.removesuffix("s")
        name = shorter if shorter in texts else name
    country = None
    for draft in members:
        state = index.by_id(draft.country or "")
        if state is not None and state.country not in (None, "IGO"):
            country = state.country
            if draft.country_why:
                merges = (*merges, f"of {country}: {draft.country_why}")
            break
    return Actor(
        actor_id,
        kind,
        name,
        {language: name},
        country,
        None,
        tuple(text for text in texts if text != name),
        merges=merges,
    )


def _texts(members: list[Draft], text: str) -> tuple[str, ...]:
    """How the text puts the actor: names, or descriptions where it has no name; no pronouns."""
    for form in ("name", "description"):
        found = [text[d.start : d.end] for d in members if d.form == form]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _reasons(members: list[Draft], text: str) -> tuple[str, ...]:
    """Why each form of words means the actor, every reason once."""
    told = dict.fromkeys([(text[d.start : d.end], d.why) for d in members if d.why])
    return tuple([f"“{said}”: {why}" for said, why in told])
