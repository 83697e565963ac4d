"""Which reports of the thread sanitizer a lock explains."""

from pathlib import Path

import pytest

from tools.thread_sanitizer import unexplained

_SOURCE = """func add() {
    state.withLock { state in
        state.count += 1
    }
    other += 1
}
"""


def _report(first: str, second: str) -> str:
    return f"""==================
WARNING: ThreadSanitizer: Swift access race (pid=7)
  Modifying access of Swift variable at 0x72 by thread T1:
    #0 closure #1 in add() {first} (tests+0x1)
    #1 add() {first} (tests+0x2)

  Previous modifying access of Swift variable at 0x72 by thread T2:
    #0 closure #1 in add() {second} (tests+0x1)
    #1 add() {second} (tests+0x2)

  Location is heap block of size 32 at 0x72 allocated by main thread:
    #0 malloc {first}

SUMMARY: ThreadSanitizer: Swift access race in add()
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "Counter.swift"
    path.write_text(_SOURCE)
    return path


def test_two_accesses_within_a_lock_are_explained(source: Path) -> None:
    assert unexplained(_report(f"{source}:2:11", f"{source}:3:9")) == []


@pytest.mark.parametrize(("first", "second"), [(2, 5), (5, 2), (5, 5)])
def test_one_access_without_a_lock_is_told(source: Path, first: int, second: int) -> None:
    assert len(unexplained(_report(f"{source}:{first}:1", f"{source}:{second}:1"))) == 1


def test_a_frame_without_a_line_explains_nothing(source: Path) -> None:
    assert len(unexplained(_report(str(source), f"{source}:2:11"))) == 1


def test_what_is_handed_over_in_a_locked_inbox_is_explained() -> None:
    made, taken = "/a/CurlTransfer.swift", "/a/CurlEngine.swift:124:9"
    assert unexplained(_report(taken, made)) == []
    assert len(unexplained(_report(taken, "/a/Elsewhere.swift:1:1"))) == 1


def test_an_output_without_reports_has_none() -> None:
    assert unexplained("Test run with 7 tests in 1 suite passed\n") == []
