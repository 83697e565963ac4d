"""Where a node's answers differ from geth's."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.devnet.conformance.deviations import DEVIATIONS, deviation
from contracts.devnet.conformance.recording import Recording
from contracts.devnet.conformance.run import Run
from contracts.devnet.conformance.shape import brief, differences


@dataclass(frozen=True)
class Difference:
    """One place in one answer where a node does not say what geth said."""

    name: str
    path: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.name}: {self.path}\n  geth   {self.expected}\n  node   {self.got}"


def compare(run: Run, recording: Recording) -> list[Difference]:
    """Judges every answer; a step missing on either side is a difference too.

    So is a documented deviation that no answer shows: the list must shrink.
    """
    deviating: set[str] = set()
    found = list(_judged(run, recording, deviating))
    asked = {answer.name for answer in run.answers}
    found += [
        Difference(name, "step", "recorded", "not asked")
        for name in recording.names
        if name not in asked
    ]
    return found + [
        Difference(pattern, "deviation", DEVIATIONS[pattern], "not shown: remove it from the list")
        for pattern in DEVIATIONS
        if pattern not in deviating
    ]


def _judged(run: Run, recording: Recording, deviating: set[str]) -> Iterator[Difference]:
    known = recording.translated(run)
    for answer in run.answers:
        expected = recording.expected(answer, known)
        if expected is None:
            yield Difference(answer.name, "step", "not recorded", brief(answer.answer))
            continue
        for difference in differences(expected, answer.answer):
            if pattern := deviation(answer.name, difference[0]):
                deviating.add(pattern)
            else:
                yield Difference(answer.name, *difference)
