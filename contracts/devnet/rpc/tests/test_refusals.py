"""Refusals that the recorded session of geth does not hold; the rest is in fixtures/rpc.

The texts are geth's. Each row has a twin that is taken.
"""

import json

import pytest

from contracts.devnet.json_rpc import CallError
from contracts.devnet.rpc.tests.scene import ALICE, NOBODY, Scene

INVALID = -32602
MISSING = "invalid argument 0: missing required field '{}' for {}"


def calling(**fields: object) -> list:
    """Parameters of eth_call with these fields."""
    return [{"to": NOBODY, **fields}]


def simulating(*blocks: dict) -> list:
    """Parameters of eth_simulateV1 with these blocks."""
    return [{"blockStateCalls": list(blocks)}]


WORD = "0x" + "00" * 32
ENTRY = {"address": ALICE, "storageKeys": []}
BROKEN = (None, {}, {"storageKeys": []}, {"address": None, "storageKeys": []})
# method, refused parameters, code, message, parameters that are taken
TABLE = [
    *(
        (
            "eth_call",
            calling(accessList=[broken]),
            *(INVALID, MISSING.format("address", "AccessTuple")),
            calling(accessList=[ENTRY]),
        )
        for broken in BROKEN
    ),
    (
        "eth_call",
        calling(authorizationList=[None]),
        *(INVALID, MISSING.format("chainId", "SetCodeAuthorization")),
        calling(authorizationList=None),
    ),
    (
        "eth_getBalance",
        [ALICE, "0x" + "zz" * 32],
        *(INVALID, "invalid argument 1: invalid hex string"),
        [ALICE, "latest"],
    ),
    (
        "eth_simulateV1",
        simulating({"calls": [{}] * 5001}),
        *(-38026, "too many calls in block: 5001 > 5000"),
        simulating({"calls": [{}]}),
    ),
    (
        "eth_simulateV1",
        simulating({"calls": [{}] * 5000}, {"calls": [{}] * 5000}, {"calls": [{}]}),
        *(-38026, "too many calls: 10001 > 10000"),
        simulating({}, {}, {}),
    ),
    (
        "eth_simulateV1",
        simulating({"blockOverrides": {"withdrawals": [{"index": "0x0"}]}}),
        *(INVALID, "withdrawals are not supported by the development chain"),
        simulating({"blockOverrides": {"withdrawals": []}}),
    ),
    (
        "eth_feeHistory",
        ["x", "latest", []],
        *(INVALID, 'invalid argument 0: invalid hex or decimal integer "x"'),
        ["", "latest", []],
    ),
    (
        "eth_getLogs",
        [{"address": [NOBODY] * 1001}],
        *(-32000, "exceed max addresses or topics per search position"),
        [{"address": [NOBODY] * 1000}],
    ),
    (
        "eth_getLogs",
        [{"topics": [[WORD] * 1001]}],
        *(INVALID, "invalid argument 0: exceed max topics"),
        [{"topics": [[WORD] * 1000]}],
    ),
    (
        "eth_getProof",
        [ALICE, [WORD] * 1025, "latest"],
        *(INVALID, "too many storage keys requested (max 1024, got 1025)"),
        [ALICE, [WORD] * 1024, "latest"],
    ),
    ("a" * 2049, [], -32600, "method name too long: 2049 > 2048", None),
    (
        "a" * 2048,
        [],
        *(-32601, f"the method {'a' * 2048} does not exist/is not available"),
        None,
    ),
]


@pytest.mark.parametrize(
    ("method", "refused", "code", "message", "taken"), TABLE, ids=lambda value: str(value)[:24]
)
def test_refusals_have_geths_words_beside_a_twin_that_is_taken(
    scene: Scene, method: str, refused: list, code: int, message: str, taken: list | None
) -> None:
    with pytest.raises(CallError) as error:
        scene.call(method, *refused)
    assert (error.value.code, error.value.message) == (code, message)
    if taken is not None:
        scene.call(method, *taken)


def test_a_batch_has_at_most_a_thousand_messages(scene: Scene) -> None:
    calls = [{"jsonrpc": "2.0", "id": i, "method": "eth_chainId"} for i in range(1001)]
    (refused,) = scene.client.post(json.dumps(calls).encode())
    assert refused["error"] == {"code": -32600, "message": "batch too large"}
    taken = scene.client.post(json.dumps(calls[:-1]).encode())
    assert [(answer["id"], answer["result"]) for answer in taken] == [
        (i, "0x7a69") for i in range(1000)
    ]


@pytest.mark.parametrize(("identifier", "refused"), [("NaN", True), ("-1.5", False)])
def test_what_json_has_no_word_for_is_no_json(scene: Scene, identifier: str, refused: bool) -> None:
    body = f'{{"jsonrpc":"2.0","id":{identifier},"method":"eth_chainId"}}'
    answer = scene.client.exchange(body.encode()).body.decode()
    assert ("error" in json.loads(answer)) is refused
    assert refused or f'"id":{identifier},' in answer
