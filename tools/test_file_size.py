"""The size check on small repositories of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.file_size import LIMIT, SUFFIXES

CHECK = Path(__file__).with_name("file_size.py")
AT_THE_LIMIT = "x = 1\n" * LIMIT
OVER_THE_LIMIT = "x = 1\n" * (LIMIT + 1)


def check(folder: Path) -> tuple[int, list[str]]:
    """Exit code and lines of the check when it runs in `folder`."""
    done = subprocess.run(
        [sys.executable, CHECK], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty git repository."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    return tmp_path


def test_the_limit_is_400_lines() -> None:
    assert LIMIT == 400


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_a_source_of_401_lines_is_named(repository: Path, suffix: str) -> None:
    name = f"deep/long{suffix}"
    (repository / "deep").mkdir()
    (repository / name).write_text(OVER_THE_LIMIT)
    code, lines = check(repository)
    assert code == 1
    assert lines == [
        f"{name}: 401 lines; split it by concept, the limit is 400",
        "file size: 1 source files, 1 above 400 lines",
    ]


def test_a_committed_source_is_counted_as_one_that_is_not(repository: Path) -> None:
    for name in ("committed.py", "new.py"):
        (repository / name).write_text(OVER_THE_LIMIT)
    subprocess.run(["git", "add", "committed.py"], cwd=repository, check=True)
    code, lines = check(repository)
    assert code == 1
    assert [line.split(":")[0] for line in lines] == ["committed.py", "new.py", "file size"]


# a file that may be there, with its text
ALLOWED = {
    "400 lines": ("exact.py", AT_THE_LIMIT),
    "400 lines without the last newline": ("open.go", AT_THE_LIMIT.rstrip("\n")),
    "an empty file": ("empty.sol", ""),
    "long data": ("corpus.jsonl", OVER_THE_LIMIT),
    "an ignored source": ("ignored/long.py", OVER_THE_LIMIT),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_short_or_no_source_of_ours_passes(repository: Path, case: str) -> None:
    name, text = ALLOWED[case]
    (repository / ".gitignore").write_text("ignored\n")
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).write_text(text)
    code, lines = check(repository)
    assert code == 0
    assert lines[-1].endswith("0 above 400 lines")


def test_a_source_deleted_but_not_yet_committed_is_no_surprise(repository: Path) -> None:
    (repository / "gone.py").write_text(OVER_THE_LIMIT)
    subprocess.run(["git", "add", "gone.py"], cwd=repository, check=True)
    (repository / "gone.py").unlink()
    assert check(repository) == (0, ["file size: 0 source files, 0 above 400 lines"])
