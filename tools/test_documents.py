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
