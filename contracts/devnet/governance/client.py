"""What the deployment reads from a chain and sends to it, as values instead of hex."""

import time
from dataclasses import dataclass

from eth_account.signers.local import LocalAccount
from eth_utils import to_checksum_address

from contracts.devnet.json_rpc import Caller, CallError

PATIENCE = 30.0
"""Seconds until a transaction that no block holds counts as lost."""


class DeploymentError(Exception):
    """A step of the deployment failed: the message says which and why."""


@dataclass(frozen=True)
class Client:
    """A development chain: addresses and data are bytes, quantities integers."""

    node: Caller

    def chain_id(self) -> int:
        """The chain id of EIP-155."""
        return int(self.node.call("eth_chainId"), 16)

    def genesis_hash(self) -> str:
        """The hash of block 0: tells two chains of one chain id apart."""
        return self.node.call("eth_getBlockByNumber", "0x0", False)["hash"]

    def time(self) -> int:
        """The timestamp of the latest block, in Unix seconds."""
        return int(self.node.call("eth_getBlockByNumber", "latest", False)["timestamp"], 16)

    def code(self, address: bytes) -> bytes:
        """The runtime bytecode of an account."""
        return bytes.fromhex(self.node.call("eth_getCode", hexadecimal(address), "latest")[2:])

    def call(self, to: bytes, data: bytes) -> bytes:
        """The return data of a call on the latest state; raises CallError when it reverts."""
        call = {"to": hexadecimal(to), "data": hexadecimal(data)}
        return bytes.fromhex(self.node.call("eth_call", call, "latest")[2:])

    def send(self, account: LocalAccount, to: bytes | None, data: bytes) -> dict:
        """Signs and sends an EIP-1559 transaction; its receipt, with the nonce as `nonce`.

        Gas is the estimate plus a quarter; the fee cap outlives six full blocks. Raises CallError
        when the transaction would fail, DeploymentError when it did or no block took it.
        """
        nonce = int(self.node.call("eth_getTransactionCount", account.address, "latest"), 16)
        call = {"from": account.address, "data": hexadecimal(data)}
        fields = {"chainId": self.chain_id(), "nonce": nonce, "value": 0, "data": data}
        if to is not None:
            call["to"], fields["to"] = hexadecimal(to), to_checksum_address(to)
        tip = int(self.node.call("eth_maxPriorityFeePerGas"), 16)
        base = int(self.node.call("eth_getBlockByNumber", "latest", False)["baseFeePerGas"], 16)
        fields |= {
            "gas": int(self.node.call("eth_estimateGas", call, "pending"), 16) * 5 // 4,
            "maxPriorityFeePerGas": tip,
            "maxFeePerGas": 2 * base + tip,
        }
        signed = account.sign_transaction(fields)
        name = self.node.call("eth_sendRawTransaction", hexadecimal(signed.raw_transaction))
        receipt = self._receipt(name)
        if receipt["status"] != "0x1":
            raise DeploymentError(f"transaction {name} reverted in block {receipt['blockNumber']}")
        return {**receipt, "nonce": nonce}

    def pass_until(self, timestamp: int) -> None:
        """Moves the clock until the latest block is of `timestamp` (Unix seconds) or later."""
        # More than once: block times run ahead of the clock when blocks follow within a second.
        while (remaining := timestamp - self.time()) > 0:
            self.node.call("evm_increaseTime", remaining)
            self.node.call("evm_mine")

    def _receipt(self, name: str) -> dict:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if receipt := self.node.call("eth_getTransactionReceipt", name):
                    return receipt
            except CallError as error:
                if "indexing" not in error.message:  # geth, shortly after its start
                    raise
            time.sleep(0.01)
        raise DeploymentError(f"transaction {name} is in no block after {PATIENCE:.0f} s")


def hexadecimal(data: bytes) -> str:
    """Bytes as 0x hex."""
    return "0x" + bytes(data).hex()
