"""Runs every suite of `make test` and ends with their sums, the last line being the total.

A suite that fails does not keep the next from running. A suite that ends without a report (because
it does not compile, say) counts as one failure. Files that are named run alone: those of Python
tests, of Swift tests and of fixtures.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
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
    opened = _RESULTS / "fixtures-read"
    return [
        Suite("contracts-check", [python, "-m", "contracts.check"]),
        Suite("fixtures-check", [python, "-m", "fixtures.check"]),
        _swift({"FIXTURES_READ": str(opened.absolute())}),
        Suite("fixtures-read", [python, "-m", "tools.fixtures_read", str(opened)]),
        _python(python),
    ]


def suites_of(files: Sequence[str], python: str = sys.executable) -> list[Suite]:
    """The suites that run these files alone, of a fixture its corpus.

    Raises ValueError for what is no file of tests.
    """
    of = {kind: [name for name in files if kind == _kind(name)] for kind in map(_kind, files)}
    chosen = []
    if "fixtures" in of:
        corpora = dict.fromkeys(p for name in of["fixtures"] for p in Path(name).parts[1:2])
        chosen.append(Suite("fixtures-check", [python, "-m", "fixtures.check", *corpora]))
    if "swift" in of:
        chosen.append(_swift({}, "--filter", "|".join(map(_tests_in, of["swift"]))))
    if "python" in of:
        chosen.append(_python(python, *of["python"]))
    return chosen


def _kind(name: str) -> str:
    path = Path(name.split("::")[0])
    if not path.exists():
        raise ValueError(f"there is no {path}")
    if path.suffix == ".swift" and path.parts[0] == "Tests":
        return "swift"
    if path.parts[0] == "fixtures" and path.suffix != ".py" and path.parts[1:2] != ("tests",):
        return "fixtures"
    if path.suffix == ".py" or path.is_dir():
        return "python"
    raise ValueError(f"{path} is no file of tests: name one of Python, of Tests or of fixtures")


def _tests_in(name: str) -> str:
    """What `swift test --filter` takes for the suites that a file declares."""
    found = re.findall(r"^@Suite\b.*?\b(?:struct|class|enum|actor) (\w+)", _text(name), re.M | re.S)
    if not found:
        raise ValueError(f"{name} declares no suite")
    return f"^{Path(name).parts[1]}\\.({'|'.join(found)})/"


def _text(name: str) -> str:
    return Path(name).read_text()


def _swift(environment: dict[str, str], *options: str) -> Suite:
    report = _RESULTS / "swift.xml"
    command = [
        *("tools/swift", "test", "--explicit-target-dependency-import-check", "error"),
        *("--disable-xctest", "--no-parallel", "--xunit-output", str(report), *options),
    ]
    return Suite("swift", command, report, environment)


def _python(python: str, *files: str) -> Suite:
    report = _RESULTS / "pytest.xml"
    return Suite("python", [python, "-m", "pytest", f"--junit-xml={report}", *files], report)


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


def main(chosen: Iterable[Suite]) -> int:
    """Runs the suites, prints a line each and the total; exit code 1 when something failed."""
    results = [(suite.name, run(suite)) for suite in chosen]
    print()
    for name, sums in results:
        print(f"{name:<16} {sums}")
    total = sum((sums for _, sums in results), Sums(0, 0))
    print(Sums(total.passed, total.failed))
    return 1 if total.failed else 0


if __name__ == "__main__":
    try:
        wanted = suites_of(sys.argv[1:]) if sys.argv[1:] else suites()
    except ValueError as error:
        sys.exit(f"make test: {error}")
    sys.exit(main(wanted))
