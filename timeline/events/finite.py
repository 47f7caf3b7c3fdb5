"""The finite verb of a stretch of words, where the tagger leaves room for doubt."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.lexicon import lexicon, past_forms
from timeline.events.tokens import Token


def finite_verb(segment: Sequence[Token], language: str, *, dependent: bool) -> Token | None:
    """The verb that heads the segment; as a last resort a word that may be a preterite.

    `dependent` tells that a subordinator or relative pronoun opens the segment: German then has
    its finite verb at the end.
    """
    found = [token for token in segment if token.finite]
    if language == "de":
        auxiliary = [token for token in found if token.tag == "AUX"]
        order = auxiliary or found
        if order:
            return order[-1] if dependent else order[0]
        if dependent and segment:
            return _last_verb(segment)
        return next((token for token in segment if _german_preterite(token)), None)
    return _english_finite(found, segment)


def _english_finite(found: Sequence[Token], segment: Sequence[Token]) -> Token | None:
    for token in found:
        if not _reduced(token, segment):
            return token
    if found:
        return found[0]
    for token in segment:
        if may_be_preterite(token) and _english_preterite(token, segment):
            return token
    return None


def _last_verb(segment: Sequence[Token]) -> Token | None:
    """In a dependent clause without a finite verb the last one was mistaken for a participle."""
    verbs = [token for token in segment if token.verbal]
    if verbs and verbs[-1].form in ("Part", "") and len(verbs) == 1:
        return verbs[-1]
    return next((token for token in reversed(segment) if _german_preterite(token)), None)


def only_participle(token: Token) -> bool:
    """Whether a German form that the tagger took for finite can only be a participle."""
    readings = lexicon("de").verbs.get(token.low, ())
    if token.tag == "AUX" or not readings:
        return False
    return all(reading.feature in ("participle", "base", "zu") for reading in readings) and any(
        reading.feature == "participle" for reading in readings
    )


def may_be_participle(token: Token) -> bool:
    """Whether a German form that the tagger took for finite may be a participle ("verkündet")."""
    readings = lexicon("de").verbs.get(token.low, ())
    return token.tag != "AUX" and any(reading.feature == "participle" for reading in readings)


def open_bracket(part: Sequence[Token]) -> bool:
    """Whether a German auxiliary has been said and its participle or infinitive has not."""
    auxiliary = any(token.tag == "AUX" and token.finite for token in part)
    return auxiliary and not any(token.verbal and not token.finite for token in part)


def shares(auxiliary: Token, part: Sequence[Token], ahead: Sequence[Token], language: str) -> bool:
    """ "hat A unterzeichnet und B befohlen": whether a second verb goes with the auxiliary.

    `part` is the clause of the auxiliary, `ahead` what stands behind the conjunction or comma.
    """
    forms = {t.form for t in part if t.tag == "VERB" and not t.finite and t.index > auxiliary.index}
    if forms.isdisjoint(_SHARED) or not ahead or any(t.finite for t in ahead):
        return False
    if language == "en":
        verb = next((t for t in ahead if t.tag != "ADV"), ahead[0])
        return verb.tag == "VERB" and verb.form in forms & _SHARED
    if part[-1].form not in _SHARED or ahead[0].tag == "SCONJ":
        return False  # the bracket is still open
    # "befohlen" is taken for an infinitive, so the two need not be of one form.
    verbs = [t for t in ahead if t.tag == "VERB" and t.form in ("Part", "Inf")]
    return bool(verbs) and not any(_with_zu(t) for t in (*verbs, ahead[0], *ahead[-2:]))


def _with_zu(token: Token) -> bool:
    """ "hat sie aufgefordert, das Angebot anzunehmen": what somebody is to do is not done."""
    if token.low == "zu" and token.tag == "PART":
        return True
    readings = lexicon("de").verbs.get(token.low, ())
    return bool(readings) and all(reading.feature == "zu" for reading in readings)


_SHARED = frozenset({"Part", "Inf", "VBN", "VB"})


def mistaken_infinitive(token: Token) -> bool:
    """Whether a German form that the tagger took for an infinitive is a participle by its list."""
    if token.form != "Inf":
        return False
    readings = lexicon("de").verbs.get(token.low, ())
    return bool(readings) and all(reading.feature == "participle" for reading in readings)


def _german_preterite(token: Token) -> bool:
    if token.tag not in ("ADJ", "VERB", "PROPN", "NOUN") or not token.text[0].islower():
        return False
    if token.form in ("Part", "Inf", "Izu"):
        return False
    readings = lexicon("de").verbs.get(token.low, ())
    return any(reading.feature in ("past", "present") for reading in readings)


def _english_preterite(token: Token, segment: Sequence[Token]) -> bool:
    """Whether a form that may be a preterite is one here."""
    if token.form == "VBN" and by_follows(segment, token):
        return False  # "Norway, backed by Peru": that is a passive, and no clause of its own
    return (token.form == "VBN" and not _reduced(token, segment)) or _missed(token, segment)


def _missed(token: Token, segment: Sequence[Token]) -> bool:
    """A preterite that the tagger missed: behind a noun or pronoun, no auxiliary before it."""
    if not token.text.islower() or token.tag not in ("VERB", "ADJ", "NOUN", "ADV", "X"):
        return False
    before = [t for t in segment if t.index < token.index]
    if not before or before[-1].tag not in ("NOUN", "PROPN", "PRON"):
        return False
    return not any(t.tag == "AUX" for t in before) and not by_follows(segment, token)


def may_be_preterite(token: Token) -> bool:
    """Whether an English form is a preterite of a verb the lexicon knows."""
    return token.low in past_forms("en")


def by_follows(tokens: Sequence[Token], token: Token) -> bool:
    """Whether "by" comes within three words: then the form is a participle."""
    near = [t for t in tokens if token.index < t.index <= token.index + 4]
    return any(
        t.low == "by" and (place + 1 == len(near) or near[place + 1].tag != "NUM")
        for place, t in enumerate(near[:3])
    )


def _reduced(token: Token, segment: Sequence[Token]) -> bool:
    """Whether "sent home by …" stands before another finite verb."""
    if token.form not in ("VBD", "VBN"):
        return False
    later = [t for t in segment if t.index > token.index]
    if not any(t.finite for t in later):
        return False
    return by_follows(segment, token) and not any(t.low in ("and", "or") for t in later[:6])


def ends_in_verb(segment: Sequence[Token]) -> bool:
    """Whether a German segment has the order of dependent clauses (one late word may follow)."""
    words = [token for token in segment if token.tag != "PUNCT"]
    if any(token.finite for token in words[-2:]):
        return True
    return bool(words) and words[-1].verbal and not any(token.finite for token in words)


def verb_first(segment: Sequence[Token], finite: Token) -> bool:
    """Whether nothing but adverbs and conjunctions stands before the finite verb."""
    for token in segment:
        if token.index < finite.index and token.tag not in ("ADV", "CCONJ", "PUNCT", "PART"):
            return False
    return True
