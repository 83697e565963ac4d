"""Runs every suite of `make test` and ends with their sums, the last line being the total.

A suite that fails does not keep the next from running. A suite that ends without a report (because
it does not compile, say) counts as one failure.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

_RESULTS = Path(".cache/results")


@dataclass(frozen=True)
class Suite:
    """A command, and the JUnit report that it writes; a command without one is one check.

    `environment` is added to ours.
    """

    name: str
    command: list[str]
    report: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sums:
    """What passed, failed and was skipped."""

    passed: int
    failed: int
    skipped: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def suites(python: str = sys.executable) -> list[Suite]:
    """What `make test` consists of, the quick first."""
    pytest, swift = _RESULTS / "pytest.xml", _RESULTS / "swift.xml"
    opened = _RESULTS / "fixtures-read"
    return [
        Suite("contracts-check", [python, "-m", "contracts.check"]),
        Suite("fixtures-check", [python, "-m", "fixtures.check"]),
        Suite(
            "swift",
            [
                *("tools/swift", "test", "--explicit-target-dependency-import-check", "error"),
                *("--disable-xctest", "--no-parallel", "--xunit-output", str(swift)),
            ],
            swift,
            {"FIXTURES_READ": str(opened.absolute())},
        ),
        Suite("fixtures-read", [python, "-m", "tools.fixtures_read", str(opened)]),
        Suite("python", [python, "-m", "pytest", f"--junit-xml={pytest}"], pytest),
    ]


def run(suite: Suite) -> Sums:
    """Runs a suite with its output where ours goes."""
    if suite.report:
        suite.report.parent.mkdir(parents=True, exist_ok=True)
        suite.report.unlink(missing_ok=True)
    print(f"== {suite.name}", flush=True)
    environment = os.environ | suite.environment
    code = subprocess.run(suite.command, env=environment, check=False).returncode
    if suite.report is None:
        return Sums(int(code == 0), int(code != 0))
    try:
        sums = read(suite.report)
    except (OSError, ValueError, ElementTree.ParseError) as error:
        print(f"{suite.name}: ended with code {code} and no report: {error}", flush=True)
        return Sums(0, 1)
    if code and not sums.failed:
        print(f"{suite.name}: ended with code {code} although no test failed", flush=True)
        return sums + Sums(0, 1)
    return sums


def read(report: Path) -> Sums:
    """The sums of a JUnit report. Raises ValueError when it tells of no test at all."""
    cases = list(ElementTree.parse(report).iter("testcase"))  # noqa: S314 - our suite wrote it
    if not cases:
        raise ValueError(f"{report} tells of no test")
    failed = sum(any(case.find(kind) is not None for kind in _FAILURES) for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    return Sums(len(cases) - failed - skipped, failed, skipped)


_FAILURES = ("failure", "error")


def main(chosen: Iterable[Suite] | None = None) -> int:
    """Runs the suites, prints a line each and the total; exit code 1 when something failed."""
    results = [(suite.name, run(suite)) for suite in chosen or suites()]
    print()
    for name, sums in results:
        print(f"{name:<16} {sums}")
    total = sum((sums for _, sums in results), Sums(0, 0))
    print(Sums(total.passed, total.failed))
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
