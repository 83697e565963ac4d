"""The chain the script needs, set up by ordinary transactions on whatever node it runs against."""

import time
from itertools import count

from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils import keccak, to_checksum_address

from contracts.devnet.conformance import probes
from contracts.devnet.conformance.client import PATIENCE, Client
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.json_rpc import CallError

ETHER = 10**18
GWEI = 10**9
FEES = {"maxFeePerGas": 10 * GWEI, "maxPriorityFeePerGas": GWEI}


METHOD_NOT_FOUND = -32601


class Driver:
    """How the chain of a node moves. This one mines by itself and reorganizes when it is told to.

    A node that does neither is recorded with a driver of its own.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    def mined(self, transaction: str) -> None:
        """Called with each accepted transaction before its receipt is awaited."""

    @property
    def can_replace(self) -> bool:
        """Whether the node has anvil_reorg: asked with parameters that it must refuse."""
        try:
            self._client.call("anvil_reorg", -1, [])
        except CallError as error:
            return error.code != METHOD_NOT_FOUND
        return True

    def fork_next(self) -> None:
        """Announces that the next block will be replaced."""

    def replace_head(self) -> None:
        """Puts an empty block in the place of the head (anvil_reorg)."""
        self._client.call("anvil_reorg", 1, [])


class Stage:
    """Accounts, contracts and mined transactions, and the names by which answers refer to them.

    Every run uses three accounts that the chain has never seen, so that nonces begin at zero.
    `known` maps a chain's own value (an address, a hash, a raw transaction) to `$name`.
    """

    def __init__(self, client: Client, driver: Driver) -> None:
        self.client = client
        self.driver = driver
        self.known: dict[str, str] = {}
        self.transactions: dict[str, dict] = {}
        self.chain_id = int(client.call("eth_chainId"), 16)
        self.alice, self.bob, self.carol = self._fresh_accounts()
        self.contracts: dict[str, str] = {}
        for name in ("alice", "bob", "carol"):
            self.know(name, getattr(self, name).address)
        self._fund()
        self._deploy()
        self._transact()

    def know(self, name: str, value: str) -> None:
        """Lets answers say `$name` where this chain says `value`."""
        self.known.setdefault(value.lower(), f"${name}")

    def address(self, name: str) -> str:
        """The address of `alice`, `bob` or a probe contract, lower case."""
        if name in self.contracts:
            return self.contracts[name]
        return {"alice": self.alice, "bob": self.bob}[name].address.lower()

    def block(self, name: str) -> dict:
        """The receipt of staged transaction `name`: its block, index and hashes."""
        return self.transactions[name]["receipt"]

    def raw(self, name: str) -> str:
        """The signed bytes of staged transaction `name`, as hex."""
        return self.transactions[name]["raw"]

    def sign(self, name: str, account: LocalAccount | None = None, **fields: object) -> str:
        """Signs a transaction of alice's (or `account`'s), at its next nonce unless one is given.

        Fees are type 2 fees unless `fields` has `gasPrice`. The raw bytes get the name `$raw.name`.
        """
        account = account or self.alice
        if "nonce" not in fields:
            fields["nonce"] = self.nonce(account)
        fees = {} if "gasPrice" in fields else FEES
        document = {"gas": 100_000, "value": 0, "chainId": self.chain_id, **fees, **fields}
        if to := document.pop("to", None):
            document["to"] = to_checksum_address(to)
        signed = account.sign_transaction(document)
        raw = "0x" + signed.raw_transaction.hex()
        self.know(f"raw.{name}", raw)
        self.know(f"hash.{name}", "0x" + signed.hash.hex())
        return raw

    def nonce(self, account: LocalAccount | None = None) -> int:
        """The next nonce of alice or `account`, in the state of the head."""
        address = (account or self.alice).address
        return int(self.client.call("eth_getTransactionCount", address, "latest"), 16)

    def submit(self, name: str, account: LocalAccount | None = None, **fields: object) -> dict:
        """Signs, sends and awaits a transaction; its block and hashes become known. Its receipt."""
        raw = self.sign(name, account, **fields)
        return self.settle(name, raw, self.client.call("eth_sendRawTransaction", raw))

    def settle(self, name: str, raw: str, transaction: str) -> dict:
        """Awaits an accepted transaction and keeps it under `name`."""
        self.driver.mined(transaction)
        receipt = self._receipt(transaction)
        self.transactions[name] = {"raw": raw, "hash": transaction, "receipt": receipt}
        self.know(f"block.{name}", receipt["blockHash"])
        return receipt

    def _receipt(self, transaction: str) -> dict:
        """Waits for a transaction to be mined; raises TimeoutError when it never is."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if receipt := self.client.call("eth_getTransactionReceipt", transaction):
                    return receipt
            except CallError as error:
                if "indexing" not in error.message:  # geth, for a moment after each block
                    raise
            time.sleep(0.005)
        raise TimeoutError(f"transaction {transaction} was not mined within {PATIENCE} s")

    def _fresh_accounts(self) -> list[LocalAccount]:
        for run in count():
            keys = (keccak(text=f"conformance {who} {run}") for who in ("alice", "bob", "carol"))
            accounts = [Account.from_key(key) for key in keys]
            if not any(self.nonce(account) for account in accounts):
                return accounts
        raise AssertionError("count() never ends")

    def _fund(self) -> None:
        faucet = Account.from_key(dev_accounts()[-1].private_key)
        self.know("faucet", faucet.address)
        self.submit("fund", faucet, to=self.alice.address, value=100 * ETHER, gas=21_000)
        self.submit("fund.carol", to=self.carol.address, value=ETHER, gas=21_000)

    def _deploy(self) -> None:
        for name, runtime in probes.ALL.items():
            creation = "0x" + probes.creation(runtime).hex()
            receipt = self.submit(f"deploy.{name}", to=None, data=creation, gas=200_000)
            self.contracts[name] = receipt["contractAddress"]
            self.know(name, receipt["contractAddress"])

    def _transact(self) -> None:
        """One transaction of each type, one that fails, and the logs that the log script finds."""
        self.submit("legacy", to=self.address("bob"), value=ETHER, gas=21_000, gasPrice=10 * GWEI)
        access = [{"address": self.address("write"), "storageKeys": ["0x" + words(1)]}]
        write = {"to": self.address("write")}
        self.submit("list", gasPrice=10 * GWEI, accessList=access, data="0x" + words(1, 7), **write)
        self.submit("dynamic", data="0x" + words(2, 2**255), **write)
        self.submit("clear", data="0x" + words(1, 0), **write)
        authorization = self.bob.sign_authorization(
            {"chainId": self.chain_id, "address": self.contracts["echo"], "nonce": 0}
        )
        self.submit("delegate", to=self.address("bob"), authorizationList=[authorization])
        self.submit("reverted", to=self.address("revert"), data="0x" + error("no"))
        self.submit("exhausted", to=self.address("loop"))
        for index, data in enumerate(("", "aa" * 5, "bb" * 40)):
            payload = "0x" + words(0x10 + index, 0x20) + data
            self.submit(f"log.{index}", to=self.address("emit"), data=payload)


def words(*values: int) -> str:
    """32-byte big-endian words, as hex without prefix."""
    return "".join(value.to_bytes(32, "big").hex() for value in values)


def error(reason: str) -> str:
    """Revert data `Error(string)` (Solidity), as hex without prefix."""
    text = reason.encode()
    padding = b"\0" * (-len(text) % 32)
    return "08c379a0" + words(0x20, len(text)) + (text + padding).hex()
