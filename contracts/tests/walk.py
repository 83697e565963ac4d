"""A random walk over two KMS contracts and their apps, on the real contracts and the model at once.

Every choice comes from the `Random` that is passed in: a seeded one repeats itself, Hypothesis'
own one shrinks.
"""

from dataclasses import dataclass, field
from random import Random

from contracts.evm import DEPLOYER
from contracts.tests.invariants import Step, broken_invariants
from contracts.tests.model.app import App
from contracts.tests.model.contract import Governed
from contracts.tests.model.kms import Kms
from contracts.tests.published import BOOT_INFO, NOTHING, SELECTORS, ZERO, call
from contracts.tests.twin import Twin

PEOPLE = [bytes([0xA0 + index]) * 20 for index in range(5)]
HASHES = [bytes(32), *(bytes([0x10 + index]) * 32 for index in range(4))]
LENGTHS = [0, 1, 31, 32, 33, 64, 100]
TCB = [b"UpToDate", b"UpToDate", b"UpToDate", b"OutOfDate", b""]

NO_CODE = bytes.fromhex("e0" * 20)
WRONG_UUID = bytes.fromhex("e1" * 20)
REVERTING = bytes.fromhex("e2" * 20)
ODD_CODE = {
    # PUSH32 word, PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN; and PUSH0, PUSH0, REVERT
    WRONG_UUID: bytes.fromhex("7f" + "ab" * 32 + "5f5260205ff3"),
    REVERTING: bytes.fromhex("5f5ffd"),
}

INITIALIZERS = [name for name in SELECTORS if name.startswith("initialize(")]

# function: relative frequency
KMS_CALLS = {
    "setKmsInfo((bytes,bytes,bytes,bytes))": 2,
    "setKmsQuote(bytes)": 2,
    "setKmsEventlog(bytes)": 2,
    "setGatewayAppId(string)": 2,
    "setAppImplementation(address)": 3,
    "registerApp(address)": 6,
    "deployAndRegisterApp(address,bool,bool,bool,bytes32,bytes32)": 2,
    "deployAndRegisterApp(address,bool,bool,bytes32,bytes32)": 2,
    "addKmsAggregatedMr(bytes32)": 6,
    "removeKmsAggregatedMr(bytes32)": 3,
    "addKmsDevice(bytes32)": 6,
    "removeKmsDevice(bytes32)": 3,
    "addOsImageHash(bytes32)": 8,
    "removeOsImageHash(bytes32)": 3,
    "initialize(address,address)": 2,
}
APP_CALLS = {
    "addComposeHash(bytes32)": 10,
    "removeComposeHash(bytes32)": 4,
    "addDevice(bytes32)": 8,
    "removeDevice(bytes32)": 4,
    "setAllowAnyDevice(bool)": 4,
    "setRequireTcbUpToDate(bool)": 4,
    "disableUpgrades()": 1,
    "initialize(address,bool,bool,bytes32,bytes32)": 2,
    "initialize(address,bool,bool,bool,bytes32,bytes32)": 2,
}
INHERITED_CALLS = {
    "transferOwnership(address)": 5,
    "acceptOwnership()": 5,
    "renounceOwnership()": 1,
    "upgradeToAndCall(address,bytes)": 5,
    "proxiableUUID()": 3,
    "owner()": 1,
}


