"""Swift source as tokens: enough of the language to tell code from comments and strings.

An interpolation is code, so its tokens come after those of its string. The rules are those of the
compiler's lexer where they matter: `!` and `?` are postfix whenever something stands on their left.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a token is."""

    WORD = auto()  # identifiers and keywords
    OPERATOR = auto()
    POSTFIX = auto()  # `!` or `?` bound to what stands on its left
    MARK = auto()  # brackets, comma, colon, semicolon, #, @, backslash
    LITERAL = auto()  # numbers, strings, regular expressions
    COMMENT = auto()


@dataclass(frozen=True)
class Token:
    """A token, its text, and the line that it begins on."""

    kind: Kind
    text: str
    line: int

    @property
    def is_documentation(self) -> bool:
        """Whether it is a comment that documents what follows."""
        return self.text.startswith(("///", "/**")) and self.text != "/**/"


_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"`[^`\n]+`|[^\W\d]\w*|\$\w+")
_NUMBER = re.compile(r"\d[\w]*(?:\.\d[\w]*)?(?:(?<=[eEpP])[+-]\d+)?")
_OPERATOR = re.compile(r"[-/=+!*%<>&|^~?]+|\.\.[.<]|\.")
_QUOTE = re.compile(r'(#*)("""|")')
_LONG_REGEX = re.compile(r"(#+)/.*?/\1", re.DOTALL)
_REGEX = re.compile(r"/(?![\s*/])(?:[^\\/\n]|\\.)*(?<!\s)/")
_UNBOUND = set(" \t\r\n([{,;:\0")
_WORDS_BEFORE_A_VALUE = {"return", "case", "in", "is", "as", "where", "throw", "try", "await"}


class UnreadableError(ValueError):
    """The text ends inside a comment or string."""


def tokens(text: str) -> list[Token]:
    """Every token of a source text. Raises UnreadableError where the compiler refuses it too."""
    return _Scanner(text).scan()


def code(text: str) -> list[Token]:
    """The tokens without comments."""
    return [token for token in tokens(text) if token.kind is not Kind.COMMENT]


class _Scanner:
    def __init__(self, text: str, at: int = 0, line: int = 1) -> None:
        self.text, self.at, self.line = text, at, line
        self.found: list[Token] = []

    def scan(self, until_closed: bool = False) -> list[Token]:
        """Scans to the end, or to the parenthesis that closes an interpolation."""
        depth = 0
        while self.at < len(self.text):
            if match := _SPACE.match(self.text, self.at):
                self.skip(match.end())
                continue
            before = len(self.found)
            self.one()
            if until_closed and len(self.found) > before:
                mark = self.found[-1]
                depth += (mark.kind is Kind.MARK) * ((mark.text == "(") - (mark.text == ")"))
                if depth < 0:
                    self.found.pop()
                    return self.found
        if until_closed:
            raise UnreadableError(f"line {self.line}: an interpolation has no end")
        return self.found

    def one(self) -> None:
        text, at = self.text, self.at
        if text.startswith("//", at):
            end = text.find("\n", at)
            self.take(Kind.COMMENT, len(text) if end < 0 else end)
        elif text.startswith("/*", at):
            self.take(Kind.COMMENT, self.end_of_block_comment())
        elif match := _QUOTE.match(text, at):
            self.string(match[1], match[2])
        elif match := _LONG_REGEX.match(text, at):
            self.take(Kind.LITERAL, match.end())
        elif match := _WORD.match(text, at):
            self.take(Kind.WORD, match.end())
        elif match := _NUMBER.match(text, at):
            self.take(Kind.LITERAL, match.end())
        elif text[at] in "!?" and self.is_left_bound():
            self.take(Kind.POSTFIX, at + 1)
        elif (match := _REGEX.match(text, at)) and self.value_may_begin():
            self.take(Kind.LITERAL, match.end())
        elif match := _OPERATOR.match(text, at):
            self.operator(match)
        else:
            self.take(Kind.MARK, at + 1)

    def operator(self, match: re.Match) -> None:
        """A comment may begin inside a run of operator characters; `>` may close generics."""
        run = match[0]
        comment = min((i for i in (run.find("//"), run.find("/*")) if i > 0), default=len(run))
        closing = len(run) - len(run.lstrip(">"))
        if closing and run[closing : closing + 1] in {"!", "?"}:
            comment = min(comment, closing)
        self.take(Kind.OPERATOR, match.start() + comment)

    def is_left_bound(self) -> bool:
        before = self.text[self.at - 1] if self.at else "\0"
        return before not in _UNBOUND and self.text[max(0, self.at - 2) : self.at] != "*/"

    def value_may_begin(self) -> bool:
        """Whether a `/` here begins a regular expression and does not divide."""
        last = next((t for t in reversed(self.found) if t.kind is not Kind.COMMENT), None)
        if last is None or last.kind is Kind.OPERATOR:
            return True
        if last.kind is Kind.MARK:
            return last.text not in ")]}"
        return last.kind is Kind.WORD and last.text in _WORDS_BEFORE_A_VALUE

    def end_of_block_comment(self) -> int:
        depth = 0
        for match in re.compile(r"/\*|\*/").finditer(self.text, self.at):
            depth += 1 if match[0] == "/*" else -1
            if depth == 0:
                return match.end()
        raise UnreadableError(f"line {self.line}: a comment has no end")

    def string(self, pounds: str, quote: str) -> None:
        stop = re.compile(rf"\\{pounds}\(|\\{pounds}.|{quote}{pounds}|\n", re.DOTALL)
        begin, line, inner = self.at, self.line, []
        at = begin + len(pounds) + len(quote)
        while match := stop.search(self.text, at):
            at = match.end()
            if match[0] == f"\\{pounds}(":
                lines = line + self.text.count("\n", begin, at)
                nested = _Scanner(self.text, at, lines)
                inner += nested.scan(until_closed=True)
                at = nested.at
            elif match[0] == quote + pounds:
                self.take(Kind.LITERAL, at)
                self.found += inner
                return
            elif match[0] == "\n" and quote == '"':
                break
        raise UnreadableError(f"line {line}: a string has no end")

    def take(self, kind: Kind, end: int) -> None:
        self.found.append(Token(kind, self.text[self.at : end], self.line))
        self.skip(end)

    def skip(self, end: int) -> None:
        self.line += self.text.count("\n", self.at, end)
        self.at = end
