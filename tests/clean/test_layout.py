from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.clean import lay_out
from timeline.clean.datelines import find
from timeline.model import Document, Layout

PASTED = """\
Krise am Fluss

Der Grenzstreit weitet sich aus – doch wer verhandelt noch?

 KLOW, SYLDAVIA MARCH 3, 2020: Foreign Minister Anna Holm waits for her guest. Bo Lind/ALPHA \
PUBLICATIONxINxGERxONLY TS22B11

KLOW, SYLDAVIA MARCH 3, 2020: Foreign Minister Anna Holm waits for her guest. Bo Lind/ALPHA \
PUBLICATIONxINxGERxONLY TS22B11

Klow. Syldavien hat am Montag die Grenze geschlossen. Das teilte die Regierung mit.

Weiterlesen nach der Anzeige

+++ Alle Meldungen im Liveblog +++

„Wir gehen nicht!“, sagte Holm am 3. März vor dem 28. Treffen des Rates.

dpa/kld

Mehr zum Thema

Zehn Fragen zum Streit am Fluss

Anzeige
"""


def laid_out(text: str, language: str = "de", title: str | None = None) -> tuple[str, Layout]:
    return text, lay_out(Document("test", text, language, title=title))


def kept(text: str, layout: Layout, kind: str = "body") -> list[str]:
    return [text[s.start : s.end] for s in layout.sentences if s.kind == kind]


def test_a_pasted_page() -> None:
    text, layout = laid_out(PASTED)
    assert kept(text, layout, "title") == ["Krise am Fluss"]
    assert kept(text, layout, "caption") == [
        "KLOW, SYLDAVIA MARCH 3, 2020: Foreign Minister Anna Holm waits for her guest."
    ]
    assert kept(text, layout) == [
        "Der Grenzstreit weitet sich aus – doch wer verhandelt noch?",
        "Syldavien hat am Montag die Grenze geschlossen.",
        "Das teilte die Regierung mit.",
        "„Wir gehen nicht!“, sagte Holm am 3. März vor dem 28. Treffen des Rates.",
    ]
    reasons = [dropped.reason for dropped in layout.dropped]
    assert reasons == [
        "photo agency code",
        "repeated caption",
        "dateline",
        "advertising",
        "live-blog pointer",
        "agency signature",
        "related links",
        "related links",
        "advertising",
    ]
    assert [dateline.place for dateline in layout.datelines] == ["Klow"]


def test_the_language_of_a_caption_is_its_own() -> None:
    _, layout = laid_out(
        "Krise\n\nKLOW, SYLDAVIA MARCH 3, 2020: The minister of the country waits for her guest"
        " at the gate of the palace. Bo Lind/ALPHA NOTxFORxUSE\n\nDie Grenze bleibt am Montag zu."
    )
    languages = {s.kind: s.language for s in layout.sentences}
    assert languages == {"title": None, "caption": "en", "body": None}


def test_raw_keeps_everything() -> None:
    layout = lay_out(Document("test", PASTED, "de"), raw=True)
    assert (layout.dropped, layout.datelines) == ((), ())
    assert sum("Anzeige" in PASTED[s.start : s.end] for s in layout.sentences) == 2


def test_a_headline_after_the_links_is_text_again_once_sentences_follow() -> None:
    text, layout = laid_out(
        "Titel\n\nDer Rat tagte am Montag in der Stadt.\n\nMehr zum Thema\n\nEin Link ohne Ende\n\n"
        "Am Abend ging der Rat ohne Ergebnis auseinander.\n\nWie es weitergeht\n\n"
        "Der Rat tagt am Freitag wieder."
    )
    assert kept(text, layout, "heading") == ["Wie es weitergeht"]
    assert len(kept(text, layout)) == 3


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text, layout = laid_out(
        "Title\n\nThe ministers of the five coastal states met on Monday in the\n"
        "capital and agreed to end the dispute over the harbour.\n",
        language="en",
    )
    assert len(kept(text, layout)) == 1


