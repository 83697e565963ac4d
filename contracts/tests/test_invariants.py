"""INV-1 to INV-7: each holds on a lawful step and is seen to break on an unlawful one."""

import pytest
from eth_abi import encode

from contracts.tests.invariants import (
    APP_IMPLEMENTATION,
    FLAGS,
    FOR_EVER,
    INITIALIZED,
    INVARIANTS,
    OWNER,
    PENDING,
    QUESTIONS,
    REGISTERED_APPS,
    UPGRADE,
    Step,
    broken_invariants,
)
from contracts.tests.layout import element, number
from contracts.tests.model.app import App
from contracts.tests.model.kms import Kms
from contracts.tests.published import BOOT_INFO, call
from contracts.tests.scene import boot_info

ALICE, BOB = (bytes([byte]) * 20 for byte in (0xA1, 0xB2))
HERE, APP = (bytes([byte]) * 20 for byte in (0x11, 0x22))
KINDS = {HERE: Kms, APP: App}
READY = {INITIALIZED: 1, OWNER: number(ALICE), PENDING: number(BOB)}
ENTRY = element(APP, REGISTERED_APPS)
ADD = call("addOsImageHash(bytes32)", bytes(32))
REGISTER = call("registerApp(address)", APP)
ACCEPT, RENOUNCE = call("acceptOwnership()"), call("renounceOwnership()")
ASK = call(f"isAppAllowed({BOOT_INFO})", boot_info())


def upgrade(inside: bytes) -> bytes:
    return UPGRADE + encode(["address", "bytes"], [BOB, inside])


BY_BOB = READY | {OWNER: number(BOB), PENDING: 0}
BY_NOBODY = READY | {OWNER: 0, PENDING: 0}
# account, slots before, slots after, sender, calldata
LAWFUL = {
    "upgrades are disabled": (APP, READY, READY | {FLAGS: 1}, ALICE, ADD),
    "any device is taken back": (APP, READY | {FLAGS: 0x101}, READY | {FLAGS: 1}, ALICE, ADD),
    "the pending owner accepts": (HERE, READY, BY_BOB, BOB, ACCEPT),
    "the owner renounces": (HERE, READY, BY_NOBODY, ALICE, RENOUNCE),
    "the owner renounces inside an upgrade": (HERE, READY, BY_NOBODY, ALICE, upgrade(RENOUNCE)),
    "an initializer sets the owner": (HERE, {}, READY, BOB, ADD),
    "an implementation stays locked": (
        HERE,
        {INITIALIZED: FOR_EVER},
        {INITIALIZED: FOR_EVER},
        BOB,
        ADD,
    ),
    "an app implementation is replaced": (
        HERE,
        READY | {APP_IMPLEMENTATION: 1},
        READY | {APP_IMPLEMENTATION: 2},
        ALICE,
        ADD,
    ),
    "an app is registered": (HERE, READY, READY | {ENTRY: 1}, BOB, REGISTER),
    "an app has slots 10 and up of its gap empty": (APP, READY, READY | {3: 1}, ALICE, ADD),
    "a question changes nothing": (HERE, READY, READY, BOB, ASK),
}
UNLAWFUL = {
    "upgrades are enabled again": ("INV-1", APP, READY | {FLAGS: 1}, READY, ALICE, ADD),
    "an ordinary call changes the owner": ("INV-2", HERE, READY, BY_BOB, ALICE, ADD),
    "a stranger accepts": ("INV-2", HERE, READY, READY | {OWNER: 7}, ALICE, ACCEPT),
    "a stranger renounces for the owner": ("INV-2", HERE, READY, BY_NOBODY, BOB, RENOUNCE),
    "an upgrade changes the owner by itself": ("INV-2", HERE, READY, BY_BOB, BOB, upgrade(b"")),
    "an initializer runs again": (
        "INV-3",
        HERE,
        READY,
        READY | {INITIALIZED: 2},
        ALICE,
        ADD,
    ),
    "a contract becomes uninitialized": (
        "INV-3",
        HERE,
        READY,
        {OWNER: number(ALICE), PENDING: number(BOB)},
        ALICE,
        ADD,
    ),
    "the app implementation is cleared": (
        "INV-4",
        HERE,
        READY | {APP_IMPLEMENTATION: 1},
        READY,
        ALICE,
        ADD,
    ),
    "another call registers an app": ("INV-5", HERE, READY, READY | {ENTRY: 1}, ALICE, ADD),
    "a registration is taken back": ("INV-5", HERE, READY | {ENTRY: 1}, READY, ALICE, REGISTER),
    "the gap of the KMS is written": ("INV-6", HERE, READY, READY | {10: 1}, ALICE, ADD),
    "the end of the KMS' gap is written": ("INV-6", HERE, READY, READY | {59: 1}, ALICE, ADD),
    "the gap of an app is written": ("INV-6", APP, READY, READY | {4: 1}, ALICE, ADD),
    "the end of an app's gap is written": ("INV-6", APP, READY, READY | {52: 1}, ALICE, ADD),
    "a question changes state": ("INV-7", HERE, READY, READY | {6: 1}, ALICE, ASK),
}


def step(at: bytes, before: dict, after: dict, sender: bytes, data: bytes) -> Step:
    return Step({at: before}, {at: after}, sender, at, data)


@pytest.mark.parametrize("row", LAWFUL.values(), ids=LAWFUL.keys())
def test_no_invariant_breaks_when(row: tuple) -> None:
    assert broken_invariants(step(*row), KINDS) == []


@pytest.mark.parametrize("row", UNLAWFUL.values(), ids=UNLAWFUL.keys())
def test_the_named_invariant_alone_breaks_when(row: tuple) -> None:
    name, *rest = row
    assert [broken.split()[0] for broken in broken_invariants(step(*rest), KINDS)] == [name]


def test_every_invariant_is_seen_to_break() -> None:
    assert {row[0] for row in UNLAWFUL.values()} == INVARIANTS.keys()
    assert len(QUESTIONS) == 2


def test_a_change_in_another_account_is_noticed_too() -> None:
    before, after = {HERE: READY, APP: READY}, {HERE: READY, APP: READY | {OWNER: 7}}
    assert broken_invariants(Step(before, after, ALICE, HERE, ACCEPT), KINDS) != []
