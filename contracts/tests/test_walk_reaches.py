"""The random walk gets around: every function succeeds and fails, every reason is given."""

from random import Random

import pytest

from contracts.tests.published import FACTS
from contracts.tests.walk import APP_CALLS, INHERITED_CALLS, KMS_CALLS, Walk

SEEDS, STEPS = range(4), 300
NAMES = {
    bytes.fromhex(selector[2:]): name
    for group in ("DstackKms", "DstackApp", "inherited")
    for name, selector in FACTS["functions"][group].items()
}
REASONS = {
    "isKmsAllowed": {
        "TCB status is not up to date",
        "OS image is not allowed",
        "Aggregated MR not allowed",
        "KMS is not allowed to boot on this device",
        "",
    },
    "isAppAllowed": {
        "App not registered",
        "OS image is not allowed",
        "App not deployed or invalid address",
        "TCB status is not up to date",
        "Compose hash not allowed",
        "Device not allowed",
        "",
    },
}


@pytest.fixture(scope="module")
def seen() -> tuple[set, set]:
    """The functions with their outcomes, and the reasons with the function that gave them."""
    outcomes, reasons = set(), set()
    for seed in SEEDS:
        walk = Walk(Random(seed))
        original = walk.twin.send_blindly

        def recorded(sender: bytes, to: bytes, data: bytes, value: int = 0, send=original):
            outcome = send(sender, to, data, value)
            name = NAMES.get(data[:4], "none")
            outcomes.add((name, outcome.success))
            if outcome.success and "Allowed(" in name:
                reasons.add((name.split("(")[0], outcome.output[96:].rstrip(b"\0").decode()))
            return outcome

        walk.twin.send_blindly = recorded
        for _ in range(STEPS):
            walk.step()
    return outcomes, reasons


@pytest.mark.parametrize(
    "name", sorted((KMS_CALLS | APP_CALLS | INHERITED_CALLS).keys() - {"owner()"})
)
def test_the_walk_sees_a_function_succeed_and_fail(name: str, seen: tuple) -> None:
    assert {(name, True), (name, False)} <= seen[0]


@pytest.mark.parametrize("function", REASONS)
def test_the_walk_hears_every_reason(function: str, seen: tuple) -> None:
    assert {reason for name, reason in seen[1] if name == function} == REASONS[function]
