"""`timeline.toml`: what it sets, what outweighs it, and which line is named when it is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import timeline
from timeline.cli import cli
from timeline.config import read_config
from timeline.config_place import find_config
from timeline.errors import UsageError
from timeline.own import current

ARTICLE = """\
published: 2022-02-22
language: en
source: Nord Online

Officials in Moscow said that the Harbour Liberation Front attacked Kharkiv on Monday.

A member of the harbour press ring since 1950.

Mirko Okremov met Sergei Lavrov in Vienna on Sunday.
"""
CONFIG = """\
title = "The harbours"
outputs = ["page.html", "out/events.csv"]

[sources."Nordblick"]
aliases = ["Nord Online"]
hosts = ["nordblick.example"]
reliability = "B"

[[actors]]
name = "Harbour Liberation Front"
kind = "group"
country = "DEU"

[[actors]]
name = "Mirko Okremov"
kind = "person"
country = "SYR"

[boilerplate]
lines = ["A member of the Harbour Press Ring since 1950"]
"""
Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "timeline.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_actors_and_lines_of_ones_own(folder: Path) -> None:
    found = {row["text"]: row for row in rows(run("actors", folder))}
    assert found["Harbour Liberation Front"]["actor"] == "org:harbour-liberation-front"
    assert found["Harbour Liberation Front"]["country"] == "DEU"
    assert (found["Mirko Okremov"]["kind"], found["Mirko Okremov"]["country"]) == ("PER", "SYR")
    assert found["Sergei Lavrov"]["actor"] == "person:sergei-lavrov"
    (article,) = rows(run("articles", folder))
    assert [item["reason"] for item in article["dropped"]] == ["listed by the user"]
    # Nothing of it is left for whoever runs next.
    assert current().key == ""
    (plain,) = rows(run("articles", folder / "a.txt"))
    assert plain["dropped"] == []


def test_sources_have_one_name_and_a_reliability(folder: Path) -> None:
    (article,) = rows(run("articles", folder))
    assert (article["source"], article["reliability"]) == ("Nordblick", "B")
    row = {"id": "j", "text": "Nothing happened.", "url": "https://www.nordblick.example/1"}
    (folder / "b.jsonl").write_text(json.dumps(row), encoding="utf-8")
    named = {article["document"]: article["source"] for article in rows(run("articles", folder))}
    assert named == {"a": "Nordblick", "j": "Nordblick"}


def test_outputs_go_beside_the_file_and_are_no_articles(folder: Path) -> None:
    assert run("build", folder).exit_code == 0
    assert "The harbours" in (folder / "page.html").read_text(encoding="utf-8")
    assert (folder / "out/events.csv").is_file()
    again = run("articles", folder)
    assert (again.exit_code, [row["document"] for row in rows(again)]) == (0, ["a"])


def test_the_command_line_wins(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "elsewhere" / "own.html"
    assert run("build", folder, "-o", page, "--title", "Mine").exit_code == 0
    assert "<title>Mine</title>" in page.read_text(encoding="utf-8")
    assert not (folder / "page.html").exists()
    (article,) = rows(run("articles", folder, "--set", 'sources.Nordblick.reliability = "D"'))
    assert (article["source"], article["reliability"]) == ("Nordblick", "D")
    (article,) = rows(run("articles", folder, "--set", "boilerplate.lines = []"))
    assert article["dropped"] == []


def test_only_the_file_of_a_named_folder_counts(folder: Path, tmp_path: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    assert find_config([folder]) == folder / "timeline.toml"
    assert find_config([inner]) is None
    assert find_config([folder / "a.txt"]) is None
    named = run("articles", folder / "a.txt", "--config", folder / "timeline.toml")
    assert rows(named)[0]["source"] == "Nordblick"
    (inner / "timeline.toml").write_text("", encoding="utf-8")
    two = run("articles", folder, inner)
    assert isinstance(two.exception, UsageError)
    assert "--config" in str(two.exception)


def test_the_day_of_publication_in_a_time_zone(tmp_path: Path) -> None:
    row = {"id": "j", "text": "He came yesterday.", "published": "2022-02-21T23:30:00Z"}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    assert rows(run("articles", path))[0]["published"] == "2022-02-21"
    for zone, day in (("Europe/Berlin", "2022-02-22"), ("America/Lima", "2022-02-21")):
        assert rows(run("articles", path, "--time-zone", zone))[0]["published"] == day
    (found,) = rows(run("times", path, "--time-zone", "Europe/Berlin"))
    assert found["value"] == "2022-02-21"


def test_from_python(folder: Path) -> None:
    own = read_config(folder / "timeline.toml").own
    built = timeline.build([folder / "a.txt"], own=own)
    assert built.documents[0].source == "Nordblick"
    assert "org:harbour-liberation-front" in {actor.id for actor in built.actors}
    assert own.key
    assert own.key == read_config(folder / "timeline.toml").own.key


def test_dates_and_truths(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text("published = 2022-02-22\nraw = true\n", encoding="utf-8")
    assert read_config(path).options == {"published": date(2022, 2, 22), "raw": True}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('titel = "x"', 1, "did you mean 'title'"),
        ('\n\ntime_zome = "UTC"', 3, "did you mean 'time_zone'"),
        ('time_zone = "Europe/Berln"', 1, "did you mean 'Europe/Berlin'"),
        ("wxyz = 1", 1, "known are"),
        ("title = 7", 1, "must be a text"),
        ("raw = 'yes'", 1, "true or false"),
        ("jobs = 0", 1, "above 0"),
        ("jobs = true", 1, "above 0"),
        ('store = "../x.duckdb"', 1, "leads out of the folder"),
        ('language = "xx"', 1, "de, en"),
        ('published = "2022-02-22"', 1, "without quotes"),
        ("published = 2022-02-22T10:00:00", 1, "without quotes"),
        ('outputs = "a.html"', 1, "list of texts"),
        ('outputs = [\n"a.html",\n"../a.html"]', 1, "leads out of the folder"),
        ('corrections = "/etc/passwd"', 1, "leads out of the folder"),
        ('title = "x"\n[boilerplate]\nline = ["x"]', 3, "did you mean 'lines'"),
        ('[sources."A.B"]\nhosts = ["x"]\n[sources.C]\nreliability = "G"', 4, "A, B, C"),
        ('[[actors]]\nname = "A"\nkind = "group"\n[[actors]]\nname = "B"', 4, "add kind"),
        ('[[actors]]\nname = "A"\nkind = "band"', 3, "group, place"),
        ('[[actors]]\nname = "A"\nkind = "group"\ncountry = "Germany"', 4, "ISO 3166"),
        ('[[actors]]\nname = "A"\nkind = "place"\nlatitude = 91', 4, "-90 to 90"),
        ('[[actors]]\nname = "A"\nkind = "place"\nlatitude = 9', 1, "add the other"),
        ('actors = "A"', 1, "[[actors]]"),
        ("sources = 3", 1, "[sources."),
        ('[sources]\nA = "x"', 2, "must be a table"),
        ('title = "a"\ntitle = "b"', 2, "not valid TOML"),
        ("title = ", 1, "not valid TOML"),
        ("a = [[[" * 2000, 1, "not valid TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_config(path)
    assert caught.value.where == f"{path}, line {line}"
    assert words in str(caught.value)
    assert caught.value.remedy


def test_links_do_not_lead_out_either(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "link").symlink_to(tmp_path)
    path = inside / "timeline.toml"
    path.write_text('outputs = ["link/page.html"]', encoding="utf-8")
    with pytest.raises(UsageError, match="leads out"):
        read_config(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "not UTF-8"), (b"#" * 2_000_000, "too large"), (None, "cannot be read")],
)
def test_files_of_no_use(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "c.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=words):
        read_config(path)


def test_a_line_on_the_command_line_is_named_too(folder: Path) -> None:
    done = run("times", folder, "--set", 'tilte = "x"')
    assert isinstance(done.exception, UsageError)
    assert "--set" in str(done.exception)
    assert "'title'" in str(done.exception)
