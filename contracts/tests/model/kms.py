# ruff: noqa: D102 (the decorator of each method names the published function that it models)
"""The model of DstackKms: which KMS may boot, which apps exist, which images are trusted."""

from dataclasses import dataclass, field

from eth_utils import keccak

from contracts.tests.layout import dynamic, members, nonzero, number
from contracts.tests.model.app import UP_TO_DATE
from contracts.tests.model.contract import Frame, Governed, external, require, unhex
from contracts.tests.published import BOOT_INFO, ZERO, call, error, require_failed


@dataclass
class Kms(Governed):
    """One DstackKms: slots 0 to 9 of its layout and the rules over them."""

    info: list[bytes] = field(default_factory=lambda: [b"", b"", b"", b""])
    gateway: bytes = b""
    apps: set[bytes] = field(default_factory=set)
    aggregated_mrs: set[bytes] = field(default_factory=set)
    devices: set[bytes] = field(default_factory=set)
    images: set[bytes] = field(default_factory=set)
    app_implementation: bytes = ZERO

    interfaces = {bytes.fromhex(i) for i in ("01ffc9a7", "1e079198")}  # noqa: RUF012

    @external("initialize(address,address)")
    def initialize(self, frame: Frame, owner: str, app_implementation: str) -> None:
        self.initializer()
        require(unhex(owner) != ZERO, error("OwnableInvalidOwner(address)", ZERO))
        self.change_owner(frame, unhex(owner))
        if unhex(app_implementation) != ZERO:
            self.use_app_implementation(frame, unhex(app_implementation))
        self.complete_initialization(frame)

    def use_app_implementation(self, frame: Frame, implementation: bytes) -> None:
        """What later factory deployments run; whether it has code is not looked at."""
        self.app_implementation = implementation
        self.emit(frame, "AppImplementationSet(address)", implementation)
        self.audit(frame, "app-implementation", implementation)

    @external("setAppImplementation(address)")
    def set_app_implementation(self, frame: Frame, implementation: str) -> None:
        self.only_owner(frame)
        require(unhex(implementation) != ZERO, require_failed("Invalid implementation address"))
        self.use_app_implementation(frame, unhex(implementation))

    @external("setKmsInfo((bytes,bytes,bytes,bytes))")
    def set_kms_info(self, frame: Frame, info: tuple) -> None:
        self.only_owner(frame)
        self.info = list(info)
        self.emit(frame, "KmsInfoSet(bytes)", info[0])
        self.audit(frame, "kms-info", keccak(info[0]))

    @external("setKmsQuote(bytes)")
    def set_kms_quote(self, frame: Frame, quote: bytes) -> None:
        self.only_owner(frame)
        self.info[2] = quote

    @external("setKmsEventlog(bytes)")
    def set_kms_eventlog(self, frame: Frame, eventlog: bytes) -> None:
        self.only_owner(frame)
        self.info[3] = eventlog

    @external("setGatewayAppId(string)")
    def set_gateway_app_id(self, frame: Frame, app_id: bytes) -> None:
        self.only_owner(frame)
        self.gateway = app_id
        self.emit(frame, "GatewayAppIdSet(string)", app_id)
        self.audit(frame, "gateway-app-id", keccak(app_id))

    @external("registerApp(address)")
    def register_app(self, frame: Frame, app_id: str) -> None:
        self.register(frame, unhex(app_id))

    def register(self, frame: Frame, app_id: bytes) -> None:
        """Anyone may register anything but zero; nothing takes it back."""
        require(app_id != ZERO, require_failed("Invalid app ID"))
        self.apps.add(app_id)
        self.emit(frame, "AppRegistered(address)", app_id)
        self.audit(frame, "registered-app", app_id)

    @external("deployAndRegisterApp(address,bool,bool,bytes32,bytes32)", "(address)")
    def deploy_five(
        self, frame: Frame, owner: str, disable: bool, any_device: bool, device: bytes, code: bytes
    ) -> bytes:
        return self.deploy_six(frame, owner, disable, False, any_device, device, code)

    @external("deployAndRegisterApp(address,bool,bool,bool,bytes32,bytes32)", "(address)")
    def deploy_six(self, frame: Frame, owner: str, *settings: object) -> bytes:
        missing = require_failed("DstackApp implementation not set")
        require(self.app_implementation != ZERO, missing)
        require(unhex(owner) != ZERO, require_failed("Invalid owner address"))
        app_id = frame.chain.create_address(self.address, self.nonce)
        self.nonce += 1
        initializer = "initialize(address,bool,bool,bool,bytes32,bytes32)"
        # The factory is the caller of the initializer, so it is the actor of the first events.
        inner = Frame(frame.chain, self.address, 0, frame.logs)
        frame.chain.construct_proxy(
            inner, app_id, self.app_implementation, call(initializer, owner, *settings)
        )
        self.register(frame, app_id)
        self.emit(frame, "AppDeployedViaFactory(address,address)", app_id, frame.sender)
        return app_id

    def allow(self, frame: Frame, allowed: set, policy: str, value: bytes, enabled: bool) -> None:
        """Adds to or removes from an allow list; always logs, changed or not."""
        self.only_owner(frame)
        (allowed.add if enabled else allowed.discard)(value)
        name = {
            "kms-aggregated-mr": "KmsAggregatedMr",
            "kms-device": "KmsDevice",
            "os-image": "OsImageHash",
        }[policy]
        self.emit(frame, f"{name}{'Added' if enabled else 'Removed'}(bytes32)", value)
        self.audit(frame, policy, value, enabled)

    @external("addKmsAggregatedMr(bytes32)")
    def add_aggregated_mr(self, frame: Frame, value: bytes) -> None:
        self.allow(frame, self.aggregated_mrs, "kms-aggregated-mr", value, True)

    @external("removeKmsAggregatedMr(bytes32)")
    def remove_aggregated_mr(self, frame: Frame, value: bytes) -> None:
        self.allow(frame, self.aggregated_mrs, "kms-aggregated-mr", value, False)

    @external("addKmsDevice(bytes32)")
    def add_device(self, frame: Frame, value: bytes) -> None:
        self.allow(frame, self.devices, "kms-device", value, True)

    @external("removeKmsDevice(bytes32)")
    def remove_device(self, frame: Frame, value: bytes) -> None:
        self.allow(frame, self.devices, "kms-device", value, False)

    @external("addOsImageHash(bytes32)")
    def add_os_image(self, frame: Frame, value: bytes) -> None:
        self.allow(frame, self.images, "os-image", value, True)

    @external("removeOsImageHash(bytes32)")
    def remove_os_image(self, frame: Frame, value: bytes) -> None:
        self.allow(frame, self.images, "os-image", value, False)

    @external(f"isKmsAllowed({BOOT_INFO})", "(bool,string)")
    def is_kms_allowed(self, _: Frame, boot: tuple) -> tuple[bool, bytes]:
        device, aggregated_mr, image, tcb_status = boot[3], boot[4], boot[6], boot[7]
        if tcb_status != UP_TO_DATE:
            return False, b"TCB status is not up to date"
        if image not in self.images:
            return False, b"OS image is not allowed"
        if aggregated_mr not in self.aggregated_mrs:
            return False, b"Aggregated MR not allowed"
        if device not in self.devices:
            return False, b"KMS is not allowed to boot on this device"
        return True, b""

    @external(f"isAppAllowed({BOOT_INFO})", "(bool,string)")
    def is_app_allowed(self, frame: Frame, boot: tuple) -> tuple[bool, bytes]:
        app_id, image = unhex(boot[0]), boot[6]
        if app_id not in self.apps:
            return False, b"App not registered"
        if image not in self.images:
            return False, b"OS image is not allowed"
        app = frame.chain.accounts.get(app_id)
        if app is None:
            return False, b"App not deployed or invalid address"
        require(app is not self)  # a KMS that is its own app asks itself until the gas is gone
        return app.is_app_allowed(Frame(frame.chain, self.address), boot)

    @external("kmsInfo()", "(bytes,bytes,bytes,bytes)")
    def kms_info(self, _: Frame) -> tuple:
        return tuple(self.info)

    @external("gatewayAppId()", "(string)")
    def gateway_app_id(self, _: Frame) -> bytes:
        return self.gateway

    @external("registeredApps(address)", "(bool)")
    def registered_apps(self, _: Frame, app_id: str) -> bool:
        return unhex(app_id) in self.apps

    @external("kmsAllowedAggregatedMrs(bytes32)", "(bool)")
    def allowed_aggregated_mrs(self, _: Frame, value: bytes) -> bool:
        return value in self.aggregated_mrs

    @external("kmsAllowedDeviceIds(bytes32)", "(bool)")
    def allowed_device_ids(self, _: Frame, value: bytes) -> bool:
        return value in self.devices

    @external("allowedOsImages(bytes32)", "(bool)")
    def allowed_os_images(self, _: Frame, value: bytes) -> bool:
        return value in self.images

    @external("appImplementation()", "(address)")
    def get_app_implementation(self, _: Frame) -> bytes:
        return self.app_implementation

    def storage(self) -> dict[int, int]:
        slots = super().storage() | nonzero({9: number(self.app_implementation)})
        for slot, content in enumerate([*self.info, self.gateway]):
            slots |= dynamic(content, slot)
        mappings = [self.apps, self.aggregated_mrs, self.devices, self.images]
        for slot, keys in enumerate(mappings, start=5):
            slots |= members(keys, slot)
        return slots
