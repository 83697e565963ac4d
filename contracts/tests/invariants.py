"""The seven published invariants, each as a check over one step of the real storage."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eth_abi import decode

from contracts.tests.layout import element, number
from contracts.tests.model.app import App
from contracts.tests.model.kms import Kms
from contracts.tests.published import SELECTORS, SLOTS

OWNER = SLOTS["openzeppelin.storage.Ownable"]
PENDING = SLOTS["openzeppelin.storage.Ownable2Step"]
INITIALIZED = SLOTS["openzeppelin.storage.Initializable"]
UPGRADE = SELECTORS["upgradeToAndCall(address,bytes)"]
ACCEPT, RENOUNCE = SELECTORS["acceptOwnership()"], SELECTORS["renounceOwnership()"]
REGISTER = {
    selector
    for signature, selector in SELECTORS.items()
    if signature.startswith(("registerApp(", "deployAndRegisterApp("))
}
QUESTIONS = {
    selector for name, selector in SELECTORS.items() if name.startswith(("isApp", "isKms"))
}
FOR_EVER = 2**64 - 1
GAPS = {Kms: range(10, 60), App: range(4, 53)}
REGISTERED_APPS, APP_IMPLEMENTATION, FLAGS = 5, 9, 1

Storage = dict[bytes, dict[int, int]]


@dataclass(frozen=True)
class Step:
    """One message: the whole storage before and after it, and who sent what to whom."""

    before: Storage
    after: Storage
    sender: bytes
    to: bytes
    data: bytes

    def slot(self, account: bytes, slot: int) -> tuple[int, int]:
        """A slot's value before and after."""
        return self.before.get(account, {}).get(slot, 0), self.after.get(account, {}).get(slot, 0)

    @property
    def selector(self) -> bytes:
        """The function that ran: inside an upgrade with a call, the one called."""
        if self.data[:4] != UPGRADE:
            return self.data[:4]
        return decode(["address", "bytes"], self.data[4:])[1][:4]


Check = Callable[[Step, bytes, type, list[bytes]], bool]


def inv_1_disabled_upgrades_stay_disabled(step: Step, at: bytes, kind: type, _: list) -> bool:
    """`_upgradesDisabled` never goes back to false."""
    before, after = step.slot(at, FLAGS)
    return kind is not App or not before & 1 or after & 1 == 1


def inv_2_owner_changes_by_acceptance_or_renunciation(
    step: Step, at: bytes, _: type, __: list
) -> bool:
    """After the initializer only the pending owner, or the owner renouncing, changes the owner."""
    before, after = step.slot(at, OWNER)
    if before == after or step.slot(at, INITIALIZED)[0] == 0:
        return True
    if step.to != at:
        return False
    if step.selector == ACCEPT:
        return after == number(step.sender) == step.slot(at, PENDING)[0]
    return step.selector == RENOUNCE and after == 0 and before == number(step.sender)


def inv_3_initialized_once(step: Step, at: bytes, _: type, __: list) -> bool:
    """`_initialized` goes from 0 to 1 once; an implementation's is locked from the start."""
    return step.slot(at, INITIALIZED) in {(0, 0), (0, 1), (1, 1), (FOR_EVER, FOR_EVER)}


def inv_4_app_implementation_stays_set(step: Step, at: bytes, kind: type, _: list) -> bool:
    """`appImplementation` never returns to zero."""
    before, after = step.slot(at, APP_IMPLEMENTATION)
    return kind is not Kms or not before or after != 0


def inv_5_apps_are_registered_by_registration_only(
    step: Step, at: bytes, kind: type, known: list[bytes]
) -> bool:
    """A registration comes from registerApp or the factory, and is never taken back."""
    if kind is not Kms:
        return True
    changes = {step.slot(at, element(app, REGISTERED_APPS)) for app in known} - {(0, 0), (1, 1)}
    return not changes or (changes == {(0, 1)} and step.to == at and step.selector in REGISTER)


def inv_6_gap_is_zero(step: Step, at: bytes, kind: type, _: list) -> bool:
    """The storage gap is never written."""
    return not any(slot in step.after.get(at, {}) for slot in GAPS[kind])


def inv_7_questions_change_nothing(step: Step, _: bytes, __: type, ___: list) -> bool:
    """IsAppAllowed and isKmsAllowed leave every account as it was, whoever answers."""
    return step.data[:4] not in QUESTIONS or step.before == step.after


INVARIANTS: dict[str, Check] = {
    "INV-1": inv_1_disabled_upgrades_stay_disabled,
    "INV-2": inv_2_owner_changes_by_acceptance_or_renunciation,
    "INV-3": inv_3_initialized_once,
    "INV-4": inv_4_app_implementation_stays_set,
    "INV-5": inv_5_apps_are_registered_by_registration_only,
    "INV-6": inv_6_gap_is_zero,
    "INV-7": inv_7_questions_change_nothing,
}


def broken_invariants(step: Step, kinds: dict[bytes, type]) -> list[str]:
    """The names of the invariants that a step broke, with the contract."""
    return list(_broken(step, kinds))


def _broken(step: Step, kinds: dict[bytes, type]) -> Iterator[str]:
    changed = [at for at in kinds if step.before.get(at) != step.after.get(at) or at == step.to]
    for at in changed:
        for name, holds in INVARIANTS.items():
            if not holds(step, at, kinds[at], [*kinds]):
                yield f"{name} at 0x{at.hex()}: {holds.__doc__}"
