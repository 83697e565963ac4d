"""The versions of the packages are those of the release's own line of Swift."""

import json
from pathlib import Path

import pytest

from tools.setup.checkout_versions import main, versions

CONFIG = {
    "branch-schemes": {
        "main": {"repos": {"swift-nio": "9.9.9"}},
        "release/6.3": {"repos": {"swift-nio": "2.70.0", "swift-log": "1.6.0", "swift": "main"}},
        "release/6.2": {"repos": {"swift-nio": "2.65.0", "swift-log": "1.5.4"}},
    }
}


def test_each_release_has_its_own() -> None:
    names = ["swift-log", "swift-nio"]
    assert versions(CONFIG, "6.3.1", names) == {"swift-log": "1.6.0", "swift-nio": "2.70.0"}
    assert versions(CONFIG, "6.2.3", names) == {"swift-log": "1.5.4", "swift-nio": "2.65.0"}


@pytest.mark.parametrize(
    ("release", "name", "words"),
    [
        ("6.4.0", "swift-nio", "nothing for release/6.4"),
        ("6.3.1", "swift", "swift is main, not a version"),
        ("6.3.1", "swift-system", "swift-system is absent, not a version"),
    ],
)
def test_what_is_not_named_as_a_version_is_refused(release: str, name: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        versions(CONFIG, release, [name])


def test_the_command_prints_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "config.json"
    path.write_text(json.dumps(CONFIG))
    assert main(str(path), "6.3.1", "swift-nio") == 0
    assert capsys.readouterr().out == "swift-nio 2.70.0\n"


@pytest.mark.parametrize("text", ["", "{", "{}", '{"branch-schemes": {"release/6.3": {}}}'])
def test_a_file_that_is_none_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = tmp_path / "config.json"
    path.write_text(text)
    assert main(str(path), "6.3.1", "swift-nio") == 1
    said = capsys.readouterr().err
    assert said.startswith("setup: ")
    assert said.count("\n") == 1
