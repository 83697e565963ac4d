"""Cases of a public enum and requirements of a public protocol are public, so they are documented.

They carry no `public` of their own, which is all that swift-format's rule
`AllPublicDeclarationsHaveDocumentation` looks for; it sees to every other public declaration.
"""

from collections.abc import Iterator
from pathlib import Path

from tools.lint.sources import Faults, in_swift_sources
from tools.lint.swift_tokens import Kind, Token, tokens

_MEMBERS = {
    "enum": {"case"},
    "protocol": {"func", "var", "init", "subscript", "associatedtype"},
}
_INTRODUCERS = {"let", "typealias", *set().union(*_MEMBERS.values())}
_ACCESS = {"public", "open"}
_MODIFIERS = {"indirect", "static", "mutating", "nonmutating", "async", "isolated", "nonisolated"}


def faults(root: Path) -> Faults:
    """Every undocumented case or requirement in Sources."""
    return in_swift_sources(root, undocumented)


def undocumented(text: str) -> Iterator[tuple[int, str]]:
    """Line and complaint of each public member without a comment of its own."""
    all_tokens = tokens(text)
    for index, token in enumerate(all_tokens):
        if token.kind is Kind.WORD and token.text in _MEMBERS and _is_public(all_tokens, index):
            for member in _members(all_tokens, index, _MEMBERS[token.text]):
                if not _is_documented(all_tokens, member):
                    named = _next_word(all_tokens, member)
                    what = f"`{all_tokens[member].text} {named}`"
                    yield all_tokens[member].line, f"{what} has no documentation; add `///`"


def _is_public(of: list[Token], index: int) -> bool:
    before = index - 1
    while before >= 0 and of[before].kind is Kind.WORD and of[before].text in _MODIFIERS | _ACCESS:
        if of[before].text in _ACCESS:
            return True
        before -= 1
    return False


def _members(of: list[Token], index: int, introducers: set[str]) -> Iterator[int]:
    """Where each member stands in the braces that follow, not in braces inside them."""
    depth = 0
    for at in range(index, len(of)):
        text = of[at].text if of[at].kind is Kind.MARK else ""
        depth += (text in {"{", "(", "["}) - (text in {"}", ")", "]"})
        if depth == 0 and text == "}":
            return
        introduces = of[at].kind is Kind.WORD and of[at].text in introducers
        if depth == 1 and introduces and of[at - 1].text != ".":
            yield at


def _is_documented(of: list[Token], index: int) -> bool:
    """Whether a documentation comment stands before the declaration and its attributes."""
    for token in reversed(of[:index]):
        if token.kind is Kind.COMMENT:
            return token.is_documentation
        if token.kind is Kind.MARK and token.text in {"{", "}"}:
            return False
        if token.kind is Kind.WORD and token.text in _INTRODUCERS:
            return False
    return False


def _next_word(of: list[Token], index: int) -> str:
    return next((token.text for token in of[index + 1 : index + 2]), "")
