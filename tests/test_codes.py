"""An error code means one thing: whoever looks one up finds one cause and one remedy."""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"T[1-4]\d\d")
ALIKE = {
    "T191": "a file cannot be read, as the system says",
    "T312": "a table that is not there",
    "T305": "a TOML lexicon is not valid",
    "T306": "a row of a lexicon is not whole",
    "T351": "a line that is no correction",
    "T353": "a value that the column cannot hold",
    "T354": "a decision that is not understood",
}
"""Codes with several wordings, and the one thing that all of them mean."""


def wordings() -> dict[str, set[str]]:
    """Every code with the messages that are raised under it, their variable parts left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for folder in ("talentdocs", "commands"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    for code, message in raised(node):
                        found[code].add(message)
    return found


def raised(call: ast.Call) -> list[tuple[str, str]]:
    """Code and message of ``Error(message, code=…)`` and of ``Failure(path, stage, code, message, …)``."""
    coded = [word.value for word in call.keywords if word.arg == "code" and call.args]
    pairs = [(value, call.args[0]) for value in coded]
    pairs += [(call.args[2], call.args[3])] if len(call.args) > 3 else []
    return [
        (code.value, skeleton(message))
        for code, message in pairs
        if isinstance(code, ast.Constant) and CODE.fullmatch(str(code.value))
    ]


def skeleton(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(skeleton(part) for part in node.values)
    return "…"


def test_each_code_means_one_thing() -> None:
    several = {code: texts for code, texts in wordings().items() if len(texts) > 1}
    assert {code: texts for code, texts in several.items() if code not in ALIKE} == {}


def test_no_code_is_said_to_have_wordings_that_it_has_not() -> None:
    found = wordings()
    assert [code for code in ALIKE if len(found[code]) < 2] == []


def test_the_search_finds_codes_and_tells_meanings_apart() -> None:
    tree = ast.parse('A("no year: x", code="T340")\nB(f"no {x} here", where=y, code="T340")')
    pairs = [pair for node in ast.walk(tree) if isinstance(node, ast.Call) for pair in raised(node)]
    assert pairs == [("T340", "no year: x"), ("T340", "no … here")]
