"""`make test` runs every suite, whatever fails, and its last line is the total."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools.run_suites import Suite, Sums, main, read, run, suites, suites_of

ROOT = Path(__file__).parents[1]
PASSED = '<testcase name="a"/>'
FAILED = '<testcase name="b"><failure message="x"/><failure message="y"/></testcase>'
BROKEN = '<testcase name="c"><error message="x"/></testcase>'
SKIPPED = '<testcase name="d"><skipped/></testcase>'


def report(*cases: str) -> str:
    return f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>"


def suite(folder: Path, name: str, text: str | None, code: int) -> Suite:
    """A suite that writes a report, or none, and ends with a code."""
    path = folder / f"{name}.xml"
    write = f"open({str(path)!r}, 'w').write({text!r});" if text is not None else ""
    return Suite(name, [sys.executable, "-c", f"import sys;{write}sys.exit({code})"], path)


def check(name: str, code: int) -> Suite:
    return Suite(name, [sys.executable, "-c", f"raise SystemExit({code})"])


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([PASSED, PASSED], Sums(2, 0)),
        ([PASSED, FAILED], Sums(1, 1)),
        ([BROKEN], Sums(0, 1)),
        ([PASSED, SKIPPED], Sums(1, 0, 1)),
    ],
)
def test_a_report_is_summed_by_test(tmp_path: Path, cases: list[str], expected: Sums) -> None:
    path = tmp_path / "report.xml"
    path.write_text(report(*cases))
    assert read(path) == expected


def test_the_total_closes_and_success_passes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    chosen = [check("check", 0), suite(tmp_path, "swift", report(PASSED, PASSED), 0)]
    assert main(chosen) == 0
    assert capfd.readouterr().out.splitlines()[-3:] == [
        "check            1 passed, 0 failed",
        "swift            2 passed, 0 failed",
        "3 passed, 0 failed",
    ]


def test_a_failure_does_not_keep_the_next_suite_from_running(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    chosen = [
        check("check", 1),
        suite(tmp_path, "swift", report(PASSED, FAILED, SKIPPED), 1),
        suite(tmp_path, "python", report(PASSED), 0),
    ]
    assert main(chosen) == 1
    assert capfd.readouterr().out.splitlines()[-4:] == [
        "check            0 passed, 1 failed",
        "swift            1 passed, 1 failed, 1 skipped",
        "python           1 passed, 0 failed",
        "2 passed, 2 failed",
    ]


@pytest.mark.parametrize("text", [None, "", "<testsuites>", report()])
@pytest.mark.parametrize("code", [0, 1])
def test_a_suite_without_a_whole_report_is_a_failure(
    tmp_path: Path, text: str | None, code: int
) -> None:
    assert run(suite(tmp_path, "swift", text, code)) == Sums(0, 1)


def test_the_report_of_an_earlier_run_does_not_count(tmp_path: Path) -> None:
    assert run(suite(tmp_path, "swift", report(PASSED), 0)) == Sums(1, 0)
    assert run(suite(tmp_path, "swift", None, 1)) == Sums(0, 1)


def test_a_suite_that_fails_after_its_tests_is_a_failure(tmp_path: Path) -> None:
    assert run(suite(tmp_path, "swift", report(PASSED), 1)) == Sums(1, 1)


def test_every_suite_is_there() -> None:
    assert [suite.name for suite in suites()] == [
        *("contracts-check", "fixtures-check", "swift", "fixtures-read", "python")
    ]


def test_ci_runs_lint_and_test_and_ends_with_the_total(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci/run").write_text((ROOT / ".ci/run").read_text())
    (tmp_path / "Makefile").write_text("lint test:\n\t@echo $@\n")
    done = subprocess.run(
        ["bash", tmp_path / ".ci/run"], capture_output=True, text=True, check=True
    )
    assert re.findall(r"^(?:lint|test)$", done.stdout, re.MULTILINE) == ["lint", "test"]


def test_a_named_file_of_python_runs_alone() -> None:
    (chosen,) = suites_of(["contracts/test_evm.py::test_x"], "python")
    assert (chosen.name, chosen.command[-1]) == ("python", "contracts/test_evm.py::test_x")
    assert chosen.command[:3] == ["python", "-m", "pytest"]


def test_a_named_file_of_swift_runs_its_suites_alone() -> None:
    (chosen,) = suites_of(["Tests/CodecTests/RLP/RLPFixtureTests.swift"], "python")
    assert chosen.command[-2:] == ["--filter", r"^CodecTests\.(RLPFixtureTests)/"]


def test_a_named_fixture_is_checked_alone_and_kinds_may_be_mixed() -> None:
    names = ["tools/test_run_suites.py", "fixtures/tests", "contracts"]
    named = ["fixtures/rlp", "fixtures/rlp/valid.jsonl", *names]
    fixtures, python = suites_of(named, "python")
    assert fixtures.command[-2:] == ["fixtures.check", "rlp"]
    assert python.command[-3:] == names


@pytest.mark.parametrize("name", ["gone.py", "README.md", "Tests/TestSupport/Devnet.swift"])
def test_what_is_no_file_of_tests_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=re.escape(name)):
        suites_of([name])


def test_make_hands_the_file_on() -> None:
    command = ["make", "--no-print-directory", "--dry-run", "test", "ARGS=contracts/test_evm.py"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "-m tools.run_suites contracts/test_evm.py" in printed
