"""What our documents point at is there, and the modules that they run exist."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
MODULE = re.compile(r"python -m ((?:contracts|fixtures)(?:\.\w+)*)")


def documents() -> list[str]:
    """Every Markdown file of the project."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "*.md"]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in output.splitlines() if (ROOT / name).exists())


def astray(folder: Path, text: str) -> list[str]:
    """The links and modules of a document in `folder` that lead nowhere.

    Web addresses are not followed.
    """
    links = [link for link in LINK.findall(text) if "://" not in link]
    modules = {name: ROOT / name.replace(".", "/") for name in MODULE.findall(text)}
    return [link for link in links if not (folder / link).exists()] + [
        name
        for name, path in modules.items()
        if not path.with_suffix(".py").exists() and not (path / "__main__.py").exists()
    ]


@pytest.mark.parametrize("name", documents())
def test_a_document_points_at_what_is_there(name: str) -> None:
    assert astray((ROOT / name).parent, (ROOT / name).read_text()) == []


def test_what_is_not_there_is_found() -> None:
    text = "[a](README.md) [b](gone.md#part) [c](https://example.org) `python -m contracts.gone`"
    assert astray(ROOT, text) == ["gone.md", "contracts.gone"]
    assert astray(ROOT, "[a](contracts#x) `python -m contracts.check` `… contracts.evm`") == []


COUNTS = {"R": 25, "T": 18, "C": 15, "G": 23, "S": 8}
THREATS = {f"{kind}{number:02}" for kind, last in COUNTS.items() for number in range(1, last + 1)}
SUITE = re.compile(r"`([A-Za-z0-9]+Tests)`")


def suites() -> set[str]:
    """The names of all suites, and of the targets that hold them."""
    found = set()
    for path in (ROOT / "Tests").rglob("*.swift"):
        found |= set(re.findall(r"\b(?:struct|class|enum) (\w+Tests)\b", path.read_text()))
        found.add(path.relative_to(ROOT / "Tests").parts[0])
    return found


def test_each_threat_names_a_test_that_exists() -> None:
    text = (ROOT / "docs" / "authorization.md").read_text()
    told = set(re.findall(r"\b[RTCGS]\d\d\b", text))
    assert sorted(THREATS - told) == []
    known = suites()
    assert sorted(set(SUITE.findall(text)) - known) == []
    rows = re.findall(r"^\| ([RTCGS]\d\d[^|]*)\|.*\|([^|]*)\|$", text, re.M)
    assert len(rows) > 60
    assert [row for row, test in rows if not SUITE.search(test)] == []
