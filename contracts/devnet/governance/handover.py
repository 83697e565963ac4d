"""DstackKms changes hands: offered by the deployer, accepted by the timelock itself.

`acceptOwnership` must come from the new owner (Ownable2Step). The timelock calls it in an operation
that the Safe schedules, that waits out the delay, and that anyone may execute.
"""

from collections.abc import Callable
from dataclasses import dataclass

from eth_abi import decode, encode
from eth_utils import keccak, to_checksum_address

from contracts.artifact import calldata
from contracts.devnet.governance.journal import Journal
from contracts.devnet.governance.node import Node
from contracts.devnet.governance.safe import SafeTransaction
from contracts.devnet.governance.transactions import Transactions

_DONE = 1  # TimelockController's timestamp of an executed operation


@dataclass(frozen=True)
class HandOver:
    """The three transactions that make the timelock the owner of DstackKms."""

    node: Node
    transactions: Transactions
    journal: Journal
    kms: bytes
    safe: bytes
    timelock: bytes

    def run(
        self,
        signatures: Callable[[SafeTransaction], bytes],
        wait: Callable[[bytes, bytes, int], None],
    ) -> None:
        """Offers, schedules, waits, executes; whatever is done already is left out.

        `signatures` gives the owners' signatures of a Safe transaction or raises; `wait` returns
        when the timelock would run a call that is ready at a Unix time, or raises.
        """
        offer = calldata("transferOwnership(address)", self.timelock)
        self.transactions.send("offer-ownership", self.kms, offer)
        if self.transactions.begun("schedule-acceptance"):
            self.transactions.finish("schedule-acceptance")
        else:
            transaction = self._scheduling()
            self._record(transaction)
            execution = transaction.execution_call(signatures(transaction))
            self.transactions.send("schedule-acceptance", self.safe, execution)
        execute = calldata("execute(address,uint256,bytes,bytes32,bytes32)", *self._operation)
        ready_at = self._timestamp()
        if ready_at != _DONE and not self.transactions.begun("accept-ownership"):
            self.journal.document["acceptance"]["readyAt"] = ready_at
            self.journal.update(status="waiting-for-delay")
            wait(self.timelock, execute, ready_at)
        # The executor role is open: whoever sees a ready operation may execute it first.
        self.transactions.ensure(
            "accept-ownership", self.timelock, execute, lambda: self._timestamp() == _DONE
        )

    @property
    def _operation(self) -> tuple:
        """Target, value, data, predecessor, salt.

        The salt is the hash of what the operation does: anyone can rebuild the id.
        """
        salt = keccak(text=f"acceptOwnership of DstackKms {to_checksum_address(self.kms)}")
        return self.kms, 0, calldata("acceptOwnership()"), bytes(32), salt

    @property
    def _operation_id(self) -> bytes:
        types = ["address", "uint256", "bytes", "bytes32", "bytes32"]
        return keccak(encode(types, self._operation))

    def _scheduling(self) -> SafeTransaction:
        schedule = calldata(
            "schedule(address,uint256,bytes,bytes32,bytes32,uint256)",
            *self._operation,
            self.journal.document["delay"],
        )
        chain_id = self.journal.document["chainId"]
        return SafeTransaction(chain_id, self.safe, self.timelock, schedule, nonce=0)

    def _timestamp(self) -> int:
        """When the operation is ready, in Unix seconds; _DONE once it is executed."""
        query = calldata("getTimestamp(bytes32)", self._operation_id)
        return decode(["uint256"], self.node.call(self.timelock, query))[0]

    def _record(self, transaction: SafeTransaction) -> None:
        self.journal.update(
            acceptance={
                "operationId": "0x" + self._operation_id.hex(),
                "salt": "0x" + self._operation[4].hex(),
                "safeTransaction": {
                    "to": to_checksum_address(transaction.to),
                    "value": "0",
                    "data": "0x" + transaction.data.hex(),
                    "operation": 0,
                    "nonce": transaction.nonce,
                    "domainHash": "0x" + transaction.domain_hash.hex(),
                    "messageHash": "0x" + transaction.message_hash.hex(),
                    "safeTxHash": "0x" + transaction.hash.hex(),
                },
            }
        )
