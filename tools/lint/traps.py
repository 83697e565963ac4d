"""Sources never end the process: no force unwrap, `try!`, `as!`, `fatalError`, `precondition`.

What comes from outside is refused with a typed error instead. Comments and strings may say all.
"""

from collections.abc import Iterator
from pathlib import Path

from tools.lint.sources import Faults, in_swift_sources
from tools.lint.swift_tokens import Kind, code

# what these do is end the process
CALLS = {"fatalError", "precondition", "preconditionFailure"}
MEMBERS = {"unsafelyUnwrapped"}
_FORCED = {
    "try": "`try!` ends the process; use `try` in a function that throws",
    "as": "`as!` ends the process; use `as?` and throw",
}
_UNWRAPPED = "`!` ends the process when the value is nil; use `guard let` and throw"


def faults(root: Path) -> Faults:
    """Every place in Sources that can end the process by the word of its author."""
    return in_swift_sources(root, traps)


def traps(text: str) -> Iterator[tuple[int, str]]:
    """Line and complaint of each trap in a source text."""
    tokens = code(text)
    for index, token in enumerate(tokens):
        before = [earlier.text for earlier in tokens[max(0, index - 2) : index]]
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if token.kind is Kind.POSTFIX and token.text == "!":
            yield token.line, _FORCED.get(before[-1] if before else "", _UNWRAPPED)
        elif token.kind is Kind.WORD and token.text in CALLS:
            if after in {"(", "<"} and not _is_ours(before):
                yield token.line, f"`{token.text}` ends the process; throw a typed error"
        elif token.kind is Kind.WORD and token.text in MEMBERS and before[-1:] == ["."]:
            yield token.line, f"`{token.text}` is a force unwrap; use `guard let` and throw"


def _is_ours(before: list[str]) -> bool:
    """Whether a name declares or is a member of ours, by the tokens before it."""
    member = before[-1:] == ["."] and before != ["Swift", "."]
    return member or before[-1:] in (["func"], ["case"])
