"""Modifiers of dates and lengths: said before the value, never changing it."""

from __future__ import annotations

from datetime import date

import pytest

from timeline import tag_times

CASES = [
    ("de", "Die Wahl ist Mitte März.", "2022-03", "MID"),
    ("de", "Ende 2021 zog die Truppe ab.", "2021", "END"),
    ("de", "Sie kamen am frühen Morgen.", "2022-03-16TMO", "START"),
    ("de", "Es dauerte rund drei Monate.", "P3M", "APPROX"),
    ("de", "Es dauerte mehr als zwei Wochen.", "P2W", "MORE_THAN"),
    ("de", "Er fehlt seit über einem Jahr.", "P1Y", "MORE_THAN"),
    ("de", "Das dauert mindestens vier Tage.", "P4D", "EQUAL_OR_MORE"),
    ("de", "Über die letzten zwei Jahre sank der Wert.", "P2Y", None),
    ("de", "Um 10 Uhr kam der Bote.", "2022-03-16T10:00", None),
    ("de", "Gegen 10 Uhr kam der Bote.", "2022-03-16T10:00", "APPROX"),
    ("de", "Der Krieg dauerte drei Wochen.", "P3W", None),
    ("en", "The vote is due in mid-March.", "2022-03", "MID"),
    ("en", "Bands of the late 1990s played.", "199", "END"),
    ("en", "They left late on Tuesday.", "2022-03-15", "END"),
    ("en", "It took almost two weeks.", "P2W", "APPROX"),
    ("en", "It took over two years.", "P2Y", "MORE_THAN"),
    ("en", "Prices rose over the past two years.", "P2Y", None),
    ("en", "It rained over the weekend.", "2022-W10-WE", None),
    ("en", "It lasted at least ten days.", "P10D", "EQUAL_OR_MORE"),
    ("en", "It lasted less than an hour.", "PT1H", "LESS_THAN"),
    ("fr", "Il a duré environ trois mois.", "P3M", "APPROX"),
    ("fr", "Il a duré plus de deux semaines.", "P2W", "MORE_THAN"),
]


@pytest.mark.parametrize(("language", "text", "value", "mod"), CASES)
def test_modifier(language: str, text: str, value: str, mod: str | None) -> None:
    found = tag_times(text, published=date(2022, 3, 16), language=language)
    assert [(timex.value, timex.mod) for timex in found] == [(value, mod)]
