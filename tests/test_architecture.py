"""The house has one way through it: a layer imports only what stands to its left.

ingest → structure → segment → extract → tables → compare → report. Execution and commands stand outside.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "talentdocs"

SHARED = {"records", "errors", "options", "version", "quick", "late", "shelf"}
"""What any layer may import."""
LAYERS = ["ingest", "structure", "segment", "extract", "tables", "compare", "report"]
MAY_IMPORT = {layer: SHARED | set(LAYERS[: place + 1]) for place, layer in enumerate(LAYERS)}
MAY_IMPORT["structure"] |= {"segment"}  # words are data that structure reads too
MAY_IMPORT["segment"] = SHARED | {"segment"}
MAY_IMPORT["execute"] = SHARED | {"execute", "ingest"}  # a plan finds files; nothing there knows of figures
"""Which packages and modules of the library each package may import."""
HEAVY = {
    "jieba", "rjieba", "pandas", "duckdb", "docx", "pdfplumber", "pypdfium2", "xlsxwriter", "lxml", "rich",
    "openpyxl", "distributed", "fsspec", "PIL", "rapidocr_onnxruntime", "numpy",
}  # fmt: skip
"""Libraries that are imported only inside the function that needs them."""


def sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def imported(path: Path, *, top_level: bool = False) -> Iterator[tuple[int, str]]:
    """Line and absolute name of every import; those that only a type checker sees are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            skipped.update(ast.walk(node))
        if top_level and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            skipped.update(ast.walk(node))
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                package = path.relative_to(ROOT).parts[: -node.level]
                base = ".".join([*package, *([node.module] if node.module else [])])
            else:
                base = node.module or ""
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def place_of(path: Path) -> str:
    """The package of a module, or its own name at the top: ``extract``, ``batch``."""
    parts = path.relative_to(LIBRARY).parts
    return parts[0] if len(parts) > 1 else path.stem


def target_of(name: str) -> str | None:
    """The package or top module of the library that an import names."""
    parts = name.split(".")
    return parts[1] if parts[0] == "talentdocs" and len(parts) > 1 else None


@pytest.mark.parametrize("path", sources(LIBRARY), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_arrow_points_left(path: Path) -> None:
    place = place_of(path)
    if place not in MAY_IMPORT and place not in SHARED:
        return  # a module at the top, which puts the layers together; no layer may import it
    allowed = MAY_IMPORT.get(place, SHARED)
    wrong = [
        f"line {line}: {name}"
        for line, name in imported(path)
        if (target := target_of(name)) is not None and target not in allowed
    ]
    assert not wrong, f"{place} may import {sorted(allowed)} only"


@pytest.mark.parametrize(
    "path", [*sources(LIBRARY), *sources(ROOT / "commands")], ids=lambda p: str(p.relative_to(ROOT))
)
def test_heavy_libraries_are_imported_where_they_are_needed(path: Path) -> None:
    heavy = [
        f"line {line}: {name}" for line, name in imported(path, top_level=True) if name.split(".")[0] in HEAVY
    ]
    assert not heavy


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sources(LIBRARY)}
    known = set(names.values())
    graph = {
        name: {found for _, full in imported(path) if (found := _module(full, known)) and found != name}
        for path, name in names.items()
    }
    done: set[str] = set()
    for start in graph:
        _visit(start, graph, [], done)


def _module(name: str, known: set[str]) -> str | None:
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


def _visit(name: str, graph: dict[str, set[str]], path: list[str], done: set[str]) -> None:
    if name in done:
        return
    assert name not in path, f"a circle: {' → '.join([*path[path.index(name) :], name])}"
    for target in sorted(graph[name]):
        _visit(target, graph, [*path, name], done)
    done.add(name)


@pytest.mark.parametrize("path", sources(LIBRARY), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_library_never_prints(path: Path) -> None:
    calls = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not calls


@pytest.mark.parametrize(
    "path", [*sources(LIBRARY), *sources(ROOT / "commands")], ids=lambda p: str(p.relative_to(ROOT))
)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 420
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno:
            assert node.end_lineno - node.lineno < 80, f"{node.name} is too long"


def test_the_version_is_said_once() -> None:
    import tomllib

    from talentdocs.version import MODULES, VERSION

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    assert all((LIBRARY / name).is_file() for name in MODULES)


def test_every_package_is_shipped() -> None:
    import tomllib

    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "packages"
    ]
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in LIBRARY.rglob("__init__.py")}
    assert found <= set(packages)
