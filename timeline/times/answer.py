"""What a shape gives back, and the words for why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.interval import Interval
from timeline.model import TimexType


@dataclass(frozen=True, slots=True)
class Answer:
    """The reading of a hit.

    `value` is resolved as far as possible, `said` what the words alone give (None: the same).
    `how` continues the sentence "“Montag” is …"; `anchor` names what it was counted from, empty
    where nothing was needed. `interval` is for what the value does not show ("vor zwei Wochen" is
    P2W, but a time all the same); `start_only` hides the interval of a vague value.
    """

    type: TimexType
    value: str
    said: str | None = None
    how: str = ""
    anchor: str = ""
    basis: Literal["explicit", "relative"] = "relative"
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    interval: Interval | None = None
    by_tense: bool = False
    is_anchor: bool = True  # a comparison ("a year earlier") is nothing to count from


NO_ANCHOR = "the publication date is not known, so it stays open"
