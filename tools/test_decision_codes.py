"""Every code of a denial is found in a test by one search, as docs/authorization.md promises."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "Sources/Authorization"


def codes() -> list[str]:
    """The raw values of the enumeration, implicit ones included."""
    [text] = [
        file.read_text()
        for file in SOURCE.rglob("*.swift")
        if "public enum DecisionCode" in file.read_text()
    ]
    body = text.split("public enum DecisionCode", 1)[1].split("\n}", 1)[0]
    return [value or name for name, value in re.findall(r'case (\w+)(?: = "([^"]+)")?', body)]


def unnamed(texts: list[str]) -> list[str]:
    """The codes of a layer that no test names."""
    return [code for code in codes() if "." in code and not any(code in text for text in texts)]


def test_each_code_stands_in_a_test():
    texts = [file.read_text() for file in (ROOT / "Tests").rglob("*.swift")]
    assert len(codes()) > 50
    assert unnamed(texts) == []


def test_a_code_that_no_test_names_is_told():
    assert set(unnamed(["app.code"])) == {c for c in codes() if "." in c} - {"app.code"}
