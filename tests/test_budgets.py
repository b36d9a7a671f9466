"""How long anything may be. A file that outgrows its budget wants to be two."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = ("accounts", "complaints", "demo", "diary", "journal", "tests")
MODULE, FUNCTION, VIEW, TEST = 300, 40, 25, 25
TEMPLATE, STYLESHEET, SCRIPT = 120, 150, 150


def files(kind: str, *folders: str) -> list[Path]:
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*.{kind}"))
    return sorted(path.relative_to(ROOT) for path in found if "migrations" not in path.parts)


def lines(path: Path) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def budget(path: Path, function: ast.FunctionDef) -> int:
    arguments = [argument.arg for argument in function.args.args]
    if "views" in path.parts and arguments[:1] == ["request"]:
        return VIEW
    return TEST if function.name.startswith("test_") else FUNCTION


def over(paths: list[Path], most: int) -> list[str]:
    return [f"{path}: {lines(path)} lines of {most}" for path in paths if lines(path) > most]


@pytest.mark.parametrize(
    "paths, most",
    [
        (files("py", *OURS), MODULE),
        (files("html", "templates"), TEMPLATE),
        (files("css", "static"), STYLESHEET),
        (files("js", "static"), SCRIPT),
    ],
    ids=["modules", "templates", "stylesheets", "scripts"],
)
def test_files_stay_short(paths, most):
    assert over(paths, most) == []


def test_functions_stay_short():
    long = [
        f"{path}:{function.lineno} {function.name}: {length} lines of {budget(path, function)}"
        for path in files("py", *OURS)
        for function in functions(path)
        if (length := function.end_lineno - function.lineno + 1) > budget(path, function)
    ]

    assert long == []
