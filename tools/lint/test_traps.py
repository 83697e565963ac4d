"""Each way to end the process is found in Sources; what only looks like one is not."""

from pathlib import Path

import pytest

from tools.lint.conftest import Plant
from tools.lint.traps import faults, traps

FORBIDDEN = {
    "let a = b!": "`!` ends the process",
    "let a = b!.c": "`!` ends the process",
    "var a: Int!": "`!` ends the process",
    r'let a = "\(b!)"': "`!` ends the process",
    "let a = try! b()": "`try!` ends the process",
    "let a = b as! C": "`as!` ends the process",
    'fatalError("a")': "`fatalError` ends the process",
    "precondition(a > b)": "`precondition` ends the process",
    "Swift.precondition (a)": "`precondition` ends the process",
    "preconditionFailure()": "`preconditionFailure` ends the process",
    "guard a else { fatalError() }": "`fatalError` ends the process",
    "let a = b.unsafelyUnwrapped": "`unsafelyUnwrapped` is a force unwrap",
}

ALLOWED = [
    "if !flag && a != b { return !c }",
    "// a! fatalError()",
    "/// A `precondition(x)` of the caller, never `try!`.",
    "/* as! */",
    'let a = "b! fatalError() \\(c)"',
    "let precondition = 1",
    "case precondition(String)",
    "func fatalError(_ a: Int) {}",
    "throw .precondition(a)",
    "let a = try? b()",
    "let a = b as? C",
    "if let b { use(b) }",
    "#if !DEBUG\n#endif",
]


@pytest.mark.parametrize("source", FORBIDDEN)
def test_each_trap_is_named(source: str) -> None:
    ((line, what),) = traps(f"\n{source}\n")
    assert line == 2
    assert what.startswith(FORBIDDEN[source])


@pytest.mark.parametrize("source", ALLOWED)
def test_what_cannot_end_the_process_passes(source: str) -> None:
    assert list(traps(source)) == []


def test_sources_are_judged_and_tests_are_not(repository: Path, plant: Plant) -> None:
    plant("Tests/ATests/A.swift", "let a = b!")
    plant("Sources/A/Good.swift", "let a = b")
    assert faults(repository) == []
    plant("Sources/A/Deep/Bad.swift", "let a = b\nlet c = d!\n")
    (fault,) = faults(repository)
    assert fault.startswith("Sources/A/Deep/Bad.swift:2: `!` ends the process")


def test_a_source_that_cannot_be_read_is_a_fault(repository: Path, plant: Plant) -> None:
    plant("Sources/A/Cut.swift", "/* a")
    assert faults(repository) == [
        "Sources/A/Cut.swift: cannot be read: line 1: a comment has no end"
    ]