@dataclass
class Walk:
    """A twin world in which every step is checked: outcome, logs, all storage, invariants."""

    random: Random
    twin: Twin = field(default_factory=Twin)
    logic: dict[type, list[bytes]] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)
    answer: bytes = NOTHING
    steps: int = 0

    def __post_init__(self) -> None:
        for address, code in ODD_CODE.items():
            self.twin.evm.place(address, code)
        self.twin.chain.uuids = {WRONG_UUID: b"\xab" * 32, REVERTING: None}
        for kind in (Kms, App):
            self.logic[kind] = [self.twin.implementation(kind) for _ in range(2)]
        for number, implementation in enumerate(self.logic[Kms]):
            start = call("initialize(address,address)", PEOPLE[number], self.logic[App][0])
            kms = self.twin.proxy(implementation, start)
            deploy = "deployAndRegisterApp(address,bool,bool,bytes32,bytes32)"
            settings = (False, bool(number), HASHES[1], HASHES[2])
            self.twin.send(PEOPLE[0], kms, call(deploy, PEOPLE[2 + number], *settings))
        for kind in (Kms, App, App):
            self.twin.proxy(self.logic[kind][0])
        self.storage = self.twin.evm.whole_storage()

    def step(self) -> None:
        """One random message; after every third the questions. Raises AssertionError on any doubt.

        Asking costs five times as much as sending, and most messages change no answer.
        """
        to = self.target()
        signature = self.function(to)
        data = call(signature, *self.arguments(signature, to))
        if self.chance(0.03):
            data = data[: self.random.randrange(36)]  # within the first argument
        self.send(self.sender(to, signature), to, data, value=int(self.chance(0.02)))
        self.steps += 1
        if self.steps % 3 == 0:
            self.ask()

    def send(self, sender: bytes, to: bytes, data: bytes, value: int = 0) -> None:
        """Sends to contract and model; checks the invariants over the step."""
        self.history.append(f"{sender.hex()} -> {to.hex()} value {value}: {data.hex()}")
        self.twin.send(sender, to, data, value)
        self.check_invariants(sender, to, data)

    def check_invariants(self, sender: bytes, to: bytes, data: bytes) -> None:
        """Raises AssertionError when the storage that was compared last breaks an invariant."""
        before, self.storage = self.storage, self.twin.storage
        broken = broken_invariants(Step(before, self.storage, sender, to, data), self.kinds())
        assert not broken, broken

    def ask(self) -> None:
        """Both isAllowed questions on random boots, sent as transactions that change nothing."""
        kms, alone = self.one_in_use(Kms), self.one_in_use(App)
        registered = sorted(self.twin.chain.accounts[kms].apps)
        apps = [app for app in self.accounts(App) + PEOPLE if app != kms]
        app = self.any_of(registered if registered and self.chance(0.8) else apps)
        self.question(kms, "isKmsAllowed", self.boot(kms, kms))
        data = self.question(kms, "isAppAllowed", self.boot(kms, app))
        again = self.twin.evm.call(kms, data, sender=self.any_of(PEOPLE))
        assert self.answer == again.output, "INV-7: the answer depends on who asks"
        data = self.question(alone, "isAppAllowed", self.boot(kms, alone))
        self.twin.compare()
        self.check_invariants(ZERO, alone, data)

    def question(self, to: bytes, function: str, boot: tuple) -> bytes:
        """Asks contract and model as anyone; keeps the answer and gives the calldata."""
        data = call(f"{function}({BOOT_INFO})", boot)
        self.history.append(f"anyone -> {to.hex()}: {data.hex()}")
        self.answer = self.twin.send_blindly(self.any_of(PEOPLE), to, data).output
        return data

    def kinds(self) -> dict[bytes, type]:
        """Which contract lives at each address."""
        return {address: type(account) for address, account in self.twin.chain.accounts.items()}

    def accounts(self, kind: type[Governed]) -> list[bytes]:
        """Every contract of a kind, bare implementations included, oldest first."""
        return [address for address, found in self.kinds().items() if found is kind]

    def chance(self, probability: float) -> bool:
        """True as often as `probability` says."""
        return self.random.random() < probability

    def any_of(self, choices: list) -> object:
        """One of the choices."""
        return choices[self.random.randrange(len(choices))]

    def target(self) -> bytes:
        """A KMS as often as all apps together."""
        return self.one_in_use(self.any_of([Kms, App]))

    def one_in_use(self, kind: type[Governed]) -> bytes:
        """Mostly a contract with an owner, else any: bare, uninitialized or renounced."""
        accounts = self.accounts(kind)
        owned = [at for at in accounts if self.twin.chain.accounts[at].owner != ZERO]
        return self.any_of(owned if owned and self.chance(0.8) else accounts)

    def function(self, to: bytes) -> str:
        """A function that the contract has; what can happen seldom is tried more often."""
        account = self.twin.chain.accounts[to]
        if account.pending_owner != ZERO and self.chance(0.15):
            return "acceptOwnership()"
        if account.initialized == 0 and self.chance(0.5):
            return self.any_of(
                [name for name in INITIALIZERS if SELECTORS[name] in account.externals]
            )
        own = KMS_CALLS if self.kinds()[to] is Kms else APP_CALLS
        names = [name for name, weight in (own | INHERITED_CALLS).items() for _ in range(weight)]
        return self.any_of(names)

    def sender(self, to: bytes, signature: str) -> bytes:
        """Mostly who may call the function, else anyone, another contract included."""
        account = self.twin.chain.accounts[to]
        insider = account.pending_owner if signature == "acceptOwnership()" else account.owner
        anyone = self.any_of([*PEOPLE, self.accounts(Kms)[-1]])
        return insider if insider != ZERO and self.chance(0.75) else anyone

    def arguments(self, signature: str, to: bytes) -> list:
        """Arguments that matter for a function: small pools, so that values meet again."""
        kind = self.kinds()[to]
        if signature.startswith("setKmsInfo"):
            return [tuple(self.text() for _ in range(4))]
        if signature in ("setKmsQuote(bytes)", "setKmsEventlog(bytes)", "setGatewayAppId(string)"):
            return [self.text()]
        if signature == "upgradeToAndCall(address,bytes)":
            odd = [NO_CODE, WRONG_UUID, REVERTING, to]
            return [self.any_of(self.logic[kind] * 3 + odd), self.inner_call(to)]
        if signature == "setAppImplementation(address)":
            return [self.any_of([*self.logic[App] * 3, self.logic[Kms][0], NO_CODE, ZERO])]
        if signature == "registerApp(address)":
            apps = [address for address in self.kinds() if address != to]
            return [self.any_of([*apps, *PEOPLE, ZERO])]
        if signature == "initialize(address,address)":
            return [self.person(), self.any_of([ZERO, NO_CODE, self.logic[App][0]])]
        pools = {"address": self.person, "bool": self.flag, "bytes32": self.hash}
        inner = signature[signature.index("(") + 1 : -1]
        return [pools[name]() for name in inner.split(",") if name]

    def inner_call(self, to: bytes) -> bytes:
        """What an upgrade calls: mostly nothing, or any other function, or none that exists."""
        if self.chance(0.6):
            return NOTHING
        if self.chance(0.2):
            return b"\xde\xad\xbe\xef"
        signature = self.function(to)
        return call(signature, *self.arguments(signature, to))

    def person(self) -> bytes:
        """Someone, or nobody."""
        return self.any_of([*PEOPLE * 2, ZERO])

    def flag(self) -> bool:
        """True or false."""
        return self.any_of([False, True])

    def hash(self) -> bytes:
        """One of a few hashes, zero among them."""
        return self.any_of(HASHES)

    def text(self) -> bytes:
        """Bytes of a length at which Solidity changes how it stores them."""
        return self.random.randrange(256).to_bytes() * self.any_of(LENGTHS)

    def boot(self, kms: bytes, app: bytes) -> tuple:
        """Boot information, mostly of values that the KMS and the app know."""
        registry, policy = self.twin.chain.accounts[kms], self.twin.chain.accounts.get(app)
        devices = registry.devices if policy is None else policy.devices
        compose_hash = self.known(getattr(policy, "compose_hashes", set()))
        device, system = self.known(devices), self.hash()
        aggregated, image = self.known(registry.aggregated_mrs), self.known(registry.images)
        status = self.any_of(TCB)
        return (app, compose_hash, DEPLOYER, device, aggregated, system, image, status, [b"x"])

    def known(self, values: set[bytes]) -> bytes:
        """Mostly one of the values, else any hash."""
        return self.any_of(sorted(values)) if values and self.chance(0.8) else self.hash()


def take_a_walk(seed: int, steps: int) -> None:
    """Walks `steps` messages; raises AssertionError with seed, step and message when they part."""
    walk = Walk(Random(seed))
    for number in range(steps):
        try:
            walk.step()
        except AssertionError as difference:
            place = f"seed {seed}, step {number}, {walk.history[-1]}"
            raise AssertionError(f"{difference}\nat {place}") from None
