"""Words of the language packs that several parts of the clean-up ask for."""

from __future__ import annotations

from functools import cache

from timeline.languages.loader import available, load_table


@cache
def listed(key: str) -> frozenset[str]:
    """The words under `key` in the packs' `[datelines]` sections, in small letters."""
    return frozenset(
        word.casefold()
        for language in available()
        for word in load_table(language, "boilerplate").get("datelines", {}).get(key, ())
    )


@cache
def agencies() -> frozenset[str]:
    """News agencies and the marks that stand in their place ("eigener bericht")."""
    return frozenset(
        word.casefold()
        for language in available()
        for word in load_table(language, "boilerplate").get("agencies", {}).get("names", ())
    )


@cache
def starters() -> frozenset[str]:
    """Words that begin a sentence and are no name, in small letters."""
    return frozenset(
        word.casefold()
        for language in available()
        for word in load_table(language, "sentences").get("starters", ())
    )


@cache
def no_sentence_after() -> frozenset[str]:
    """Abbreviations that never end a sentence, without their full stop and as they are written."""
    return frozenset(
        spelling
        for language in available()
        for key in ("abbreviations", "before_numbers", "may_end")
        for word in load_table(language, "sentences").get(key, ())
        for spelling in (word, word[:1].upper() + word[1:])
    )


@cache
def months() -> frozenset[str]:
    """Names of months in all packs, short ones too, in small letters and in their base form."""
    return _calendar("month") | _calendar("month_short") | _calendar("may")


@cache
def weekdays() -> frozenset[str]:
    """Names of weekdays in all packs, short ones too."""
    return _calendar("weekday") | _calendar("weekday_short")


def _calendar(key: str) -> frozenset[str]:
    return frozenset(
        spelling.partition("/")[0].rstrip(".").casefold()
        for language in available()
        for words in load_table(language, "calendar").get("words", {}).get(key, {}).values()
        for spelling in str(words).split()
    )
