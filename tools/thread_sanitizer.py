"""Runs the Swift tests under the thread sanitizer and tells the races that no lock explains.

On Linux the sanitizer does not see Swift's own `Mutex`, whose code is in a library that is built
without it: a counter behind a `Mutex` is reported as a race. A report is taken for explained where
both accesses stand in a call of `withLock`: what a `Mutex` holds is reached in no other way. So is
what one thread makes and another takes out of a `Mutex`, which is listed here by its files.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# Made by one thread, taken out of a locked inbox by another, which owns it from then on.
HANDED_OVER = ({"CurlEngine.swift", "CurlTransfer.swift"},)
_REPORT = re.compile(r"WARNING: ThreadSanitizer: (.*?)\n(.*?)SUMMARY: ThreadSanitizer", re.S)
_ACCESS = re.compile(r"\s*(?:Previous )?(?:\w+ )*(?:read|write|access) .* by ", re.I)
_FRAME = re.compile(r"#\d+ .*? (/[^ :]+\.swift)(?::(\d+))?")
# How far from the access the call of `withLock` may stand, inlined frames included.
_DEPTH = 6


@cache
def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def _is_locked(frames: list[tuple[str, str]]) -> bool:
    """Whether one of the innermost frames stands at a call of `withLock`."""
    for path, number in frames[:_DEPTH]:
        if number:
            place = int(number)
            # A call that is broken over two lines is told by the second.
            if any("withLock" in line for line in _lines(path)[max(0, place - 2) : place]):
                return True
    return False


def _accesses(body: str) -> Iterator[list[tuple[str, str]]]:
    for part in body.split("\n\n"):
        if _ACCESS.match(part):
            yield _FRAME.findall(part)


def _is_handed_over(accesses: list[list[tuple[str, str]]]) -> bool:
    files = [{Path(path).name for path, _ in frames[:_DEPTH]} for frames in accesses]
    return any(all(found & known for found in files) for known in HANDED_OVER)


def unexplained(output: str) -> list[str]:
    """The reports in the sanitizer's output that no lock explains."""
    found = []
    for kind, body in _REPORT.findall(output):
        accesses = list(_accesses(body))[:2]
        is_pair = len(accesses) == 2
        is_explained = all(map(_is_locked, accesses)) or _is_handed_over(accesses)
        if not (is_pair and is_explained):
            found.append(f"{kind}\n{body}")
    return found


def main() -> None:
    """Builds, runs, and ends with 1 where a test failed or a race is left."""
    command = ["tools/swift", "test", "--scratch-path", ".build/thread", "--sanitize=thread"]
    # One after the other: the limit on file sizes that a test sets is the process's.
    command += ["--disable-xctest", "--no-parallel", *sys.argv[1:]]
    environment = os.environ | {"TSAN_OPTIONS": "exitcode=0"}
    process = subprocess.Popen(
        command, env=environment, text=True, errors="replace", stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    output = []
    for line in process.stdout:
        output.append(line)
        if re.match(r"\W* ?(Test|Suite) ", line):
            print(line, end="", flush=True)
    status = process.wait()
    text = "".join(output)
    if status != 0:
        print(text[-4_000:])
    left = unexplained(text)
    for report in left:
        print(f"thread sanitizer: {report}")
    print(f"thread sanitizer: {len(_REPORT.findall(text))} reports, {len(left)} without a lock")
    sys.exit(1 if left or status != 0 else 0)


if __name__ == "__main__":
    main()
