"""The governance, deployed to a development chain step by step with ordinary transactions.

A Safe proposes, a timelock delays, DstackKms and DstackApp obey the timelock. DstackKms changes
hands in two steps (Ownable2Step): the deployer offers, and the timelock must itself accept, by an
operation that the Safe schedules. `dstackgov deploy` does the same on any chain, for real keys.
"""

import json
from pathlib import Path

from eth_abi import decode, encode
from eth_account import Account
from eth_utils import keccak, to_canonical_address, to_checksum_address

from contracts.artifact import Artifact, calldata
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.governance import safe
from contracts.devnet.governance.client import (
    Client,
    DeploymentError,
    hexadecimal,
)
from contracts.devnet.governance.settings import development_settings
from contracts.devnet.json_rpc import Caller, CallError

FORMAT = "dstack-governance deployment 1"
_ZERO = bytes(20)


def deploy(node: Caller, path: Path | None, delay: int = 3600) -> dict:
    """Deploys to a fresh development chain of any chain id; gives deployment.json's document.

    A file at `path` is replaced, atomically; None keeps the document in memory. The chain's clock
    is advanced by `delay` seconds. Raises DeploymentError when a step fails.
    """
    document = _Deployment(Client(node), delay).run()
    if path is not None:
        temporary = path.with_name(path.name + ".new")
        temporary.write_text(json.dumps(document, indent=2) + "\n")
        temporary.replace(path)
    return document


