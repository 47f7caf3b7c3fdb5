"""The command as a user meets it: output, messages, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.errors import TimelineError
from timeline.terminal import shown, write_atomically

ARTICLE = """\
published: 2022-02-22
language: en
title: Envoys to meet

Russia recognised the two regions on Monday, officials in Moscow said.

French President Emmanuel Macron will travel to Kyiv on Thursday.
"""


def run(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "timeline", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONWARNINGS": "error", "PYTHONUTF8": "0", "LC_ALL": "C"},
    )


def records(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "envoys.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_times(article: Path) -> None:
    done = run("times", article)
    assert (done.returncode, done.stderr) == (0, b"")
    found = {row["text"]: row["value"] for row in records(done)}
    assert found == {"Monday": "2022-02-21", "Thursday": "2022-02-24"}


def test_actors(article: Path) -> None:
    found = {row["text"]: (row["kind"], row["country"]) for row in records(run("actors", article))}
    assert found["Emmanuel Macron"] == ("PER", "FRA")
    assert found["Russia"] == ("LOC", "RUS")


def test_links_name_the_spellings_of_an_actor(article: Path) -> None:
    found = {row["actor"]: row for row in records(run("actors", "--links", article))}
    assert found["state:RUS"]["country"] == "RUS"
    variants = found["state:RUS"]["variants"]
    assert isinstance(variants, dict)
    assert variants["Russia"] == 1
    assert found["state:RUS"]["mentions"] == sum(variants.values())


def test_extract(article: Path) -> None:
    done = run("extract", article)
    assert done.returncode == 0
    found = {row["date"]: row for row in records(done)}
    assert found["2022-02-21"]["type"] == "SUPPORT"
    assert found["2022-02-24"]["status"] == "planned"
    assert all(row["why"] and row["evidence"] for row in found.values())


def test_articles_lists_what_was_left_out(tmp_path: Path) -> None:
    path = tmp_path / "pasted.txt"
    body = "Moskau. Die Gespräche begannen am Montag in der Stadt.\n\nAnzeige\n\nSie dauern an.\n"
    path.write_text(f"published: 2022-02-22\nlanguage: de\n\n{body}", encoding="utf-8")
    (row,) = records(run("articles", path))
    assert (row["published"], row["published_from"]) == ("2022-02-22", "header")
    dropped = row["dropped"]
    assert isinstance(dropped, list)
    assert [item["reason"] for item in dropped] == ["dateline", "advertising"]
    assert all(body[item["start"] : item["end"]] == item["text"] for item in dropped)


def test_build_writes_one_page_and_a_summary(article: Path, tmp_path: Path) -> None:
    page = tmp_path / "new folder" / "page.html"
    done = run("build", article, "-o", page, "--title", "Envoys & <b>others</b>")
    assert (done.returncode, done.stdout) == (0, b"")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "<title>Envoys &amp; &lt;b&gt;others&lt;/b&gt;</title>" in text
    message = done.stderr.decode()
    assert "1 article, 2 events, 2022-02-21 to 2022-02-24, 0 problems" in message
    assert str(page) in message


def test_build_is_deterministic(article: Path, tmp_path: Path) -> None:
    pages = [tmp_path / "a.html", tmp_path / "b.html"]
    for page in pages:
        assert run("build", article, "-o", page).returncode == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_standard_input(article: Path) -> None:
    done = run("times", "-", stdin=article.read_bytes())
    assert [row["value"] for row in records(done)] == ["2022-02-21", "2022-02-24"]


def test_a_date_that_nobody_states_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text(
        "Title\n\nThe envoys met on Monday, a week after 3 May 2021.\n", encoding="utf-8"
    )
    done = run("times", path)
    found = {row["text"]: row["interval"] for row in records(done)}
    assert found["Monday"] is None
    assert found["a week after 3 May 2021"] == ["2021-05-10", "2021-05-11"]
    assert b"--published" in done.stderr
    assert done.returncode == 0
    assert records(run("times", "--published", "2021-05-12", path))[0]["interval"] is not None


def test_an_estimated_date_is_asked_for_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "A long wait\n\nToday, 22 February 2022, the gates opened. They had shut on Monday.\n",
        encoding="utf-8",
    )
    done = run("times", path, "--estimate-published")
    assert b"publication date estimated as 2022-02-22" in done.stderr
    monday = next(row for row in records(done) if row["text"] == "Monday")
    assert monday["value"] == "2022-02-21"
    assert "estimated publication date" in str(monday["why"])
    plain = {row["text"]: row["interval"] for row in records(run("times", path))}
    assert plain["Monday"] is None
    (read,) = records(run("articles", path, "--estimate-published"))
    assert read["published_from"] == "estimate"


def test_one_bad_article_does_not_stop_the_rest(article: Path, tmp_path: Path) -> None:
    empty, binary, bad = tmp_path / "empty.txt", tmp_path / "binary.txt", tmp_path / "bad.txt"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 40)
    bad.write_text("published: 31.02.2022\n\nSomething happened.\n", encoding="utf-8")
    missing = tmp_path / "missing.txt"
    done = run("extract", article, empty, binary, bad, missing)
    assert done.returncode == 1
    assert len(records(done)) == 2
    lines = done.stderr.decode().splitlines()
    for path in (empty, binary, bad, missing):
        about = [line for line in lines if str(path) in line]
        assert len(about) == 1, lines
        assert "(" in about[0], "a remedy is named"
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize("command", ["extract", "times", "actors", "articles"])
def test_a_language_without_a_pack_stops_nothing(
    article: Path, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "polish.txt"
    path.write_text(
        "Minister spotkał się wczoraj z ambasadorami, którzy poprosili o rozmowę w Warszawie.\n",
        encoding="utf-8",
    )
    done = run(command, path, article)
    assert done.returncode == 0
    assert "'pl'" in done.stderr.decode()
    documents = {row.get("document") for row in records(done)} if command != "extract" else set()
    assert documents <= {"envoys", "polish"}
    assert records(done), "the other article is read as ever"


def test_many_warnings_of_one_kind_share_a_line(tmp_path: Path) -> None:
    for number in range(9):
        path = tmp_path / f"article-{number}.txt"
        path.write_text(f"Report {number}\n\nThe envoys met on Monday.\n", encoding="utf-8")
    done = run("times", tmp_path)
    (line,) = done.stderr.decode().splitlines()
    assert "9 articles" in line
    assert "article-0.txt" in line
    assert "--published" in line


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["times"], "PATH"),
        (["times", "--published", "31.02.2022", "x"], "2022-02-22"),
        (["times", "--published", "tomorrow", "x"], "2022-02-22"),
        (["times", "--language", "xx", "x"], "de, en"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage(arguments: list[str], word: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert word in done.stderr.decode()
    assert done.stdout == b""


def test_nothing_usable_leaves_the_old_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("old", encoding="utf-8")
    done = run("build", tmp_path / "missing.txt", "-o", page)
    assert done.returncode == 1
    assert page.read_text(encoding="utf-8") == "old"


def test_a_target_that_cannot_be_written_is_named(article: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    done = run("build", article, "-o", blocked / "page.html")
    assert done.returncode == 1
    assert str(blocked) in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_lone_surrogates_survive_as_json_escapes(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    row = {"id": "odd", "published": "2022-02-22", "language": "en", "text": "\ud800 on Monday."}
    path.write_text(json.dumps(row), encoding="ascii")
    done = run("times", path)
    assert done.returncode == 0
    assert [found["text"] for found in records(done)] == ["Monday"]


def test_quiet_says_nothing_but_errors(article: Path, tmp_path: Path) -> None:
    undated = tmp_path / "undated.txt"
    undated.write_text("A report\n\nThe envoys met on Monday.\n", encoding="utf-8")
    done = run("build", article, undated, "-o", tmp_path / "page.html", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    done = run("times", article, tmp_path / "missing.txt", "--quiet")
    assert b"missing.txt" in done.stderr


def test_messages_for_programs(article: Path, tmp_path: Path) -> None:
    page, missing = tmp_path / "page.html", tmp_path / "missing\x1b.txt"
    done = run("build", article, missing, "-o", page, "--json")
    (problem,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert set(problem) == {"severity", "where", "message", "remedy"}
    assert (problem["severity"], problem["where"]) == ("error", str(missing))
    assert b"\x1b" not in done.stderr
    (told,) = records(done)
    assert (told["articles"], told["events"], told["errors"]) == (1, 2, 1)
    assert told["outputs"] == [str(page)]
    wrong = run("times", article, "--json", "--set", "titel = 1")
    assert wrong.returncode == 2
    assert "title" in json.loads(wrong.stderr)["remedy"]


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_colours_on_terminals_only_and_not_against_ones_will(tmp_path: Path) -> None:
    import pty

    seen = {}
    for name, more in (("plain", {}), ("refused", {"NO_COLOR": "1"}), ("dumb", {"TERM": "dumb"})):
        leader, follower = pty.openpty()
        subprocess.run(
            [sys.executable, "-m", "timeline", "times", str(tmp_path / "missing.txt")],
            stderr=follower,
            stdout=subprocess.DEVNULL,
            check=False,
            env={**os.environ, "TERM": "xterm", "NO_COLOR": "", **more},
        )
        seen[name] = os.read(leader, 10_000)
        os.close(follower)
        os.close(leader)
    assert b"\x1b[31merror:\x1b[0m" in seen["plain"]
    assert b"error:" in seen["refused"]
    assert b"\x1b" not in seen["refused"] + seen["dumb"]
    assert b"\x1b" not in run("times", tmp_path / "missing.txt").stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, article: Path) -> None:
    script = run("completion", shell).stdout.decode()
    assert "_TIMELINE_COMPLETE" in script
    assert "timeline" in script
    for words, wanted in (
        (["timeline", "wa"], "watch"),
        (["timeline", "build", "--corr"], "--corrections"),
        (["timeline", "times", "--language", "d"], "de"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "timeline"],
            capture_output=True,
            check=True,
            env={
                **os.environ,
                "_TIMELINE_COMPLETE": f"{shell}_complete",
                "COMP_WORDS": " ".join(words),
                "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
            },
        )
        assert wanted in done.stdout.decode().split("\n", 1)[0] + done.stdout.decode()


def test_terminal_escapes_are_defused(tmp_path: Path) -> None:
    done = run("times", tmp_path / "\x1b[31mred\x9b\u202e.txt")
    assert b"\x1b" not in done.stderr
    assert b"\xc2\x9b" not in done.stderr
    assert "\u202e" not in done.stderr.decode()
    assert b"red" in done.stderr


def test_article_text_on_standard_output_is_defused_too(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    title = "\x1b]0;x\x07\x9b31m\u202eevil\u2066"
    text = f"{title} came on Monday."
    row = {"id": "a", "published": "2022-02-22", "language": "en", "title": title, "text": text}
    path.write_text(json.dumps(row), encoding="utf-8")
    for command in ("times", "actors", "extract", "articles", "summarize"):
        done = run(command, path)
        shown_text = done.stdout.decode()
        assert not [c for c in shown_text if c in "\x1b\x07\x9b\u202e\u2066"], command
    (read,) = records(run("articles", path))
    assert read["title"] == title


def test_usage_errors_are_defused(tmp_path: Path) -> None:
    for arguments in (["times", "--\x1b[31m"], ["\x9bnonsense"], ["times", "--language", "\x1bx"]):
        done = run(*arguments)
        assert done.returncode == 2
        assert b"\x1b" not in done.stderr
        assert b"\xc2\x9b" not in done.stderr
    assert run("--version").returncode == 0
    assert run("times", "--help").returncode == 0


def test_shown_keeps_ordinary_text() -> None:
    assert shown("Müller 北京\n") == "Müller 北京\n"
    assert shown("\x1b[0m") == "\\x1b[0m"


def test_a_failed_write_leaves_no_part_behind(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.mkdir()
    with pytest.raises(TimelineError, match="-o"):
        write_atomically(page, "text")
    assert list(tmp_path.iterdir()) == [page]


def test_help_names_every_command() -> None:
    text = run("--help").stdout.decode()
    for command in (
        "build", "watch", "serve", "extract", "times", "actors", "summarize", "articles",
        "doctor", "completion",
    ):  # fmt: skip
        assert command in text
        assert run(command, "--help").returncode == 0


def test_heavy_packages_load_only_where_they_are_used() -> None:
    code = (
        "import sys, timeline, timeline.cli, timeline.model\n"
        "heavy = {'pandas', 'networkx', 'plotly', 'numpy', 'dateparser', 'trafilatura'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
