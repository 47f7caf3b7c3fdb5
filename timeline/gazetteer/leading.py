"""Which office leads a state or a body: "the Syrian leader" is its president, "the UN chief" its
Secretary-General.

Who holds such an office is given the office `national leader`, or `leader` of a body, as well when
the data is built. A state with a president and a prime minister says in `states.toml` which of them
news calls its leader; where it says nothing, nobody is called so without his name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_STATE, _BODY = "national leader", "leader"
_OF_STATES = frozenset({"chancellor", "prime minister", "president"})
_OTHER_RULERS = frozenset({"supreme leader", "king", "emir", "sultan", "crown prince"})
_OF_BODIES = frozenset({"secretary-general", "managing director", "director-general", "president"})


def with_leaders(
    people: Mapping[str, Sequence[Mapping[str, Any]]], states: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """The people of each country with the office of leader beside the one that makes them so."""
    return {
        country: [
            {**facts, "office": _offices(facts["office"], _leading(country, members, states))}
            for facts in members
        ]
        for country, members in people.items()
    }


def _leading(
    country: str,
    members: Sequence[Mapping[str, Any]],
    states: Mapping[str, Mapping[str, Any]],
) -> frozenset[str]:
    """The offices of the country whose holders lead it, mostly one."""
    said = states.get(country, {}).get("leader")
    if said is not None:
        return frozenset({str(said), "leader"})
    held = {entry.rpartition(" ")[0] for facts in members for entry in facts["office"]}
    if "leader" in held:
        return frozenset({"leader"})
    leading = held.intersection(_OF_STATES)
    return frozenset(leading) if len(leading) == 1 and not held & _OTHER_RULERS else frozenset()


def _offices(entries: Sequence[str], leading: frozenset[str]) -> list[str]:
    """The entries and, behind them, those as leader; what is written by hand is not repeated."""
    found = list(entries)
    for entry in entries:
        name, _, term = entry.rpartition(" ")
        office, _, body = name.partition("@")
        if body and office in _OF_BODIES:
            found.append(f"{_BODY}@{body} {term}")
        elif not body and office in leading:
            found.append(f"{_STATE} {term}")
    return found
