"""Cut a sentence into words, numbers and signs, and say what a number can be.

A number token is a plain number ("28"), or digits joined as news writes them ("20.30", "1,500",
"02.12.21", "2007/08"). Letters glued to digits ("60er", "2nd", "10am") are a token of their own, so
that a language pack can name them.
"""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"[^\W\d_]{1,60}"
    r"|[0-9]{1,4}/[0-9]{1,2}/[0-9]{2,4}(?![0-9])"
    r"|(?:1[5-9]|20)[0-9]{2}/[0-9]{2}(?![0-9])"
    r"|[0-9]{1,30}(?:[.,:][0-9]{1,30}){0,5}"
    r"|[^\w\s]|\w"
)

_CLOCK = re.compile(r"([0-9]{1,2})[.:]([0-9]{2})$")
_CLOCK_SECONDS = re.compile(r"([0-9]{1,2}):([0-9]{2}):([0-9]{2})$")
_DAY_MONTH = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})$")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})([./])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})$")
_YEAR_SPAN = re.compile(r"([0-9]{4})/([0-9]{2})$")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3}){1,4}$")
_DECIMAL = re.compile(r"[0-9]{1,9}[.,][0-9]{1,2}$")

# What a template may ask of a number; a token can be several of these at once. An `amount` is
# any number but one that looks like a year of the last centuries.
NUMBER_CLASSES = frozenset(
    {
        *("int", "amount", "large", "decimal", "two_digits", "three_digits"),
        *(
            "day",
            "month_number",
            "quarter_number",
            "year",
            "modern_year",
            "old_year",
            "decade_year",
        ),
        *("day_month", "day_month_year", "year_span"),
        *("hour", "minute", "clock", "clock_colon", "clock_seconds"),
    }
)

# One token for every set of classes that can arise; a test tries to find another.
REPRESENTATIVES = (
    *("0", "1", "2", "4", "5", "12", "13", "24", "25", "31", "32", "59", "60", "99", "100", "999"),
    *(
        "1000",
        "1001",
        "1490",
        "1499",
        "1500",
        "1501",
        "1850",
        "1851",
        "1950",
        "1951",
        "2050",
        "2051",
        "2099",
        "2150",
        "2151",
        "2200",
        "9999",
        "10000",
        "12345678",
    ),
    *("00", "01", "04", "05", "09", "000", "0000", "010", "0001", "00010"),
    *("0:00", "1:00", "12:30", "24:30", "25:30", "12:99", "10:30:15", "99:99:99"),
    *("0.00", "1.1", "1.30", "5.6", "12.12", "20.30", "24.30", "30.11", "31.12", "20.11", "25.13"),
    *("32.13", "20.5", "25.5", "25.99", "1.00", "1,5", "1,50", "150.000", "1,500", "1.05", "13.5"),
    *("1.1.2020", "30.11.13", "2/22/2022", "99.99.9999", "2007/08", "2007/99", "20.20", "13.05"),
    *("1.2.3.4", "1,2,3", "13.05.2020", "1/2/22"),
)


def number_classes(token: str) -> frozenset[str]:
    """Everything the number token can be; empty for what is no number of a date or a time."""
    if token.isdigit():
        return _plain(token)
    found = _clock_classes(token)
    if (match := _DAY_MONTH.match(token)) and _is_day(match[1]) and 1 <= int(match[2]) <= 12:
        found.add("day_month")
    if _DAY_MONTH_YEAR.match(token) and read_date(token, month_first=False) is not None:
        found.add("day_month_year")
    if (match := _YEAR_SPAN.match(token)) and _is_span(match[1], match[2]):
        found.add("year_span")
    if _THOUSANDS.match(token):
        found.update(("int", "amount"))
    elif _DECIMAL.match(token):
        found.add("decimal")
    return frozenset(found)


def _clock_classes(token: str) -> set[str]:
    match = _CLOCK.match(token)
    if match is not None and int(match[1]) <= 24 and int(match[2]) <= 59:
        return {"clock", "clock_colon"} if ":" in token else {"clock"}
    match = _CLOCK_SECONDS.match(token)
    if match is not None and int(match[1]) <= 24 and max(int(match[2]), int(match[3])) <= 59:
        return {"clock_seconds"}
    return set()


# Plain numbers by their digits: class, fewest and most digits, least and greatest value.
_PLAIN = (
    ("hour", 1, 2, 0, 24),
    ("minute", 1, 2, 0, 59),
    ("day", 1, 2, 1, 31),
    ("month_number", 1, 2, 1, 12),
    ("quarter_number", 1, 2, 1, 4),
    ("two_digits", 2, 2, 0, 99),
    ("three_digits", 3, 3, 0, 999),
    ("year", 4, 4, 1000, 2199),
    ("modern_year", 4, 4, 1900, 2049),
    ("old_year", 4, 4, 1500, 1899),
    ("large", 4, 8, 2200, 99_999_999),
)


def _plain(token: str) -> frozenset[str]:
    size = len(token)
    if size > 8:
        return frozenset()
    number = int(token)
    found = {
        name
        for name, fewest, most, low, high in _PLAIN
        if fewest <= size <= most and low <= number <= high
    }
    found.add("int")
    if not (size == 4 and 1500 <= number < 2100):
        found.add("amount")
    if "year" in found and number % 10 == 0:
        found.add("decade_year")
    return frozenset(found)


def _is_day(digits: str) -> bool:
    return 1 <= int(digits) <= 31


def _is_span(first: str, second: str) -> bool:
    return 0 < full_second_year(first, second) - int(first) <= 30


def full_second_year(first: str, second: str) -> int:
    """The second year of "2007/08" in full; a century later where it would run backwards."""
    if len(second) == 4:
        return int(second)
    year = int(first[:2] + second)
    return year if year > int(first) else year + 100


def read_number(token: str) -> int | float:
    """The value of a plain, thousands or decimal token."""
    if token.isdigit():
        return int(token)
    if _THOUSANDS.match(token):
        return int(token.replace(".", "").replace(",", ""))
    return float(token.replace(",", "."))


def read_clock(token: str) -> tuple[int, int]:
    """Hour and minute of "20.30", "20:30" or "20:30:15"."""
    hour, minute = token.replace(":", ".").split(".")[:2]
    return int(hour), int(minute)


def read_date(token: str, *, month_first: bool) -> tuple[int, int, int] | None:
    """Year, month and day of "02.12.21" or "2/22/2022"; None where they are none.

    `month_first` is the American order; where only the other order gives a date, that one counts.
    A year of two digits lies between 1950 and 2049.
    """
    match = _DAY_MONTH_YEAR.match(token)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), full_year(match[4])
    orders = [(second, first), (first, second)] if match[2] == "/" else [(second, first)]
    if month_first:
        orders.reverse()
    for month, day in orders:
        if 1 <= month <= 12 and 1 <= day <= 31:
            return year, month, day
    return None


def full_year(digits: str) -> int:
    """Four digits as they stand; two digits as a year between 1950 and 2049."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (1900 if number >= 50 else 2000)
