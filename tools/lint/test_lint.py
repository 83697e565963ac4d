"""`make lint` runs every check that there is, and fails when one of them finds something."""

from pathlib import Path

import pytest

from tools.lint import __main__ as lint

HERE = Path(__file__).parent


def test_every_module_with_a_check_is_run() -> None:
    modules = {path.stem for path in HERE.glob("*.py") if "\ndef faults(" in path.read_text()}
    assert {check.__module__.rsplit(".", 1)[1] for check in lint.CHECKS.values()} == modules


@pytest.mark.parametrize("name", lint.CHECKS)
def test_one_fault_of_one_check_is_printed_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    quiet = dict.fromkeys(lint.CHECKS, lambda _: [])
    monkeypatch.setattr(lint, "CHECKS", {**quiet, name: lambda _: ["where: what; what to do"]})
    assert lint.main(Path()) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines.count("where: what; what to do") == 1
    assert f"{name}: 1 fault" in lines


def test_no_fault_passes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lint, "CHECKS", dict.fromkeys(lint.CHECKS, lambda _: []))
    assert lint.main(Path()) == 0
    assert capsys.readouterr().out.splitlines() == [f"{name}: no faults" for name in lint.CHECKS]
