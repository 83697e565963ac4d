"""The chain as the demo sees it: through web3.py and safe-eth-py, as anybody would."""

import time
from datetime import UTC, datetime

from eth_account.signers.local import LocalAccount
from safe_eth.eth import EthereumClient
from safe_eth.safe import Safe
from safe_eth.safe.safe_tx import SafeTx
from web3 import Web3
from web3.contract.contract import Contract, ContractFunction
from web3.exceptions import ContractLogicError, Web3RPCError

from contracts.artifact import Artifact
from contracts.devnet.governance.reverts import explain


class RefusedError(Exception):
    """The chain refused a call or transaction; `reason` says why in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Chain:
    """A node, and the four contracts of the governance on it."""

    def __init__(self, url: str, deployment: dict) -> None:
        self.ethereum = EthereumClient(url)
        self.web3: Web3 = self.ethereum.w3
        self.deployment = deployment
        self.kms = self._contract("DstackKms", "kms")
        self.app = self._contract("DstackApp", "app")
        self.timelock = self._contract("GovernanceTimelock", "timelock")
        self.safe = Safe(deployment["safe"]["address"], self.ethereum)

    def _contract(self, artifact: str, member: str) -> Contract:
        address = self.deployment[member]["address"]
        return self.web3.eth.contract(address, abi=Artifact.load(artifact).abi)

    def time(self) -> int:
        """The timestamp of the latest block, in Unix seconds."""
        return self.web3.eth.get_block("latest")["timestamp"]

    def pass_time(self, until: int) -> None:
        """Lets the chain's clock reach `until`: at once where it can be set, else by waiting."""
        request = self.web3.provider.make_request
        # More than once: block times run ahead of the clock when blocks follow within a second.
        while (remaining := until - self.time()) > 0:
            if "error" in request("evm_increaseTime", [remaining]):
                time.sleep(max(0, until + 1 - time.time()))
                return
            request("evm_mine", [])

    def send(self, call: ContractFunction, account: LocalAccount) -> dict:
        """Signs and sends a call, and gives its receipt; raises RefusedError when it would fail."""
        try:
            transaction = call.build_transaction(
                {
                    "from": account.address,
                    "nonce": self.web3.eth.get_transaction_count(account.address),
                    "gas": call.estimate_gas({"from": account.address}, "pending") * 5 // 4,
                }
            )
        except (ContractLogicError, Web3RPCError) as error:
            raise RefusedError(reason_of(error)) from error
        signed = account.sign_transaction(transaction)
        return self._receipt(self.web3.eth.send_raw_transaction(signed.raw_transaction))

    def execute(self, transaction: SafeTx, account: LocalAccount) -> dict:
        """Sends a signed Safe transaction; raises RefusedError when the Safe would refuse it."""
        function = transaction.w3_tx
        try:
            function.call({"from": account.address})
        except (ContractLogicError, Web3RPCError) as error:
            raise RefusedError(reason_of(error)) from error
        transaction_hash, _ = transaction.execute(account.key.to_0x_hex())
        return self._receipt(transaction_hash)

    def _receipt(self, transaction_hash: bytes) -> dict:
        receipt = self.web3.eth.wait_for_transaction_receipt(
            transaction_hash, timeout=60, poll_latency=0.02
        )
        if receipt["status"] != 1:
            raise RefusedError(f"transaction {transaction_hash.to_0x_hex()} reverted")
        return receipt


def reason_of(error: Exception) -> str:
    """Why a call failed, from the revert data if there is any, else in the node's words."""
    data = getattr(error, "data", None)
    if isinstance(data, str) and data.startswith("0x") and len(data) > 2:
        return explain(bytes.fromhex(data[2:]))
    return str(error)


def utc(timestamp: int) -> str:
    """A Unix timestamp as people read it, in UTC."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%d %H:%M:%S")