@pytest.mark.parametrize(
    ("text", "place", "agency", "date"),
    [
        ("Wien – Der Rat tagte.", "Wien", None, None),
        ("Klow/Szohod. Der Rat tagte.", "Klow/Szohod", None, None),
        ("WASHINGTON (dpa) – The council met.", "WASHINGTON", "dpa", None),
        ("BRUSSELS, March 27 (Reuters) - A council met.", "BRUSSELS", "Reuters", "March 27"),
        ("KLOW, Aug 13 - A council met.", "KLOW", None, "Aug 13"),
        ("Genf, 3. März 2020 – Der Rat tagte.", "Genf", None, "3. März 2020"),
        ("BERLIN afp | Der Rat tagte.", "BERLIN", "afp", None),
    ],
)
def test_datelines(text: str, place: str, agency: str | None, date: str | None) -> None:
    found = find(text, 0, len(text), opening=True)
    assert found is not None
    assert (found.place, found.agency, found.date_text) == (place, agency, date)
    assert text[found.end :].startswith(("Der", "The", "A "))


@pytest.mark.parametrize(
    "text",
    [
        "Nein. Das stimmt nicht.",
        "Er kam – und siegte.",
        "Montag – der Tag der Wahl – begann ruhig.",
        "Gestern. Es war kalt.",
        "NEW KLOW | A council met.",
        "Gen. Anna Cole left the council.",
        "Lind -- once an ally -- now stays away.",
        "But Lind -- The Elder -- stayed.",
        "Der Präsident – sonst ein stiller Mann – sprach lange.",
    ],
)
def test_no_datelines(text: str) -> None:
    assert find(text, 0, len(text), opening=True) is None


def test_a_date_line_above_the_text() -> None:
    _, layout = laid_out("Titel\n\n22.02.2022, 14:35 Uhr\n\nDer Rat tagte am Montag in der Stadt.")
    assert [dateline.date_text for dateline in layout.datelines] == ["22.02.2022"]
    _, without = laid_out("Titel\n\nSeit dem 22.02.2022 tagt der Rat in der Stadt am Fluss.")
    assert without.datelines == ()


LINES = st.lists(
    st.sampled_from(PASTED.split("\n")) | st.text(max_size=80), min_size=0, max_size=30
)


@given(LINES, st.sampled_from(["de", "en", "fr", None]), st.booleans())
def test_spans_are_sorted_disjoint_and_not_blank(
    rows: list[str], language: str | None, raw: bool
) -> None:
    text = "\n".join(rows)
    layout = lay_out(Document("test", text, language), raw=raw)
    spans = sorted((s.start, s.end) for s in (*layout.sentences, *layout.dropped))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(text[s.start : s.end].strip() for s in layout.sentences)
    starts = [s.start for s in layout.sentences]
    assert starts == sorted(starts)


BODY = "The ministers of both states met on Monday and agreed to open the bridge again."


@pytest.mark.parametrize(
    "comments",
    [
        "Kommentare (34)\nann_b schrieb am 14.11.2024: Sie haben gestern die Stadt bombardiert!",
        "Comments\n\nOld Sailor says: They bombed the port.\n\nann_b says:\n\nNobody reports it.",
        "14 thoughts on “Harbour blockade”\noldsailor says:\nThey bombed it.\nann says:\nNo.",
        "All comments 3:\nann wrote on March 3, 2022 at 11:02 am:\nThey bombed it on Sunday.",
    ],
)
def test_readers_comments_go(comments: str) -> None:
    text = f"{BODY}\n\n{comments}\nThe army killed hundreds on Sunday, believe me."
    layout = lay_out(Document("a", text, "en"))
    assert [text[s.start : s.end] for s in layout.sentences] == [BODY]
    assert layout.dropped[-1].reason == "readers' comments"


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\nKommentare (34)\n\nDer Sprecher der Armee sagt: Die Brücke bleibt zu. {BODY}",
        f"Comments\nann says:\nbob says:\n{BODY}",
        f"{BODY}\n\nComments on the deal came from the envoy. Ann says: it holds. {BODY}",
    ],
    ids=["a button in the article", "above the article", "in a sentence"],
)
def test_what_only_looks_like_comments_stays(text: str) -> None:
    layout = lay_out(Document("a", text, "en"))
    assert text[layout.sentences[-1].start : layout.sentences[-1].end].startswith("The ministers")
    assert all(part.reason != "readers' comments" for part in layout.dropped)
