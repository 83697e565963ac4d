"""A corpus that no test reads is named."""

from pathlib import Path

import pytest

from tools.fixtures_read import main, unread


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("rlp/valid.jsonl", "rlp/rejected.jsonl", "check/corpora.py", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}\n")
    return tmp_path


def test_nothing_is_left_where_each_file_was_read(folder: Path, tmp_path: Path) -> None:
    assert unread({"rlp/valid.jsonl", "rlp/rejected.jsonl"}, folder) == []
    (tmp_path / "list").write_text("rlp/rejected.jsonl\nrlp/valid.jsonl\n")
    assert main([str(tmp_path / "list"), str(folder)]) == 0


def test_a_file_that_no_test_opened_is_named(folder, tmp_path, capsys) -> None:
    (tmp_path / "list").write_text("rlp/valid.jsonl\n")
    assert main([str(tmp_path / "list"), str(folder)]) == 1
    assert capsys.readouterr().out == "fixtures/rlp/rejected.jsonl: no Swift test reads it\n"


def test_without_a_list_nothing_is_called_read(folder, tmp_path, capsys) -> None:
    assert main([str(tmp_path / "gone"), str(folder)]) == 2
    assert "no list of what the Swift tests read" in capsys.readouterr().err
