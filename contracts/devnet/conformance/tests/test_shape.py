"""What two answers must share: form where the values are a chain's own, everything elsewhere."""

import pytest

from contracts.devnet.conformance.shape import differences, normalise

ALICE = "0x" + "a1" * 20
BLOCK = "0x" + "b1" * 32
KNOWN = {ALICE: "$alice", BLOCK: "$block.first"}

ALIKE = {
    "another block height": ({"number": "0x1"}, {"number": "0xffff"}),
    "another hash": ({"hash": "0x" + "11" * 32}, {"hash": "0x" + "22" * 32}),
    "another root": ({"stateRoot": "0x" + "11" * 32}, {"stateRoot": "0x" + "22" * 32}),
    "a known name": ({"from": ALICE}, {"from": ALICE.upper().replace("0X", "0x")}),
    "another client's extra data": ({"extraData": "0x"}, {"extraData": "0x1234"}),
    "another balance in a message": (
        {"message": "balance 12345678, tx cost 23456789"},
        {"message": "balance 98765432, tx cost 87654321"},
    ),
    "another hash in a message": (
        {"message": "err 0x" + "1" * 64},
        {"message": "err 0x" + "2" * 64},
    ),
}

DIFFERENT = {
    "a leading zero": ({"number": "0x1"}, {"number": "0x01"}),
    "decimal": ({"number": "0x1"}, {"number": 1}),
    "null": ({"number": "0x1"}, {"number": None}),
    "a missing member": ({"number": "0x1"}, {}),
    "one member more": ({}, {"number": "0x1"}),
    "a shorter hash": ({"hash": "0x" + "11" * 32}, {"hash": "0x" + "22" * 31}),
    "an upper-case hash": ({"hash": "0x" + "aa" * 32}, {"hash": "0x" + "AA" * 32}),
    "a zero root": ({"stateRoot": "0x" + "11" * 32}, {"stateRoot": "0x" + "00" * 32}),
    "another gas": ({"gasUsed": "0x5208"}, {"gasUsed": "0x5209"}),
    "another stranger": ({"from": ALICE}, {"from": "0x" + "a2" * 20}),
    "another code": ({"code": -32000}, {"code": -32602}),
    "another message": ({"message": "nonce too low"}, {"message": "nonce too high"}),
    "a short number in a message": ({"message": "next nonce 5"}, {"message": "next nonce 6"}),
    "the order of a list": ({"topics": ["0x1", "0x2"]}, {"topics": ["0x2", "0x1"]}),
    "a longer list": ({"topics": ["0x1"]}, {"topics": ["0x1", "0x2"]}),
    "true for one": ({"removed": 1}, {"removed": True}),
    "a fraction for an integer": ({"ratio": 0}, {"ratio": 0.0}),
    "no proof": ({"accountProof": ["0x12"]}, {"accountProof": []}),
    "an unknown block for a known": ({"blockHash": BLOCK}, {"blockHash": "0x" + "b2" * 32}),
}


def found(pair: tuple[object, object], loose: tuple[str, ...] = ()) -> list:
    first, second = (normalise(value, KNOWN, loose) for value in pair)
    return differences(first, second)


@pytest.mark.parametrize("pair", ALIKE.values(), ids=ALIKE)
def test_answers_of_two_chains_are_alike(pair: tuple[object, object]) -> None:
    assert found(pair) == []


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_a_difference_is_seen(pair: tuple[object, object]) -> None:
    assert found(pair) != []


def test_a_loose_member_may_have_any_value_of_its_form() -> None:
    assert found(({"reward": "0x1"}, {"reward": "0x2"})) != []
    assert found(({"reward": "0x1"}, {"reward": "0x2"}), ("reward",)) == []
    assert found(({"reward": "0x1"}, {"reward": "0x02"}), ("reward",)) != []


def test_an_error_message_is_never_loose() -> None:
    pair = ({"message": "a"}, {"message": "b"})
    assert len(found(pair, ("*",))) == 1


def test_the_path_says_where() -> None:
    pair = ({"result": [{"logs": []}]}, {"result": [{"logs": None}]})
    assert found(pair) == [("result[0].logs", "[]", "None")]
