# ruff: noqa: D102 (the decorator of each method names the published function that it models)
"""The model of DstackApp: which compose hashes may boot on which devices."""

from dataclasses import dataclass, field

from contracts.tests.layout import members, nonzero
from contracts.tests.model.contract import Frame, Governed, external, require, unhex
from contracts.tests.published import BOOT_INFO, ZERO, require_failed

UP_TO_DATE = b"UpToDate"


@dataclass
class App(Governed):
    """One DstackApp: slots 0 to 3 of its layout and the rules over them."""

    compose_hashes: set[bytes] = field(default_factory=set)
    upgrades_disabled: bool = False
    any_device: bool = False
    devices: set[bytes] = field(default_factory=set)
    tcb_required: bool = False

    interfaces = {bytes.fromhex(i) for i in ("01ffc9a7", "1e079198", "8fd37527")}  # noqa: RUF012

    @external("initialize(address,bool,bool,bytes32,bytes32)")
    def initialize_five(
        self, frame: Frame, owner: str, disable: bool, any_device: bool, device: bytes, code: bytes
    ) -> None:
        self.initialize_six(frame, owner, disable, False, any_device, device, code)

    @external("initialize(address,bool,bool,bool,bytes32,bytes32)")
    def initialize_six(
        self,
        frame: Frame,
        owner: str,
        disable_upgrades: bool,
        require_tcb: bool,
        any_device: bool,
        device: bytes,
        compose_hash: bytes,
    ) -> None:
        self.initializer()
        require(unhex(owner) != ZERO, require_failed("invalid owner address"))
        self.upgrades_disabled = disable_upgrades
        self.tcb_required = require_tcb
        self.any_device = any_device
        if device != bytes(32):
            self.allow(frame, self.devices, "Device", "device", device, True)
        if compose_hash != bytes(32):
            self.allow(
                frame, self.compose_hashes, "ComposeHash", "compose-hash", compose_hash, True
            )
        self.change_owner(frame, unhex(owner))
        self.complete_initialization(frame)

    def allow(
        self, frame: Frame, allowed: set, name: str, policy: str, value: bytes, enabled: bool
    ) -> None:
        """Adds to or removes from an allow list; always logs, changed or not."""
        (allowed.add if enabled else allowed.discard)(value)
        self.emit(frame, f"{name}{'Added' if enabled else 'Removed'}(bytes32)", value)
        self.audit(frame, policy, value, enabled)

    @external("addComposeHash(bytes32)")
    def add_compose_hash(self, frame: Frame, value: bytes) -> None:
        self.only_owner(frame)
        self.allow(frame, self.compose_hashes, "ComposeHash", "compose-hash", value, True)

    @external("removeComposeHash(bytes32)")
    def remove_compose_hash(self, frame: Frame, value: bytes) -> None:
        self.only_owner(frame)
        self.allow(frame, self.compose_hashes, "ComposeHash", "compose-hash", value, False)

    @external("addDevice(bytes32)")
    def add_device(self, frame: Frame, value: bytes) -> None:
        self.only_owner(frame)
        self.allow(frame, self.devices, "Device", "device", value, True)

    @external("removeDevice(bytes32)")
    def remove_device(self, frame: Frame, value: bytes) -> None:
        self.only_owner(frame)
        self.allow(frame, self.devices, "Device", "device", value, False)

    @external("setAllowAnyDevice(bool)")
    def set_allow_any_device(self, frame: Frame, enabled: bool) -> None:
        self.only_owner(frame)
        self.any_device = enabled
        self.emit(frame, "AllowAnyDeviceSet(bool)", enabled)
        self.audit(frame, "allow-any-device", bytes(32), enabled)

    @external("setRequireTcbUpToDate(bool)")
    def set_require_tcb_up_to_date(self, frame: Frame, enabled: bool) -> None:
        self.only_owner(frame)
        self.tcb_required = enabled
        self.emit(frame, "RequireTcbUpToDateSet(bool)", enabled)
        self.audit(frame, "require-tcb-up-to-date", bytes(32), enabled)

    @external("disableUpgrades()")
    def disable_upgrades(self, frame: Frame) -> None:
        self.only_owner(frame)
        self.upgrades_disabled = True
        self.emit(frame, "UpgradesDisabled()")
        self.audit(frame, "upgrades-disabled", bytes(32))

    def authorize_upgrade(self, frame: Frame, implementation: bytes) -> None:
        self.only_owner(frame)
        require(not self.upgrades_disabled, require_failed("Upgrades are permanently disabled"))
        self.audit(frame, "implementation-upgrade", implementation)

    @external(f"isAppAllowed({BOOT_INFO})", "(bool,string)")
    def is_app_allowed(self, _: Frame, boot: tuple) -> tuple[bool, bytes]:
        compose_hash, device, tcb_status = boot[1], boot[3], boot[7]
        if self.tcb_required and tcb_status != UP_TO_DATE:
            return False, b"TCB status is not up to date"
        if compose_hash not in self.compose_hashes:
            return False, b"Compose hash not allowed"
        if not self.any_device and device not in self.devices:
            return False, b"Device not allowed"
        return True, b""

    @external("version()", "(uint256)")
    def version(self, _: Frame) -> int:
        return 2

    @external("allowedComposeHashes(bytes32)", "(bool)")
    def allowed_compose_hashes(self, _: Frame, value: bytes) -> bool:
        return value in self.compose_hashes

    @external("allowedDeviceIds(bytes32)", "(bool)")
    def allowed_device_ids(self, _: Frame, value: bytes) -> bool:
        return value in self.devices

    @external("allowAnyDevice()", "(bool)")
    def get_any_device(self, _: Frame) -> bool:
        return self.any_device

    @external("requireTcbUpToDate()", "(bool)")
    def get_tcb_required(self, _: Frame) -> bool:
        return self.tcb_required

    def storage(self) -> dict[int, int]:
        flags = self.upgrades_disabled | self.any_device << 8
        own = nonzero({1: flags, 3: int(self.tcb_required)})
        return super().storage() | own | members(self.compose_hashes, 0) | members(self.devices, 2)
