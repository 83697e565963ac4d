"""`make help` tells of every target, and every target that is named exists."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text()
RULE = re.compile(r"^([a-z][a-z-]*):(?!=)(.*)$", re.MULTILINE)
WRITTEN_AS_MAKE = re.compile(r"`make ([a-z-]+)|^make ([a-z-]+)", re.MULTILINE)

# every rule's name and the rest of its line; files that make builds have a dot or a slash
RULES = dict(RULE.findall(MAKEFILE))


def phony() -> set[str]:
    """The targets that .PHONY lists."""
    declaration = re.search(r"^\.PHONY:((?:.*\\\n)*.*)$", MAKEFILE, re.MULTILINE)
    return set(declaration[1].replace("\\", " ").split())


def listed(folder: Path, *targets: str) -> dict[str, str]:
    """Target and description of each line that `make` prints in a folder."""
    command = ["make", "--no-print-directory", *targets]
    output = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    lines = [re.fullmatch(r"  make ([a-z-]+) +(\S.*)", line) for line in output.splitlines()]
    assert all(lines), output
    return {line[1]: line[2] for line in lines}


def test_every_target_is_listed_and_described() -> None:
    described = listed(ROOT, "help")
    assert set(described) == set(RULES) == phony()
    for target, rest in RULES.items():
        assert rest.rsplit("## ", 1)[1] == described[target]


def test_make_alone_is_make_help() -> None:
    assert listed(ROOT) == listed(ROOT, "help")


def test_a_target_without_a_description_is_missed(tmp_path: Path) -> None:
    planted = MAKEFILE + "\nplanted: setup\n\ttrue\n"
    (tmp_path / "Makefile").write_text(planted)
    assert set(dict(RULE.findall(planted))) - set(listed(tmp_path, "help")) == {"planted"}


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "contracts/README.md"])
def test_every_target_that_a_document_names_exists(document: str) -> None:
    text = (ROOT / document).read_text()
    named = {first or second for first, second in WRITTEN_AS_MAKE.findall(text)}
    assert named
    assert named <= set(RULES)
