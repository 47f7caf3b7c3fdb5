"""Whether two names are the same, with nothing else to go by.

Known entities first: two names of one entity are the same, names of two different ones never are.
Otherwise word by word, by what their letters may stand for (`timeline.gazetteer.sounds`).
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from timeline import gazetteer
from timeline.gazetteer.index import fold, load, split_tokens
from timeline.gazetteer.sounds import UMLAUTS, distance, same_start, units
from timeline.languages.loader import available, load_table

_ARTICLES = frozenset({"al", "el", "as", "an", "ar", "ad", "az", "ul", "the", "der", "die", "das"})
_PARTICLES = frozenset({"bin", "ben", "ibn", "von", "van", "de", "da", "di", "del", "of", "le"})
_GENERATIONS = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv", "v", "vi", "xvi"})
_SHORT = 4  # units; below, spellings must agree almost fully
_SYLLABLE = 5  # letters; Chinese, Korean, Vietnamese and Burmese names have such words only
_PARTED = 4  # letters by which two spellings of the same words may differ in length
SLIP_LENGTH = 6  # letters of a word in which one typing slip is forgiven


def same_name(a: str, b: str) -> bool:
    """Whether a reader of news takes both for one person, place or group, no more said."""
    if fold(a).casefold() == fold(b).casefold():
        return True
    ours, theirs = known(a), known(b)
    if ours and theirs:
        return bool(ours & theirs)
    return similar(a, b)


def known(name: str) -> frozenset[str]:
    """The ids of all gazetteer entities of that name; empty where it is not listed."""
    index = load()
    first, _, rest = " ".join(split_tokens(fold(name))).partition(" ")
    found = {
        index.entity(number).id
        for entry_rest, flag, number, _ in index.entries[first]
        if entry_rest == rest and flag in "nscl"
    }
    if not found:
        found = {
            index.entity(number).id
            for entry_rest, flag, number, _ in index.entries[first]
            if entry_rest == rest and flag == "w"
        }
    return frozenset(found)


def similar(a: str, b: str) -> bool:
    """Whether two names are spellings of one, word by word; never looks into the gazetteer."""
    one, two = words_of(a), words_of(b)
    if not one or not two:
        return False
    if len(one) == 1 or len(two) == 1:
        alone = len(one) == len(two) and _same_alone(one[0], two[0])
        return alone and _generation(a) == _generation(b)
    # Given names differ more often than surnames of one block: first what settles most pairs.
    if not _same_given(one[0], two[0]) or not similar_word(one[-1], two[-1]):
        return _joined(one, two) and _generation(a) == _generation(b)
    if _generation(a) != _generation(b):
        return False
    if len(one) != len(two) and max(map(len, one + two)) <= _SYLLABLE:
        return False  # "Kim Jong" is not "Kim Yo Jong": no syllable may be left out
    return _middle_fits(one[1:-1], two[1:-1])


def same_organisation(a: str, b: str) -> bool:
    """Whether two names of organisations differ in spelling only, word by word."""
    one = [word.lower() for word in split_tokens(fold(a)) if word.isalnum()]
    two = [word.lower() for word in split_tokens(fold(b)) if word.isalnum()]
    one, two = ([word for word in words if word != "the"] for words in (one, two))
    return len(one) == len(two) > 0 and all(
        left == right or (len(left) > _SHORT and _near(left, right, 0.2))
        for left, right in zip(one, two, strict=True)
    )


def _joined(one: list[str], two: list[str]) -> bool:
    """ "Abu Bakr" and "Abubakr", "Jong Un" and "Jongun": the same letters, parted elsewhere."""
    if len(one) == len(two):
        return False
    left, right = "".join(one), "".join(two)
    if abs(len(left) - len(right)) > _PARTED:
        return False
    return close(left, right, limit=0.03)


def _same_alone(one: str, two: str) -> bool:
    """A name of one word has nothing beside it that could confirm it: less is forgiven."""
    if one == two:
        return True
    return not _namesakes(one, two) and (slip(one, two) or _near(one, two, 0.3))


def _middle_fits(one: list[str], two: list[str]) -> bool:
    """Middle names may be left out or shortened, but not contradict each other."""
    if not one or not two:
        return True
    if len(one) > len(two):
        one, two = two, one
    return all(any(_same_given(word, other) for other in two) for word in one)


def _near(one: str, two: str, allowed: float) -> bool:
    return same_start(one, two) and distance(one, two) <= allowed


def words_of(name: str) -> list[str]:
    """The words that tell a name: without articles, particles, generations and signs."""
    return list(_words_of(name))


@lru_cache(maxsize=50_000)
def _words_of(name: str) -> tuple[str, ...]:
    plain = fold(name.lower().translate(UMLAUTS)).replace("'", "")
    words = [word for word in split_tokens(plain) if word.isalnum()]
    telling = [
        word for word in words if word not in _ARTICLES | _PARTICLES and word not in _GENERATIONS
    ]
    return tuple(telling or words)


def _generation(name: str) -> frozenset[str]:
    words = {word.lower() for word in split_tokens(name)}
    return frozenset(words & _GENERATIONS - {"junior", "senior"})


def _same_given(one: str, two: str) -> bool:
    if one == two:
        return True
    if len(one) == 1 or len(two) == 1:
        return _exact_start(one, two)
    groups, sexes = _given_names(), _sexes()
    if one in groups and groups.get(one) == groups.get(two):
        return True
    if one in sexes and two in sexes:
        # Of two listed names neither is a slip of the other: "Marina", "Martina".
        return sexes[one] == sexes[two] and close(one, two)
    return similar_word(one, two)


def _exact_start(one: str, two: str) -> bool:
    """An initial and a name that may begin with it: "W." and "Vladimir"."""
    left, right = units(one), units(two)
    return bool(left and right) and bool(set(left[0][1]) & set(right[0][1]))


def similar_word(one: str, two: str) -> bool:
    """Two spellings of one word, or one word with a typing slip."""
    if one == two:
        return True
    return not _namesakes(one, two) and (close(one, two) or slip(one, two))


def close(one: str, two: str, *, limit: float = 0.13) -> bool:
    """Whether the letters may stand for the same sounds; `limit` is the price per unit."""
    size = min(len(units(one)), len(units(two)))
    if size == 0:
        return False
    allowed = 0.3 if size <= _SHORT else max(0.5 if limit > 0.1 else 0.3, limit * size)
    if size <= _SHORT and sum(unit[2] for unit in units(one)) == 1:
        allowed = 0.15  # "Peng" and "Ping": the one vowel tells the names apart
    return _near(one, two, allowed)


def slip(one: str, two: str) -> bool:
    """One letter left out, doubled or swapped with its neighbour, inside a long enough word."""
    if min(len(one), len(two)) < SLIP_LENGTH or one[0] != two[0]:
        return False
    if len(one) == len(two):
        apart = [place for place in range(len(one)) if one[place] != two[place]]
        return (
            len(apart) == 2
            and apart[1] == apart[0] + 1
            and one[apart[0]] == two[apart[1]]
            and one[apart[1]] == two[apart[0]]
        )
    if abs(len(one) - len(two)) != 1 or one[-1] != two[-1]:
        return False
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    place = next((i for i in range(len(shorter)) if longer[i] != shorter[i]), len(shorter))
    return longer[place + 1 :] == shorter[place:]


def _namesakes(one: str, two: str) -> bool:
    """Whether the two are listed as surnames of different families ("Maier", "Meyer")."""
    families = _families()
    return one in families and families[one] == families.get(two)


@cache
def _families() -> dict[str, int]:
    table = _table("namesakes.toml")
    return {name: number for number, group in enumerate(table["apart"]) for name in group}


@cache
def _sexes() -> dict[str, str]:
    """Given names listed in any language pack, as `words_of` gives them → m or f, or mf."""
    found: dict[str, str] = {}
    for language in available("names"):
        table = load_table(language, "names")
        for sex in ("m", "f"):
            for name in table.get(sex, ()):
                plain = fold(name.lower().translate(UMLAUTS))
                found[plain] = "".join(sorted({*found.get(plain, ""), sex}))
    return found


def is_common(word: str) -> bool:
    """Whether the word, as `words_of` gives it, is so common a name that it tells nobody apart."""
    return word in _given_names() or word in _sexes() or word in _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(_given_table()["common"])


@cache
def _given_names() -> dict[str, int]:
    """Given name → number of those that are the same name in other languages or in short."""
    same = _given_table()["same"]
    return {name: number for number, group in enumerate(same) for name in group}


@cache
def _given_table() -> dict[str, list[Any]]:
    return _table("given_names.toml")


def _table(name: str) -> dict[str, list[Any]]:
    path = Path(gazetteer.__path__[0]) / name
    return tomllib.loads(path.read_text("utf-8"))