class _Deployment:
    """One deployment: `run` makes it, `_document` is what is known of it so far."""

    def __init__(self, client: Client, delay: int) -> None:
        self._client = client
        self._settings = development_settings(delay)
        self._account = Account.from_key(dev_accounts()[0].private_key)
        self._deployer = to_canonical_address(self._account.address)
        self._document = {
            "format": FORMAT,
            "status": "complete",
            "chainId": client.chain_id(),
            "genesisHash": client.genesis_hash(),
            "deployer": self._account.address,
            **self._settings.as_document(),
            "transactions": {},
        }

    def run(self) -> dict:
        """Makes every step; gives the document."""
        app_implementation = self._create("app-implementation", "DstackApp")
        kms = self._deploy_kms(app_implementation)
        account = self._deploy_safe()
        delay = self._settings.delay
        timelock = self._create("timelock", "GovernanceTimelock", delay, [account], [_ZERO], _ZERO)
        self._record("timelock", timelock, proposer=account, executor=_ZERO, admin=_ZERO)
        self._set_first_policy(kms)
        self._deploy_app(kms, timelock, app_implementation)
        self._hand_over(kms, account, timelock)
        blocks = [step["blockNumber"] for step in self._document["transactions"].values()]
        return {**self._document, "blocks": {"first": min(blocks), "last": max(blocks)}}

    def _send(self, step: str, to: bytes | None, data: bytes) -> dict:
        """Sends the step's transaction; its receipt."""
        try:
            receipt = self._client.send(self._account, to, data)
        except (DeploymentError, CallError) as error:
            raise DeploymentError(f"{step}: {error}") from error
        self._document["transactions"][step] = {
            "hash": receipt["transactionHash"],
            "nonce": receipt["nonce"],
            "blockNumber": int(receipt["blockNumber"], 16),
            "gasUsed": int(receipt["gasUsed"], 16),
        }
        return receipt

    def _create(self, step: str, name: str, *arguments: object) -> bytes:
        artifact = Artifact.load(name)
        receipt = self._send(step, None, artifact.creation(*arguments))
        address = to_canonical_address(receipt["contractAddress"])
        if artifact.masked(self._client.code(address)) != artifact.runtime:
            raise DeploymentError(f"{step}: {receipt['contractAddress']} has not {name}'s code")
        return address

    def _record(self, member: str, address: bytes, **parts: object) -> None:
        """Notes a contract, with its code's hash and that of its implementation."""
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
        self._document[member] = entry

    def _code_hash(self, address: bytes) -> str:
        return hexadecimal(keccak(self._client.code(address)))

    def _deploy_kms(self, app_implementation: bytes) -> bytes:
        implementation = self._create("kms-implementation", "DstackKms")
        initialize = calldata("initialize(address,address)", self._deployer, app_implementation)
        proxy = self._create("kms-proxy", "ERC1967Proxy", implementation, initialize)
        self._record("kms", proxy, implementation=implementation)
        return proxy

    def _deploy_safe(self) -> bytes:
        """The Safe, by the canonical factory; the KMS proxy's address makes it new each time."""
        initializer = safe.setup_call(self._settings.owners, self._settings.threshold)
        salt_nonce = int.from_bytes(keccak(hexstr=self._document["kms"]["address"]), "big")
        address = safe.predicted_address(self._client, initializer, salt_nonce)
        self._send("safe", safe.FACTORY.address, safe.creation_call(initializer, salt_nonce))
        if not self._client.code(address):
            raise DeploymentError(f"safe: no contract at {to_checksum_address(address)}")
        self._record(
            "safe",
            address,
            version=safe.VERSION,
            singleton=safe.SINGLETON.address,
            singletonName=safe.SINGLETON.name,
            proxyFactory=safe.FACTORY.address,
            fallbackHandler=safe.HANDLER.address,
            saltNonce=hex(salt_nonce),
        )
        return address

    def _set_first_policy(self, kms: bytes) -> None:
        policy = self._settings
        for step, signature, value in (
            ("kms-measurement", "addKmsAggregatedMr(bytes32)", policy.kms_aggregated_mr),
            ("kms-device", "addKmsDevice(bytes32)", policy.kms_device),
            ("gateway-app-id", "setGatewayAppId(string)", policy.gateway_app_id),
        ):
            self._send(step, kms, calldata(signature, value))

    def _deploy_app(self, kms: bytes, timelock: bytes, implementation: bytes) -> None:
        """One app from the factory: upgradeable, no TCB rule (Nitro has no TCB), one device."""
        signature = "deployAndRegisterApp(address,bool,bool,bool,bytes32,bytes32)"
        device = self._settings.app_device
        data = calldata(signature, timelock, False, False, False, device, bytes(32))
        topic = hexadecimal(keccak(text="AppDeployedViaFactory(address,address)"))
        receipt = self._send("app", kms, data)
        (found,) = (log for log in receipt["logs"] if log["topics"][0] == topic)
        self._record("app", bytes.fromhex(found["topics"][1][26:]), implementation=implementation)

    def _hand_over(self, kms: bytes, account: bytes, timelock: bytes) -> None:
        """The timelock becomes the owner: offered, scheduled by the Safe, executed after the delay.

        The salt is the hash of what the operation does: anyone can rebuild its id.
        """
        self._send("offer-ownership", kms, calldata("transferOwnership(address)", timelock))
        salt = keccak(text=f"acceptOwnership of DstackKms {to_checksum_address(kms)}")
        types = ["address", "uint256", "bytes", "bytes32", "bytes32"]
        operation = (kms, 0, calldata("acceptOwnership()"), bytes(32), salt)
        identifier, signature = keccak(encode(types, operation)), ",".join(types)
        schedule = calldata(f"schedule({signature},uint256)", *operation, self._settings.delay)
        signers = [account.private_key for account in dev_accounts()[1:3]]
        chain_id = self._document["chainId"]
        execution, transaction = safe.signed_transaction(
            chain_id, account, timelock, schedule, 0, signers
        )
        self._send("schedule-acceptance", account, execution)
        answer = self._client.call(timelock, calldata("getTimestamp(bytes32)", identifier))
        (ready_at,) = decode(["uint256"], answer)
        self._client.pass_until(ready_at)
        self._send("accept-ownership", timelock, calldata(f"execute({signature})", *operation))
        self._document["acceptance"] = {
            "operationId": hexadecimal(identifier),
            "salt": hexadecimal(salt),
            "safeTransaction": transaction,
            "readyAt": ready_at,
        }
