"""Imports point one way: model ← languages ← stages ← pipeline ← cli."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import timeline

PACKAGE = Path(timeline.__file__).parent
STAGES = ("ingest", "clean", "times", "actors", "events")

# What a part of the package may import from the others. A stage never imports another stage.
BASE = {"errors", "interval", "own"}
MODEL = BASE | {"model", "making"}
LANGUAGE = MODEL | {"languages", "plover"}
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "own": set(),
    "interval": set(),
    "plover": set(),
    # Methods of Timeline reach up on purpose, inside the functions: see `model_reaches_up`.
    "model": {"interval"},
    "making": set(),
    "languages": MODEL,
    "gazetteer": MODEL | {"languages"},
    **{stage: LANGUAGE | {"gazetteer"} for stage in STAGES},
    "training": LANGUAGE | {"gazetteer", "actors"},
    "graph": MODEL | {"plover"},
    "tables": MODEL | {"plover", "corpus"},
    "view": LANGUAGE | {"graph", "tables"},
    "corpus": LANGUAGE | {"gazetteer"},
    "exports": MODEL | {"plover", "graph", "tables", "view"},
    "corrections": MODEL | {"plover", "gazetteer"},
    "extraction": LANGUAGE | set(STAGES),
    "pipeline": LANGUAGE | set(STAGES) | {"corpus", "corrections", "engines", "extraction"},
    "codec": MODEL,
    "rules": {"__init__"},
    "engines": MODEL | {"codec", "corpus", "extraction", "languages", "own", "rules"},
    "store": MODEL | {"actors", "codec", "corpus", "engines", "ingest", "own", "rules", "tables"},
    "terminal": MODEL,
    "running": MODEL | {"actors", "corpus", "extraction", "engines", "ingest", "store", "terminal"},
    "config": LANGUAGE | {"config_fields", "config_place"},
    "config_place": MODEL,
    "config_fields": LANGUAGE,
    "watching": set(),
    "serve": MODEL | {"corrections", "terminal"},
    "options": LANGUAGE
    | {"ingest", "pipeline", "terminal", "corrections", "config", "config_place"}
    | {"engines", "running"},
    "doctor": LANGUAGE | {"pipeline", "gazetteer", "view"},
    "commands": LANGUAGE
    | {"pipeline", "tables", "terminal", "options", "exports", "ingest", "view"}
    | {"config", "config_place", "watching", "serve", "doctor", "running", "store"},
    "cli": LANGUAGE
    | {"pipeline", "tables", "terminal", "options", "running", "exports", "commands", "__init__"},
    "__init__": MODEL | {"pipeline"},
    "__main__": {"cli"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(tree: ast.AST, *, top_level_only: bool = False) -> set[str]:
    """Parts of the package that the tree imports."""
    names: set[str] = set()
    for node in ast.iter_child_nodes(tree) if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            dotted = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the direction"
            module = node.module or ""
            if module == "timeline":
                dotted = [f"timeline.{alias.name}" for alias in node.names]
            else:
                dotted = [module]
        else:
            continue
        for name in dotted:
            head, _, rest = name.partition(".")
            if head == "timeline":
                names.add(rest.partition(".")[0] or "__init__")
    return {"__init__" if name == "__version__" else name for name in names}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    home = part(path)
    assert home in ALLOWED, f"{home} has no place in the import order; give it one here"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # The model's convenience methods (to_frame, to_graph, to_html) import where they are called.
    found = imported(tree, top_level_only=home == "model") - {home}
    assert found <= ALLOWED[home], f"{path.name} imports {sorted(found - ALLOWED[home])}"


def test_the_check_sees_every_form_of_import() -> None:
    tree = ast.parse(
        "import timeline.times.tag\nfrom timeline import events\n"
        "from timeline.view import x\nimport os"
    )
    assert imported(tree) == {"times", "events", "view"}


def test_no_stage_reads_the_clock() -> None:
    forbidden = {"now", "today", "utcnow", "time"}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
                clock = name in {"date", "datetime", "time"} and node.func.attr in forbidden
                assert not clock or (name == "datetime" and node.func.attr == "time"), (
                    f"{path.relative_to(PACKAGE)}:{node.lineno} reads the clock"
                )


def test_nothing_prints_outside_the_command() -> None:
    for path in modules():
        if part(path) in {"cli", "terminal", "training"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{path.relative_to(PACKAGE)}:{node.lineno}"


def test_files_stay_small() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    large = {str(path.relative_to(PACKAGE)): size for path, size in sizes.items() if size > 400}
    assert not large, f"split by subject: {large}"
