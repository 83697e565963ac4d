"""The stage of the table tests: one KMS, one app, their owners, and everyone else."""

from dataclasses import dataclass

from contracts.evm import Outcome
from contracts.tests.model.app import App
from contracts.tests.model.kms import Kms
from contracts.tests.published import call
from contracts.tests.twin import Twin

OWNER = bytes.fromhex("a1" * 20)
PENDING = bytes.fromhex("b2" * 20)
OUTSIDER = bytes.fromhex("c3" * 20)

# The own values of the published call vectors.
APP_ID = bytes.fromhex("11" * 20)
COMPOSE_HASH = bytes.fromhex("22" * 32)
INSTANCE_ID = bytes.fromhex("33" * 20)
DEVICE_ID = bytes.fromhex("44" * 32)
AGGREGATED_MR = bytes.fromhex("55" * 32)
SYSTEM_MR = bytes.fromhex("66" * 32)
OS_IMAGE = bytes.fromhex("77" * 32)


def boot_info(**changed: object) -> tuple:
    """An AppBootInfo tuple of the values above; text fields are bytes."""
    values = {
        "app_id": APP_ID,
        "compose_hash": COMPOSE_HASH,
        "instance_id": INSTANCE_ID,
        "device_id": DEVICE_ID,
        "aggregated_mr": AGGREGATED_MR,
        "system_mr": SYSTEM_MR,
        "os_image": OS_IMAGE,
        "tcb_status": b"UpToDate",
        "advisory_ids": [b"INTEL-SA-00001"],
    }
    unknown = changed.keys() - values.keys()
    if unknown:
        raise ValueError(f"AppBootInfo has no {unknown}; it has {list(values)}")
    return tuple((values | changed).values())


Change = dict[bytes, dict[int, tuple[int, int]]]


@dataclass
class Scene:
    """A deployed KMS and app (proxies), the implementations behind them, and their twin model."""

    twin: Twin
    kms_logic: bytes
    app_logic: bytes
    kms: bytes
    app: bytes

    @staticmethod
    def deployed() -> "Scene":
        """Both proxies belong to OWNER; PENDING may accept; the app came from the factory."""
        twin = Twin()
        kms_logic = twin.implementation(Kms)
        app_logic = twin.implementation(App)
        kms = twin.proxy(kms_logic, call("initialize(address,address)", OWNER, app_logic))
        deploy = "deployAndRegisterApp(address,bool,bool,bytes32,bytes32)"
        data = call(deploy, OWNER, False, False, bytes(32), bytes(32))
        app = twin.send(OUTSIDER, kms, data).output[12:]
        for proxy in (kms, app):
            twin.send(OWNER, proxy, call("transferOwnership(address)", PENDING))
        return Scene(twin, kms_logic, app_logic, kms, app)

    def renounce(self) -> None:
        """Leaves both proxies without an owner, for ever."""
        for proxy in (self.kms, self.app):
            self.twin.send(OWNER, proxy, call("renounceOwnership()"))

    def at(self, name: str) -> bytes:
        """The address of `kms`, `app`, `kms_logic` or `app_logic`."""
        return getattr(self, name)

    def changes(
        self, sender: bytes, to: bytes, data: bytes, value: int = 0
    ) -> tuple[Outcome, Change]:
        """Sends a message; tells which slots of which accounts it changed, from what to what."""
        before = self.twin.evm.whole_storage()
        outcome = self.twin.send(sender, to, data, value)
        return outcome, changed_slots(before, self.twin.evm.whole_storage())


def changed_slots(before: dict, after: dict) -> Change:
    """Every slot whose value differs between two whole storages, with both values."""
    changes: Change = {}
    for account in before.keys() | after.keys():
        old, new = before.get(account, {}), after.get(account, {})
        for slot in old.keys() | new.keys():
            if old.get(slot, 0) != new.get(slot, 0):
                changes.setdefault(account, {})[slot] = (old.get(slot, 0), new.get(slot, 0))
    return changes
