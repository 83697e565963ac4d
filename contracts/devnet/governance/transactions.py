"""Sending each transaction of a deployment exactly once, however often it is restarted."""

from collections.abc import Callable

import rlp
from eth_account.signers.local import LocalAccount
from eth_utils import keccak, to_canonical_address

from contracts.devnet.governance.journal import Journal
from contracts.devnet.governance.json_rpc import RpcError
from contracts.devnet.governance.node import Node, Receipt
from contracts.devnet.governance.reverts import explain

WAIT = 180.0
"""Seconds to wait for a block before giving up; a restart goes on waiting."""


class StepError(Exception):
    """A step of the deployment failed: the message says which, why and what to do."""


class Transactions:
    """The deployer's transactions, each under the name of its step."""

    def __init__(
        self, node: Node, account: LocalAccount, journal: Journal, report: Callable[[str], None]
    ) -> None:
        self._node, self._account, self._journal, self._report = node, account, journal, report

    @property
    def sender(self) -> bytes:
        """The deployer's address."""
        return to_canonical_address(self._account.address)

    def create(self, step: str, creation: bytes) -> bytes:
        """Deploys a contract; gives its address (CREATE)."""
        self.send(step, None, creation)
        nonce = self._journal.document["transactions"][step]["nonce"]
        return keccak(rlp.encode([self.sender, nonce]))[12:]

    def begun(self, step: str) -> bool:
        """Whether the step's transaction was made, now or before a restart."""
        return step in self._journal.document["transactions"]

    def send(self, step: str, to: bytes | None, data: bytes) -> Receipt:
        """Makes the step's transaction unless it was made before; then as `finish`."""
        if not self.begun(step):
            self._journal.document["transactions"][step] = self._prepare(step, to, data)
            self._journal.save()
        return self.finish(step)

    def finish(self, step: str) -> Receipt:
        """Sends the transaction that was made for a step, again if need be, until it is mined.

        Raises StepError when it fails, NotMinedError when it takes too long.
        """
        entry = self._journal.document["transactions"][step]
        known = "blockNumber" in entry
        receipt = self._node.receipt(entry["hash"]) or self._mine(step, entry, known)
        if not receipt.success:
            raise StepError(
                f"{step}: transaction {entry['hash']} reverted in block {receipt.block_number}; "
                "deploy again with another --output"
            )
        if not known:
            entry.pop("raw")
            entry |= {"blockNumber": receipt.block_number, "gasUsed": receipt.gas_used}
            self._journal.save()
            self._report(f"{step}: {entry['hash']} in block {receipt.block_number}")
        return receipt

    def ensure(self, step: str, to: bytes, data: bytes, done: Callable[[], bool]) -> None:
        """Sends a transaction that anybody could send first, unless `done` says it has happened."""
        if not self.begun(step) and done():
            self._report(f"{step}: somebody else has done it")
            return
        try:
            self.send(step, to, data)
        except StepError:
            if not done():
                raise
            self._report(f"{step}: somebody else was faster")
            return
        if not done():
            raise StepError(f"{step}: the transaction succeeded without effect")

    def _prepare(self, step: str, to: bytes | None, data: bytes) -> dict:
        nonce = self._node.nonce(self.sender)
        try:
            raw, transaction_hash = self._node.sign(self._account, nonce, to, data)
        except RpcError as error:
            reason = explain(error.data) if error.data else error.message
            raise StepError(f"{step}: the node would refuse it: {reason}") from error
        return {"hash": transaction_hash, "nonce": nonce, "raw": raw}

    def _mine(self, step: str, entry: dict, known: bool) -> Receipt:
        if known:
            raise StepError(
                f"{step}: transaction {entry['hash']} was in block {entry['blockNumber']} and is "
                "not any more: the chain was reset or reorganised; wait, or use another --output"
            )
        try:
            self._node.broadcast(entry["raw"])
        except RpcError as error:
            if self._node.nonce(self.sender) > entry["nonce"]:
                receipt = self._node.receipt(entry["hash"])
                if receipt is not None:
                    return receipt
                raise StepError(
                    f"{step}: another transaction of the deployer took nonce {entry['nonce']}; "
                    "use an account that does nothing else, and another --output"
                ) from error
            raise StepError(f"{step}: {error.message}") from error
        return self._node.wait(entry["hash"], WAIT)
