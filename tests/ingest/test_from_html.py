"""HTML pages: what is article, and what the page states about it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

import pytest

from timeline.errors import InputError
from timeline.ingest.formats import is_html
from timeline.ingest.from_html import read_html
from timeline.ingest.source import Article
from timeline.model import Problem

LEAD = "The foreign ministers of Ruritania and Syldavia met on Monday in the old city hall."
NEXT = "They will meet again on Thursday, the host said, and the talks may go on for a week."
ARTICLE = f"<article><h1>Ministers meet</h1><p>{LEAD}</p><p>{NEXT}</p></article>"


def page(head: str = "", body: str = ARTICLE, language: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'


def read(content: str | bytes) -> Article:
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    (article,) = read_html(raw, "x.html")
    assert not isinstance(article, Problem)
    return article


def linked(**fields: object) -> str:
    block = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})
    return f'<script type="application/ld+json">{block}</script>'


def test_paragraphs_stay_apart() -> None:
    assert read(page()).text == f"Ministers meet\n\n{LEAD}\n\n{NEXT}"


def test_json_ld_describes_the_article() -> None:
    article = read(
        page(
            linked(
                headline="Ministers &amp; envoys",
                datePublished="2022-02-22T10:00:00+01:00",
                dateModified="2022-02-25",
                inLanguage="en-GB",
                author=[{"@type": "Person", "name": "Ann"}, {"name": "Bob"}],
                publisher={"name": "The Courier"},
                url="https://courier.example/talks",
            )
        )
    )
    assert (article.published, article.published_from) == (date(2022, 2, 22), "metadata")
    assert article.title == "Ministers & envoys"
    assert (article.source, article.author) == ("The Courier", "Ann, Bob")
    assert (article.url, article.language) == ("https://courier.example/talks", "en")


def test_meta_tags_describe_the_article() -> None:
    article = read(
        page(
            '<meta property="og:title" content="Ministers talk">'
            '<meta property="og:site_name" content="The Courier">'
            '<meta name="author" content="Ann Example">'
            '<meta property="article:published_time" content="2022-02-22T10:00:00Z">'
            '<link rel="canonical" href="https://courier.example/talks">'
        )
    )
    assert (article.published, article.title) == (date(2022, 2, 22), "Ministers talk")
    assert (article.source, article.author) == ("The Courier", "Ann Example")
    assert article.url == "https://courier.example/talks"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="DC.Date.Issued" content="22.02.2022">',
        '<meta name="date" content="2022-02-22T10:00">',
        '<meta itemprop="datePublished" content="Feb 22, 2022">',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished":'
        ' "2019-01-01"}, {"@type": ["Article"], "datePublished": "2022-02-22"}]}</script>',
        '<script type="application/ld+json">[{"@type": "ReportageNewsArticle", "description":'
        ' "one\ntwo", "datePublished": "2022-02-22"}]</script>',
    ],
)
def test_dates_in_the_head(head: str) -> None:
    assert read(page(head)).published == date(2022, 2, 22)


@pytest.mark.parametrize(
    "element",
    [
        '<time datetime="2022-02-22T10:00">Tuesday</time>',
        '<time class="published" datetime="2022-02-22">x</time><time datetime="2022-03-01">',
        '<span itemprop="datePublished" content="2022-02-22">Tuesday</span>',
        '<time class="updated" datetime="2022-02-25">y</time><time datetime="2022-02-22">x</time>',
    ],
)
def test_dates_in_marked_elements(element: str) -> None:
    article = read(page(body=element + ARTICLE))
    assert (article.published, article.published_from) == (date(2022, 2, 22), "metadata")


def test_a_date_in_the_address() -> None:
    article = read(page('<link rel="canonical" href="https://c.example/2022/02/21/talks">'))
    assert (article.published, article.published_from) == (date(2022, 2, 21), "url")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"<p>Geneva, 3 May 2021: {LEAD}</p><p>{NEXT}</p>"),
        ("<title>What happened on 3 May 2021</title>", ARTICLE),
        ('<meta property="article:modified_time" content="2022-02-22">', ARTICLE),
        ('<meta name="last-modified" content="2022-02-22">', ARTICLE),
        (linked(dateModified="2022-02-22"), ARTICLE),
        ('<meta name="copyright" content="2019-01-01">', ARTICLE),
        ('<link rel="canonical" href="https://c.example/2022/02/talks-21">', ARTICLE),
        ("", f'<time class="updated" datetime="2022-02-22">x</time>{ARTICLE}'),
        ("", f'<aside><time datetime="2022-02-22">x</time></aside>{ARTICLE}'),
        ("", f"<time datetime=2022-02-22>x</time><time datetime=2022-02-23>y</time>{ARTICLE}"),
        ("", f"{ARTICLE}<footer>Posted 22 February 2022 © 2019</footer>"),
        (linked(datePublished="yesterday"), ARTICLE),
        ("", f"<p>It began on <time datetime=2022-02-22>22 February</time> there. {LEAD}</p>"),
    ],
)
def test_no_date_is_made_up(head: str, body: str) -> None:
    article = read(page(head, body))
    assert (article.published, article.published_from) == (None, "unknown")


@pytest.mark.parametrize(
    "clutter",
    [
        '<div class="cookie-banner"><p>We use cookies and similar things on this page.</p></div>',
        '<div class="ad-slot"><p>Fly to Strelsau from 99 crowns, one way.</p></div>',
        '<aside id="newsletter"><p>Our letter comes every morning, free of charge.</p></aside>',
        '<div class="o-promo"><p>Read us for one crown a week and cancel at any time.</p></div>',
        "<nav><a href=/>Home</a> <a href=/world>World</a></nav>",
    ],
)
def test_what_stands_beside_the_article_goes(clutter: str) -> None:
    body = f"<article><h1>Ministers meet</h1><p>{LEAD}</p>{clutter}<p>{NEXT}</p></article>"
    assert read(page(body=body)).text == f"Ministers meet\n\n{LEAD}\n\n{NEXT}"


@pytest.mark.parametrize("name", ["lead", "headline", "article-teaser", "road-story", "loading"])
def test_a_class_that_only_sounds_like_clutter_stays(name: str) -> None:
    body = f'<article><h1>Ministers meet</h1><p class="{name}">{LEAD}</p><p>{NEXT}</p></article>'
    assert LEAD in read(page(body=body)).text


def test_words_inside_a_sentence_stay() -> None:
    head = linked(datePublished="2022-02-22", author={"name": "Ann Example"})
    body = (
        f"<article><p>{LEAD}</p><p>On <time datetime=2022-02-22>22 February 2022</time> the"
        ' envoy <span class="share">Rupert</span> met <b>Ann Example</b> in the hall.</p></article>'
    )
    told = "On 22 February 2022 the envoy Rupert met Ann Example in the hall."
    assert read(page(head, body)).text == f"{LEAD}\n\n{told}"


def test_a_date_survives_however_many_elements_a_sentence_has() -> None:
    sentence = "<span>The envoys met on</span> <time>3 May</time>, <b>they</b> said. "
    text = read(page(body=f"<article><p>{sentence * 40}</p></article>")).text
    assert text == " ".join(["The envoys met on 3 May, they said."] * 40)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<div>{LEAD}<br><br>{NEXT}</div>", [LEAD, NEXT]),
        (f"<article><p>{LEAD}</p><h2>Next</h2><p>{NEXT}</p></article>", [LEAD, "Next", NEXT]),
        (f"<article><p><b>Genf.</b> Die Mi&shy;nister&nbsp;– {NEXT}</p></article>",
         [f"Genf. Die Minister – {NEXT}"]),
        (f"<article><p>{LEAD}<blockquote><p>{NEXT}</blockquote></article>", [LEAD, NEXT]),
        (f"<form id=aspnet><article><p>{LEAD}<p>{NEXT}</article></form>", [LEAD, NEXT]),
    ],
)  # fmt: skip
def test_markup_becomes_paragraphs(body: str, expected: list[str]) -> None:
    assert read(page(body=body)).text.split("\n\n") == expected


def test_the_article_stays_however_it_is_called() -> None:
    assert LEAD in read(page(body=f'<div class="share promo">{ARTICLE}</div>')).text


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Ann Example | Tuesday 22 February 2022 11.20</p>",
        "<p>Ann Example, Geneva</p>",
        "<p>22 February 2022</p>",
    ],
)
def test_a_byline_is_no_text(line: str) -> None:
    head = linked(datePublished="2022-02-22", author={"name": "Ann Example"})
    body = f"<article><h1>Ministers meet</h1>{line}<p>{LEAD}</p><p>{NEXT}</p></article>"
    assert read(page(head, body)).text == f"Ministers meet\n\n{LEAD}\n\n{NEXT}"


def test_a_sentence_about_the_author_is_text() -> None:
    told = "Ann Example, the envoy, left the hall early on Monday."
    head = linked(author={"name": "Ann Example"})
    assert told in read(page(head, f"<article><p>{LEAD}</p><p>{told}</p></article>")).text


def test_the_site_is_no_part_of_the_title() -> None:
    head = '<title>Talks go on | The Courier</title><meta name="publisher" content="The Courier">'
    assert read(page(head, f"<p>{LEAD}</p><p>{NEXT}</p>")).title == "Talks go on"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/talks", "data:text/html,x"])
def test_only_web_addresses_are_addresses(address: str) -> None:
    assert read(page(f'<link rel="canonical" href="{address}">')).url is None


def test_the_text_goes_before_the_declared_language() -> None:
    article = read(page(language="de"))
    assert article.language == "en"
    assert "'de'" in article.notes[0]
    assert read(page(language="fr", body="<p>Genf</p>")).language == "fr"


@pytest.mark.parametrize(
    ("declared", "encoding", "notes"),
    [
        ("utf-8", "utf-8", 0),
        ("iso-8859-1", "cp1252", 0),
        ("utf-8", "cp1252", 2),
        ("klingon", "utf-8", 1),
    ],
)
def test_declared_encodings_count_where_they_fit(declared: str, encoding: str, notes: int) -> None:
    lead = LEAD.replace("old city hall", "„Zürcher“ hall")
    content = page(f'<meta charset="{declared}">', ARTICLE.replace(LEAD, lead))
    article = read(content.encode(encoding))
    assert lead in article.text
    assert len(article.notes) == notes


def test_text_that_only_json_ld_has() -> None:
    body = f"<p>{LEAD}</p>\n\n{NEXT} &quot;Well&quot;, he said."
    article = read(page(linked(articleBody=body), "<div id=app>Loading</div>"))
    assert LEAD in article.text
    assert '"Well"' in article.text
    assert "<p>" not in article.text


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body></body></html>",
        b"<html><!-- nothing --></html>",
        b"<html><body><script>x</script></body></html>",
    ],
)
def test_a_page_without_text_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="no article text"):
        list(read_html(content, "x.html"))


@pytest.mark.parametrize(
    "content",
    [
        page(body="<div>" * 3000 + ARTICLE + "</div>" * 3000),
        page('<script type="application/ld+json">{"@type": broken</script>'),
        page('<script type="application/ld+json">' + "[" * 50_000 + "</script>"),
        page(linked(author=5, publisher=[None], headline={"a": 1}, url=["x"], articleBody=7)),
        page().replace("Monday", "Mon\0day\ud800\x0b"),
        '<?xml version="1.0" encoding="utf-8"?>' + page(),
        page().replace("</", "<"),
        page('<meta charset=""><meta content="x"><meta name="date" content="">'),
    ],
)
def test_odd_pages_are_read_or_refused_with_a_word(content: str) -> None:
    article = None
    with suppress(InputError):
        article = read(content)
    if article is not None:
        assert article.text
        assert article.published is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (page().encode(), True),
        (b"\xef\xbb\xbf\n<HTML><p>x", True),
        (b'<?xml version="1.0"?><html xmlns="x">', True),
        (b"<!-- saved --><html>", True),
        (b"<?xml version='1.0'?><rss></rss>", False),
        (b"The word <html> in a text.", False),
        (b"", False),
    ],
)
def test_is_html(content: bytes, expected: bool) -> None:
    assert is_html(content) is expected


POSTED = '<div class="entry-meta">{} by <a>D. Rowe</a> in <a>World</a> | 14 Comments</div>'


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Posted on <a>3 March 2022</a>", date(2022, 3, 3)),
        ("<span>Donnerstag, 3. März 2022</span> | Von Anna Holm", date(2022, 3, 3)),
        ("By Ann Example · March 3, 2022 · 4 min read", date(2022, 3, 3)),
        ("Updated on 5 March 2022", None),
        ("Two years after the storm of 3 March 2022", None),
        ("Posted on 3 March", None),
        ("Copyright 2022", None),
    ],
)
def test_a_date_behind_the_headline_is_read_where_nothing_else_states_one(
    line: str, expected: date | None
) -> None:
    article = f"<h1>Ministers meet</h1><div>{line}</div><p>{LEAD} {NEXT}</p>"
    read_article = read(page(body=f"<article>{article}</article>"))
    assert read_article.published == expected
    assert read_article.published_from == ("unknown" if expected is None else "dateline")
    stated = '<meta property="article:published_time" content="2022-02-22">'
    assert read(page(stated, f"<article>{article}</article>")).published == date(2022, 2, 22)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Thursday, 3 March 2022</p><article><h1>Ministers meet</h1><p>{}</p></article>",
        "<article><h1>Ministers meet</h1><p>{}</p></article><p>3 March 2022</p>",
        "<h1>Ministers meet</h1><ul><li>Storm <span>3 March 2022</span></li></ul><p>{}</p>",
        "<h1>Ministers meet</h1><div class='related'>3 March 2022</div><p>{}</p>",
    ],
    ids=["above: the day it was saved", "behind the article", "in a list", "of another article"],
)
def test_other_dates_of_a_page_are_not_taken(body: str) -> None:
    assert read(page(body=body.format(f"{LEAD} {NEXT} {LEAD}"))).published is None


def test_a_live_blog_is_as_many_articles_as_it_has_reports() -> None:
    blog = {
        "@type": "LiveBlogPosting",
        "headline": "Crisis live",
        "datePublished": "2023-05-18T06:00:00+02:00",
        "liveBlogUpdate": [
            {"headline": "Town shelled", "datePublished": "2023-05-19T19:40:00+02:00",
             "articleBody": "<p>Guns shelled the town &amp; port.</p>\nFour people were hurt."},
            {"headline": "Talks off", "articleBody": "The talks have been called off."},
            {"headline": "A picture", "articleBody": ""},
            "nonsense",
        ],
    }  # fmt: skip
    content = page(f'<script type="application/ld+json">{json.dumps(blog)}</script>')
    first, second = read_html(content.encode(), "x.html")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.text == "Town shelled\n\nGuns shelled the town & port.\n\nFour people were hurt."
    assert (first.title, first.published) == ("Town shelled", date(2023, 5, 19))
    assert (second.title, second.published) == ("Talks off", date(2023, 5, 18))


def test_a_live_blog_without_its_texts_is_one_article() -> None:
    blog = linked(**{"@type": "LiveBlogPosting", "liveBlogUpdate": [{"headline": "Town shelled"}]})
    assert read(page(blog)).text.startswith("Ministers meet")
