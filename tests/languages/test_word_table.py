import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages.word_table import WordTable, write_table

PLAIN = st.text(st.characters(exclude_characters="\n\t", exclude_categories=["Cs"]), max_size=8)


def table_of(entries):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.table"
        write_table(path, entries)
        return WordTable(path)


@given(st.dictionaries(PLAIN, PLAIN, max_size=40), st.lists(PLAIN, max_size=10))
def test_a_table_holds_what_was_written_and_nothing_else(entries, others):
    table = table_of(entries)
    for word in (*entries, *others):
        assert table.get(word) == entries.get(word)


@pytest.mark.parametrize("word", ["Wie", "ien", "Wienn", "wien", "Wien\t", "\nWien", "\udc80", ""])
def test_what_is_not_a_whole_key_is_not_found(word):
    assert table_of({"Wien": "T", "Graz": "T"}).get(word) is None


@pytest.mark.parametrize("entries", [{"a\tb": ""}, {"a": "b\nc"}])
def test_tabs_and_line_breaks_are_refused(entries):
    with pytest.raises(ValueError, match="a tab or a line break"):
        table_of(entries)
