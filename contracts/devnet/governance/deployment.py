"""The governance, deployed step by step with ordinary transactions.

A Safe proposes, a timelock delays, DstackKms and DstackApp obey the timelock. DstackKms changes
hands in two steps (Ownable2Step): the deployer offers, and the timelock must itself accept, by an
operation that the Safe schedules. Until that operation is executed the deployer is the owner.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from eth_account.signers.local import LocalAccount
from eth_utils import keccak, to_checksum_address

from contracts.artifact import Artifact, calldata
from contracts.devnet.governance import safe, verification
from contracts.devnet.governance.handover import HandOver
from contracts.devnet.governance.journal import Journal
from contracts.devnet.governance.node import Node
from contracts.devnet.governance.replay import ChangedSinceError
from contracts.devnet.governance.settings import Settings
from contracts.devnet.governance.transactions import StepError, Transactions
from contracts.devnet.governance.waiting import advance, utc, wait_until_ready
from contracts.safe_contracts import Published, published

_ZERO = bytes(20)
GAS_BUDGET = 9_000_000
"""Gas that the whole deployment may need (it takes 6.8 million), to refuse an empty account."""


class SignaturesMissingError(Exception):
    """The Safe's owners have to sign; the message says what, deployment.json too."""


@dataclass
class Deployment:
    """One deployment of the governance, begun or continued.

    `signer_keys` are private keys of owners, `signatures` signatures made elsewhere; together they
    must reach the threshold. `clock_can_be_set` says that the chain has evm_increaseTime, so that
    nobody has to wait for the delay. `report` gets one line per step.
    """

    node: Node
    deployer: LocalAccount
    settings: Settings
    journal: Journal
    signer_keys: list[bytes] = field(default_factory=list)
    signatures: list[bytes] = field(default_factory=list)
    may_wait: bool = True
    clock_can_be_set: bool = False
    report: Callable[[str], None] = lambda _: None

    def run(self) -> dict:
        """Does whatever is left to do and gives the document of deployment.json.

        Raises StepError, NotMinedError, SignaturesMissingError, DelayRunningError; each may be
        answered by running again. Raises ChangedSinceError when all is done and verified, and the
        governance has changed something since.
        """
        self._transactions = Transactions(self.node, self.deployer, self.journal, self.report)
        self._check_chain()
        app_implementation = self._create("app-implementation", "DstackApp")
        kms = self._deploy_kms(app_implementation)
        account = self._deploy_safe()
        timelock = self._create(
            "timelock", "GovernanceTimelock", self.settings.delay, [account], [_ZERO], _ZERO
        )
        self._record("timelock", timelock, proposer=account, executor=_ZERO, admin=_ZERO)
        self._set_first_policy(kms)
        self._deploy_app(kms, timelock, app_implementation)
        HandOver(
            self.node,
            self._transactions,
            self.journal,
            kms,
            account,
            timelock,
        ).run(self._signatures, self._wait)
        try:
            checks = verification.verify(self.node, self.journal.document)
        except ChangedSinceError as error:
            if error.checks is not None and self.journal.document["status"] != "complete":
                self._complete(error.checks)
            raise
        self._complete(checks)
        self.report(f"verified: {len(checks)} checks")
        return self.journal.document

    def _complete(self, checks: list[str]) -> None:
        steps = self.journal.document["transactions"].values()
        blocks = [step["blockNumber"] for step in steps if "blockNumber" in step]
        self.journal.update(
            status="complete",
            blocks={"first": min(blocks), "last": max(blocks)},
            checks=checks,
        )

    def _check_chain(self) -> None:
        for contract in (safe.FACTORY, safe.HANDLER):
            if not self._has_code(contract):
                raise StepError(
                    f"{contract.name} {contract.version} is not at its canonical address "
                    f"{to_checksum_address(contract.address)} on this chain, or is another "
                    "contract; deploy Safe's contracts first or use another chain"
                )
        if self.journal.document["transactions"]:
            return
        need = GAS_BUDGET * self.node.fees()[1]
        if self.node.balance(self._transactions.sender) < need:
            raise StepError(
                f"the deployer {self.deployer.address} has too little; "
                f"fund it with {need / 10**18:.4f} ETH"
            )

    def _has_code(self, contract: Published) -> bool:
        return keccak(self.node.code(contract.address)) == contract.code_hash

    def _create(self, step: str, name: str, *arguments: object) -> bytes:
        artifact = Artifact.load(name)
        address = self._transactions.create(step, artifact.creation(*arguments))
        if artifact.masked(self.node.code(address)) != artifact.runtime:
            raise StepError(f"{step}: {to_checksum_address(address)} has not the code of {name}")
        return address

    def _record(self, member: str, address: bytes, **parts: object) -> None:
        shown = {
            key: to_checksum_address(value) if isinstance(value, bytes) else value
            for key, value in parts.items()
        }
        entry = {
            "address": to_checksum_address(address),
            "codeHash": self._code_hash(address),
            **shown,
        }
        if "implementation" in parts:
            entry["implementationCodeHash"] = self._code_hash(parts["implementation"])
        self.journal.update(**{member: entry})

    def _code_hash(self, address: bytes) -> str:
        return "0x" + keccak(self.node.code(address)).hex()

    def _deploy_kms(self, app_implementation: bytes) -> bytes:
        implementation = self._create("kms-implementation", "DstackKms")
        initialize = calldata(
            "initialize(address,address)", self._transactions.sender, app_implementation
        )
        proxy = self._create("kms-proxy", "ERC1967Proxy", implementation, initialize)
        self._record("kms", proxy, implementation=implementation)
        return proxy

    def _deploy_safe(self) -> bytes:
        """The Safe, by the canonical factory; on the L1 singleton where the chain has it."""
        flavours = [published(name, safe.VERSION) for name in ("Safe", "SafeL2")]
        singleton = next((flavour for flavour in flavours if self._has_code(flavour)), None)
        if singleton is None:
            raise StepError(f"the chain has neither singleton of Safe {safe.VERSION}")
        initializer = safe.setup_call(list(self.settings.owners), self.settings.threshold)
        # The KMS proxy is new with each deployment, so its address makes the Safe new too.
        seed = self.journal.document["kms"]["address"]
        salt_nonce = int.from_bytes(keccak(hexstr=seed), "big")
        address = safe.predicted_address(self.node, singleton.address, initializer, salt_nonce)
        creation = safe.creation_call(singleton.address, initializer, salt_nonce)
        # The address commits to owners and threshold, so it does not matter who creates it.
        self._transactions.ensure(
            "safe",
            safe.FACTORY.address,
            creation,
            lambda: keccak(self.node.code(address)) == safe.PROXY_CODE_HASH,
        )
        self._record(
            "safe",
            address,
            version=safe.VERSION,
            singleton=singleton.address,
            singletonName=singleton.name,
            proxyFactory=safe.FACTORY.address,
            fallbackHandler=safe.HANDLER.address,
            saltNonce=hex(salt_nonce),
        )
        return address

    def _set_first_policy(self, kms: bytes) -> None:
        policy = self.settings
        for step, signature, value in (
            ("kms-measurement", "addKmsAggregatedMr(bytes32)", policy.kms_aggregated_mr),
            ("kms-device", "addKmsDevice(bytes32)", policy.kms_device),
            ("gateway-app-id", "setGatewayAppId(string)", policy.gateway_app_id),
        ):
            self._transactions.send(step, kms, calldata(signature, value))

    def _deploy_app(self, kms: bytes, timelock: bytes, implementation: bytes) -> None:
        """One app from the factory: upgradeable, no TCB rule (Nitro has no TCB), one device."""
        signature = "deployAndRegisterApp(address,bool,bool,bool,bytes32,bytes32)"
        device = self.settings.app_device
        data = calldata(signature, timelock, False, False, False, device, bytes(32))
        receipt = self._transactions.send("app", kms, data)
        topic = "0x" + keccak(text="AppDeployedViaFactory(address,address)").hex()
        found = [log for log in receipt.logs if log["topics"][0] == topic]
        if len(found) != 1:
            raise StepError("app: the factory did not say which app it deployed")
        self._record(
            "app", bytes.fromhex(found[0]["topics"][1][26:]), implementation=implementation
        )

    def _signatures(self, transaction: safe.SafeTransaction) -> bytes:
        """Enough owners' signatures, in order; raises SignaturesMissingError when there are not."""
        owners, threshold = list(self.settings.owners), self.settings.threshold
        made = [safe.sign(transaction, key) for key in self.signer_keys]
        blob = safe.joined(transaction, made + self.signatures, owners)[: 65 * threshold]
        if len(blob) < 65 * threshold:
            self.journal.update(status="awaiting-signatures")
            raise SignaturesMissingError(
                f"{threshold} owners of Safe {to_checksum_address(transaction.safe)} must sign "
                f"safeTxHash 0x{transaction.hash.hex()} (domain 0x{transaction.domain_hash.hex()}, "
                f"message 0x{transaction.message_hash.hex()}); {len(blob) // 65} did. It schedules "
                "acceptOwnership of DstackKms. Run again with --signature 0x… for each."
            )
        return blob

    def _wait(self, timelock: bytes, execute: bytes, ready_at: int) -> None:
        if self.clock_can_be_set and advance(self.node, ready_at):
            self.report(f"delay: the development chain's clock is now {utc(self.node.time())}")
            return
        wait_until_ready(self.node, timelock, execute, ready_at, self.may_wait, self.report)
