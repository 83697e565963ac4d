"""Two-step ownership: who may take over when, and what it leaves behind."""

import pytest

from contracts.tests.layout import number
from contracts.tests.published import NOTHING, SLOTS, ZERO, call, event, unauthorized
from contracts.tests.scene import OUTSIDER, OWNER, PENDING, Scene

OWNER_SLOT = SLOTS["openzeppelin.storage.Ownable"]
PENDING_SLOT = SLOTS["openzeppelin.storage.Ownable2Step"]
TRANSFER, ACCEPT, RENOUNCE = (
    "transferOwnership(address)",
    "acceptOwnership()",
    "renounceOwnership()",
)
BOTH = pytest.mark.parametrize("contract", ["kms", "app"])


def owners(scene: Scene, contract: str) -> tuple[bytes, bytes]:
    queries = ("owner()", "pendingOwner()")
    place = scene.at(contract)
    return tuple(scene.twin.send(OUTSIDER, place, call(query)).output[12:] for query in queries)


@BOTH
def test_the_pending_owner_accepts_and_nothing_is_pending_then(contract: str) -> None:
    scene = Scene.deployed()
    proxy = scene.at(contract)
    outcome, changes = scene.changes(PENDING, proxy, call(ACCEPT))
    assert (outcome.success, outcome.output) == (True, NOTHING)
    log = event(proxy, "OwnershipTransferred(address,address)", OWNER, PENDING)
    assert outcome.logs == (log,)
    owner, pending = number(OWNER), number(PENDING)
    assert changes == {proxy: {OWNER_SLOT: (owner, pending), PENDING_SLOT: (pending, 0)}}
    assert owners(scene, contract) == (PENDING, ZERO)


@BOTH
@pytest.mark.parametrize("caller", [OWNER, OUTSIDER, ZERO], ids=["owner", "outsider", "zero"])
def test_acceptance_is_refused_to_all_but_the_pending_owner(contract: str, caller: bytes) -> None:
    scene = Scene.deployed()
    outcome, changes = scene.changes(caller, scene.at(contract), call(ACCEPT))
    assert (outcome.success, outcome.output) == (False, unauthorized(caller))
    assert (outcome.logs, changes) == ((), {})


# Calls in turn, each with its caller; then the owner and the pending owner.
HISTORIES = {
    "an offer alone changes no owner": ([(OWNER, TRANSFER, OUTSIDER)], OWNER, OUTSIDER),
    "a second offer replaces the first": (
        [(OWNER, TRANSFER, OUTSIDER), (OWNER, TRANSFER, PENDING)],
        OWNER,
        PENDING,
    ),
    "an offer to zero withdraws the offer": ([(OWNER, TRANSFER, ZERO)], OWNER, ZERO),
    "the new owner may give it back": (
        [(PENDING, ACCEPT), (PENDING, TRANSFER, OWNER), (OWNER, ACCEPT)],
        OWNER,
        ZERO,
    ),
    "an owner may offer to itself and accept": (
        [(OWNER, TRANSFER, OWNER), (OWNER, ACCEPT)],
        OWNER,
        ZERO,
    ),
    "renouncing forgets the offer": ([(OWNER, RENOUNCE)], ZERO, ZERO),
    "a former owner has no say": ([(PENDING, ACCEPT), (OWNER, TRANSFER, OWNER)], PENDING, ZERO),
    "an offer that was replaced cannot be accepted": (
        [(OWNER, TRANSFER, OUTSIDER), (PENDING, ACCEPT)],
        OWNER,
        OUTSIDER,
    ),
    "an offer cannot be accepted after renouncing": (
        [(OWNER, RENOUNCE), (PENDING, ACCEPT)],
        ZERO,
        ZERO,
    ),
    "an offer cannot be accepted twice": ([(PENDING, ACCEPT), (PENDING, ACCEPT)], PENDING, ZERO),
}


@BOTH
@pytest.mark.parametrize(("calls", "owner", "pending"), HISTORIES.values(), ids=HISTORIES.keys())
def test_ownership_history(contract: str, calls: list, owner: bytes, pending: bytes) -> None:
    scene = Scene.deployed()
    for caller, signature, *arguments in calls:
        scene.twin.send(caller, scene.at(contract), call(signature, *arguments))
    assert owners(scene, contract) == (owner, pending)


@pytest.mark.parametrize("contract", ["kms_logic", "app_logic"])
def test_nobody_can_take_a_bare_implementation(contract: str) -> None:
    scene = Scene.deployed()
    for caller in (OWNER, PENDING, OUTSIDER):
        for data in (call(TRANSFER, caller), call(ACCEPT), call(RENOUNCE)):
            outcome, changes = scene.changes(caller, scene.at(contract), data)
            assert (outcome.success, outcome.output) == (False, unauthorized(caller))
            assert changes == {}
    assert owners(scene, contract) == (ZERO, ZERO)
