"""What a deployment reads from a node and sends to it, as values instead of hex."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils import to_checksum_address

from contracts.devnet.governance.json_rpc import RpcError, Transport


class NotMinedError(Exception):
    """A transaction was sent and no block holds it yet."""


@dataclass(frozen=True)
class Receipt:
    """The outcome of a mined transaction."""

    transaction_hash: str
    block_number: int
    success: bool
    gas_used: int
    logs: list[dict]


class Node:
    """A node behind a transport. Addresses and data are bytes, quantities are integers."""

    def __init__(self, transport: Transport, sleep: Callable[[float], None] = time.sleep) -> None:
        self.request = transport
        self._sleep = sleep

    def chain_id(self) -> int:
        """The chain id of EIP-155."""
        return int(self.request("eth_chainId", []), 16)

    def genesis_hash(self) -> str:
        """The hash of block 0: tells two chains of one chain id apart."""
        return self.request("eth_getBlockByNumber", ["0x0", False])["hash"]

    def block(self, tag: str = "latest") -> dict:
        """A block without its transactions, as the node gives it."""
        return self.request("eth_getBlockByNumber", [tag, False])

    def time(self) -> int:
        """The timestamp of the latest block, in Unix seconds."""
        return int(self.block()["timestamp"], 16)

    def code(self, address: bytes) -> bytes:
        """The runtime bytecode of an account."""
        return _bytes(self.request("eth_getCode", [_hex(address), "latest"]))

    def balance(self, address: bytes) -> int:
        """The balance of an account, in wei."""
        return int(self.request("eth_getBalance", [_hex(address), "latest"]), 16)

    def storage(self, address: bytes, slot: int) -> int:
        """One storage slot of an account."""
        return int(self.request("eth_getStorageAt", [_hex(address), hex(slot), "latest"]), 16)

    def call(self, to: bytes, data: bytes, *, sender: bytes | None = None, block: str = "latest"):
        """The return data of a call; raises RpcError with the revert data when it fails."""
        request = {"to": _hex(to), "data": _hex(data)}
        if sender is not None:
            request["from"] = _hex(sender)
        return _bytes(self.request("eth_call", [request, block]))

    def logs(self, address: bytes, from_block: int) -> list[dict]:
        """Every log of a contract from a block on, in pieces where the node limits ranges."""
        return self._logs(address, from_block, int(self.block()["number"], 16))

    def _logs(self, address: bytes, first: int, last: int) -> list[dict]:
        criteria = {"address": _hex(address), "fromBlock": hex(first), "toBlock": hex(last)}
        try:
            return self.request("eth_getLogs", [criteria])
        except RpcError:  # "too many blocks" has no code or text that nodes agree on
            if first >= last:
                raise
        middle = (first + last) // 2
        return self._logs(address, first, middle) + self._logs(address, middle + 1, last)

    def nonce(self, address: bytes) -> int:
        """How many transactions of an account are in blocks."""
        return int(self.request("eth_getTransactionCount", [_hex(address), "latest"]), 16)

    def sign(
        self, account: LocalAccount, nonce: int, to: bytes | None, data: bytes
    ) -> tuple[str, str]:
        """A signed EIP-1559 transaction and its hash, both as hex.

        Gas is the estimate plus a quarter. Raises RpcError when the transaction would fail.
        """
        request = {"from": account.address, "data": _hex(data)}
        if to is not None:
            request["to"] = _hex(to)
        gas = int(self.request("eth_estimateGas", [request, "pending"]), 16) * 5 // 4
        tip, fee = self.fees()
        fields = {
            "chainId": self.chain_id(),
            "nonce": nonce,
            "gas": gas,
            "maxPriorityFeePerGas": tip,
            "maxFeePerGas": fee,
            "value": 0,
            "data": data,
        }
        if to is not None:
            fields["to"] = to_checksum_address(to)
        signed = Account.sign_transaction(fields, account.key)
        return _hex(signed.raw_transaction), _hex(signed.hash)

    def fees(self) -> tuple[int, int]:
        """Priority fee and fee cap, in wei per gas; the cap outlives six full blocks (EIP-1559)."""
        base = self.block().get("baseFeePerGas")
        if base is None:
            raise RpcError("eth_getBlockByNumber", 0, "the chain has no base fee (EIP-1559)")
        tip = int(self.request("eth_maxPriorityFeePerGas", []), 16)
        return tip, 2 * int(base, 16) + tip

    def broadcast(self, raw: str) -> None:
        """Sends a signed transaction; one that the node has already is no error."""
        try:
            self.request("eth_sendRawTransaction", [raw])
        except RpcError as error:
            if "already known" not in error.message:
                raise

    def receipt(self, transaction_hash: str) -> Receipt | None:
        """The receipt of a transaction, None while no block holds it."""
        try:
            found = self.request("eth_getTransactionReceipt", [transaction_hash])
        except RpcError as error:
            if "indexing is in progress" not in error.message:  # geth, shortly after its start
                raise
            found = None
        if found is None:
            return None
        return Receipt(
            transaction_hash=transaction_hash,
            block_number=int(found["blockNumber"], 16),
            success=int(found["status"], 16) == 1,
            gas_used=int(found["gasUsed"], 16),
            logs=found["logs"],
        )

    def wait(self, transaction_hash: str, seconds: float) -> Receipt:
        """The receipt, as soon as there is one; raises NotMinedError after that many seconds."""
        pause, waited = 0.01, 0.0
        while (receipt := self.receipt(transaction_hash)) is None:
            if waited >= seconds:
                raise NotMinedError(f"{transaction_hash} is in no block after {seconds:.0f} s")
            self._sleep(pause)
            waited += pause
            pause = min(2 * pause, 2.0)
        return receipt


def _hex(data: bytes) -> str:
    return "0x" + bytes(data).hex()


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text[2:])
