"""Cases and requirements that are public by where they stand have documentation of their own."""

import pytest

from tools.lint.documented import undocumented

MISSING = {
    "public enum E {\n case a\n}": [(2, "case a")],
    "public enum E {\n // no doc\n case a(Int)\n}": [(2 + 1, "case a")],
    "public enum E {\n /// A.\n case a\n case b\n}": [(4, "case b")],
    "public enum E: Error { /// A.\n case a\n\n case b }": [(4, "case b")],
    "public indirect enum E {\n case a(E)\n}": [(2, "case a")],
    "public struct S {\n public enum E {\n case a\n }\n}": [(3, "case a")],
    "public protocol P {\n func f()\n}": [(2, "func f")],
    "public protocol P {\n /// A.\n associatedtype A\n var b: Int { get }\n}": [(4, "var b")],
    "public protocol P {\n init(a: Int)\n}": [(2, "init (")],
    "public protocol P {\n /// F.\n func f()\n static func g()\n}": [(4, "func g")],
}

COMPLETE = [
    "public enum E {\n /// A.\n case a\n /** B. */\n case b(Int)\n}",
    "public enum E {\n /// A.\n @available(*, deprecated)\n indirect case a(E)\n}",
    "enum E {\n case a\n}",
    "struct S {\n enum E { case a }\n}",
    "public enum E {\n /// A.\n case a\n func f() { switch self { case .a: break } }\n}",
    "public enum E {\n /// A.\n public var b: Int { if case .a = self { 1 } else { 2 } }\n}",
    "protocol P {\n func f()\n}",
    "public protocol P {\n /// B.\n var b: Int { get throws }\n /// F.\n mutating func f()\n}",
    "public enum Namespace {}\nfunc f(_ x: X) { switch x { case .a: break } }",
    "public extension E {\n func f() { switch self { case .a: break } }\n}",
]


@pytest.mark.parametrize("source", MISSING)
def test_each_undocumented_member_is_named(source: str) -> None:
    expected = [
        (line, f"`{what}` has no documentation; add `///`") for line, what in MISSING[source]
    ]
    assert list(undocumented(source)) == expected


@pytest.mark.parametrize("source", COMPLETE)
def test_what_is_documented_or_not_public_passes(source: str) -> None:
    assert list(undocumented(source)) == []
