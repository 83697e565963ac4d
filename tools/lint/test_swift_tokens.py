"""Swift text as tokens: code is told from comments and strings as the compiler's lexer does."""

import pytest

from tools.lint.swift_tokens import Kind, UnreadableError, code, tokens


def texts(source: str) -> list[str]:
    """The texts of the tokens of code, strings left out."""
    return [token.text for token in code(source) if token.kind is not Kind.LITERAL]


def postfixes(source: str) -> list[str]:
    return [token.text for token in tokens(source) if token.kind is Kind.POSTFIX]


@pytest.mark.parametrize(
    ("source", "comment"),
    [
        ("a // b! c", "// b! c"),
        ("a /* b! */ c", "/* b! */"),
        ("a /* b /* c */ d! */ e", "/* b /* c */ d! */"),
        ("a\n/// doc\nb", "/// doc"),
        ("a +// c", "// c"),
        ('a // "not a string', '// "not a string'),
    ],
)
def test_a_comment_is_one_token(source: str, comment: str) -> None:
    assert [token.text for token in tokens(source) if token.kind is Kind.COMMENT] == [comment]


@pytest.mark.parametrize(
    "source",
    [
        '"a! // b"',
        r'"a \" b! "',
        '#"a " b! \\(c!) "#',
        '"""\n a "quoted" b!\n // c\n """',
        '##"""\n "# b!\n """##',
        "#/a!b/#",
        "let x = /a!b/",
    ],
)
def test_what_stands_in_a_literal_is_no_code(source: str) -> None:
    assert postfixes(source) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r'"\(a!)"', ["!"]),
        (r'"\(f("x", b!)) c!"', ["!"]),
        (r'#"\#(a!)"#', ["!"]),
        ('"""\n\\(a!)\n"""', ["!"]),
        (r'"\(a ? "b!" : "c")"', []),
        (r'"\(a) \(b!)"', ["!"]),
    ],
)
def test_an_interpolation_is_code(source: str, expected: list[str]) -> None:
    assert postfixes(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a!", ["!"]),
        ("a!.b", ["!"]),
        ("a()!", ["!"]),
        ("a[0]!", ["!"]),
        ("a!!", ["!", "!"]),
        ("a?.b!", ["?", "!"]),
        ("x as! Y", ["!"]),
        ("try! f()", ["!"]),
        ("var x: Int!", ["!"]),
        ("var x: Array<Int>!", ["!"]),
        ("var x: Array<Array<Int>>?", ["?"]),
        ('"a"!', ["!"]),
        ("!a", []),
        ("f(!a)", []),
        ("[!a, !b]", []),
        ("a != b", []),
        ("a !== b", []),
        ("a && !b", []),
        ("a ? b : !c", []),
        ("{ !$0 }", []),
        ("#if !os(Linux)", []),
        ("/* c */!a", []),
        ("x = !a", []),
    ],
)
def test_an_exclamation_mark_is_postfix_when_something_stands_on_its_left(
    source: str, expected: list[str]
) -> None:
    assert postfixes(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a / b / c!", ["a", "/", "b", "/", "c", "!"]),
        ("(a)/b/c", ["(", "a", ")", "/", "b", "/", "c"]),
        ("return /a b!/", ["return"]),
        ("0x1p-3 + 1.5e+3", ["+"]),
        ("`class`.x", ["`class`", ".", "x"]),
        ("0..<a", ["..<", "a"]),
    ],
)
def test_operators_numbers_and_regular_expressions_are_told_apart(
    source: str, expected: list[str]
) -> None:
    assert texts(source) == expected


def test_a_token_knows_its_line() -> None:
    source = '/* a\n */ b\n"""\n \\(c)\n """ d'
    lines = {token.text: token.line for token in tokens(source) if token.kind is Kind.WORD}
    assert lines == {"b": 2, "c": 4, "d": 5}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a /* b", "a comment has no end"),
        ('a "b\nc"', "a string has no end"),
        ('"""\n a', "a string has no end"),
        (r'"\(a', "an interpolation has no end"),
    ],
)
def test_what_has_no_end_is_refused(source: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=f"line 1: {words}"):
        tokens(source)
