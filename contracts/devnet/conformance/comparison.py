"""The recorded answers of geth, and where another node's answers differ from them."""

import fnmatch
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from contracts.devnet.conformance.deviations import DEVIATIONS
from contracts.devnet.conformance.run import Answer
from contracts.devnet.conformance.shape import brief, differences

EXPECTED = Path(__file__).parent / "expected"


@dataclass(frozen=True)
class Difference:
    """One place in one answer where a node does not say what geth said."""

    script: str
    name: str
    asked: str
    path: str
    expected: str
    got: str

    @property
    def method(self) -> str:
        """The method or protocol rule."""
        return self.name.split("/")[0]


@dataclass(frozen=True)
class Comparison:
    """Everything a run found. A node conforms when it left nothing out and differs nowhere.

    `not_run` are the scripts of which no step was asked, because the node lacks what they need.
    """

    exchanges: Counter
    not_run: list[str]
    differences: list[Difference]
    deviating: dict[str, int]

    @property
    def unused(self) -> list[str]:
        """Documented deviations that no answer showed: the list must shrink."""
        return [pattern for pattern, count in self.deviating.items() if count == 0]

    @property
    def conforms(self) -> bool:
        """Everything asked, no difference, and every documented deviation still real."""
        return not self.differences and not self.unused and not self.not_run


def record(answers: Iterable[Answer]) -> None:
    """Keeps answers as the expectation: one file per script, one step per line.

    The file of a script that was not run stays as it is.
    """
    scripts: dict[str, list[str]] = {}
    for answer in answers:
        entry = {"name": answer.name, "asked": answer.asked, "answer": answer.answer}
        scripts.setdefault(answer.script, []).append(json.dumps(entry, ensure_ascii=False))
    for script, lines in scripts.items():
        (EXPECTED / f"{script}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


def expectation() -> dict[tuple[str, str], dict]:
    """The recorded steps by script and name."""
    return {
        (path.stem, entry["name"]): entry
        for path in sorted(EXPECTED.glob("*.json"))
        for entry in json.loads(path.read_text())
    }


def compare(answers: Iterable[Answer], expected: dict[tuple[str, str], dict]) -> Comparison:
    """Judges every answer; a step missing on either side is a difference too."""
    exchanges: Counter = Counter()
    deviating = dict.fromkeys(DEVIATIONS, 0)
    found: list[Difference] = []
    remaining = dict(expected)
    recorded, ran = {script for script, _ in expected}, set()
    for answer in answers:
        ran.add(answer.script)
        exchanges[answer.method] += 1
        entry = remaining.pop((answer.script, answer.name), None)
        place = (answer.script, answer.name, answer.asked)
        if entry is None:
            found.append(Difference(*place, "step", "not recorded", brief(answer.answer)))
            continue
        # What was asked may differ where an earlier answer did; it is not judged by itself.
        for difference in differences(entry["answer"], answer.answer):
            if pattern := deviation(answer.name, difference[0]):
                deviating[pattern] += 1
            else:
                found.append(Difference(*place, *difference))
    found += [
        Difference(script, name, entry["asked"], "step", brief(entry["answer"]), "not asked")
        for (script, name), entry in remaining.items()
        if script in ran
    ]
    return Comparison(exchanges, sorted(recorded - ran), found, deviating)


def deviation(name: str, path: str) -> str | None:
    """The documented deviation that covers a place in an answer, if any."""
    place = f"{name} {path}"
    return next((p for p in DEVIATIONS if fnmatch.fnmatchcase(place, p)), None)
