"""Which articles are one source."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import pipeline
from timeline.corpus.copies import Sources, _shared, copies
from timeline.model import Document, Reading

AGENCY = (
    "The port of Harwell was closed on Monday after a fire broke out in a store. Two ships had to "
    "wait outside the breakwater until the evening. The harbour master said that nobody was hurt "
    "and that the damage would be repaired within a week. A spokeswoman for the union of dockers "
    "asked for an inquiry into the state of the wiring, which had been criticised last year."
)
OTHER = (
    "Harwell's harbour shut for a day. Flames had spread through a warehouse near the old quay on "
    "Monday morning, and the fire brigade needed six hours to put them out, a reporter saw."
)


def readings(*texts: tuple[str, str, str]) -> list[Reading]:
    """Readings of (id, source, text)."""
    documents = [Document(name, text, "en", source=source) for name, source, text in texts]
    return list(pipeline.read_documents(documents))


def test_a_text_printed_twice_is_a_copy_even_where_it_is_cut() -> None:
    found = readings(
        ("a", "Ledger", AGENCY),
        ("b", "Courier", AGENCY.rpartition(". A")[0] + "."),
        ("c", "Gazette", OTHER),
    )
    assert copies(found) == [["a", "b"]]


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ([("a", "Ledger", AGENCY), ("b", "Courier", AGENCY)], 1),
        ([("a", "Ledger", AGENCY), ("b", "Courier", OTHER)], 2),
        ([("a", "Ledger", AGENCY), ("b", "Ledger", OTHER)], 1),
        ([("a", "Ledger", f"{AGENCY}\n\n(dpa)"), ("b", "Courier", f"{OTHER}\n\nHC/dpa")], 1),
        ([("a", "Ledger", f"{AGENCY}\n\n(dpa)"), ("b", "Courier", f"{OTHER}\n\n(afp)")], 2),
        ([("a", "Reuters", AGENCY), ("b", "Courier", f"LONDON (Reuters) - {OTHER}")], 1),
    ],
    ids=["copy", "two texts", "one outlet", "one agency", "two agencies", "the agency itself"],
)
def test_distinct_sources(texts: list[tuple[str, str, str]], count: int) -> None:
    sources = Sources(readings(*texts))
    assert len(sources.distinct([name for name, _, _ in texts])) == count


@pytest.mark.parametrize(
    ("urls", "count"),
    [
        (("https://a.example/1", "https://a.example/2"), 1),
        (("https://a.example/1", "https://b.example/1"), 2),
        (("http://[bad", None), 2),
    ],
)
def test_pages_of_one_address_are_one_source_where_none_is_named(
    urls: tuple[str | None, str | None], count: int
) -> None:
    texts = zip("ab", (AGENCY, OTHER), urls, strict=True)
    documents = [Document(name, text, "en", url=url) for name, text, url in texts]
    sources = Sources(list(pipeline.read_documents(documents)))
    assert len(sources.distinct("ab")) == count


def test_sources_chain_and_say_why() -> None:
    sources = Sources(
        readings(
            ("a", "Ledger", f"{AGENCY}\n\n(dpa)"),
            ("b", "Courier", f"{OTHER}\n\n(dpa)"),
            ("c", "Gazette", AGENCY),
        )
    )
    assert [sorted(names) for names in sources.distinct("cba")] == [["a", "b", "c"]]
    assert sources.why(["a", "c"]) == "one source: a, c print the same text"
    assert sources.why(["a", "b"]) == "one source: a, b rest on dpa"


@settings(deadline=None)
@given(st.lists(st.frozensets(st.integers(-3, 40) | st.just(-(2**63)), max_size=20), max_size=40))
def test_shingles_in_common_are_counted(samples: list[frozenset[int]]) -> None:
    counts = Counter(shingle for sample in samples for shingle in sample)
    telling = {shingle for shingle, count in counts.items() if 1 < count <= 30}
    expected = {
        (one, two): len(samples[one] & samples[two] & telling)
        for one in range(len(samples))
        for two in range(one + 1, len(samples))
    }
    found = _shared([np.array(sorted(sample), np.int64) for sample in samples])
    assert {(one, two): count for one, two, count in found} == {
        pair: count for pair, count in expected.items() if count
    }
