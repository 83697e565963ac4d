"""Sources never end the process: no force unwrap, `try!`, `as!`, `fatalError`, `precondition`.

What comes from outside is refused with a typed error instead. Comments and strings may say all.
"""

from collections.abc import Iterator
from pathlib import Path

from tools.lint.sources import Faults, in_swift_sources
from tools.lint.swift_tokens import Kind, Token, code, pairs

# what these do is end the process
CALLS = {"fatalError", "precondition", "preconditionFailure"}
MEMBERS = {"unsafelyUnwrapped"}
_DECLARES = {"func", "case", "let", "var"}


def faults(root: Path) -> Faults:
    """Every place in Sources that can end the process by the word of its author."""
    return in_swift_sources(root, traps)


def traps(text: str) -> Iterator[tuple[int, str]]:
    """Line and complaint of each trap in a source text."""
    for before, token, after in pairs(code(text)):
        if token.kind is Kind.POSTFIX and token.text == "!":
            yield token.line, _forced(before)
        elif token.kind is Kind.WORD and token.text in CALLS:
            if _is_called(before, after):
                yield token.line, f"`{token.text}` ends the process; throw a typed error"
        elif token.kind is Kind.WORD and token.text in MEMBERS and before and before.text == ".":
            yield token.line, f"`{token.text}` is a force unwrap; use `guard let` and throw"


def _forced(before: Token | None) -> str:
    if before and before.kind is Kind.WORD and before.text == "try":
        return "`try!` ends the process; use `try` in a function that throws"
    if before and before.kind is Kind.WORD and before.text == "as":
        return "`as!` ends the process; use `as?` and throw"
    return "`!` ends the process when the value is nil; use `guard let` and throw"


def _is_called(before: Token | None, after: Token | None) -> bool:
    """Whether it is the function of the standard library, not a member or declaration of ours."""
    if after is None or after.text not in {"(", "<"}:
        return False
    return before is None or before.text not in {".", *_DECLARES}
