"""The README's list of deviations is the one that the run allows."""

import re
from pathlib import Path

from contracts.devnet.conformance.deviations import DEVIATIONS

README = Path(__file__).parents[1] / "README.md"


def test_every_allowed_deviation_is_documented_and_no_other() -> None:
    section = README.read_text().split("## What the development chain has otherwise")[1]
    documented = re.findall(r"^\| `([^`]+)` \|", section.split("##")[0], re.MULTILINE)
    assert sorted(documented) == sorted(name.removesuffix(" result") for name in DEVIATIONS)
