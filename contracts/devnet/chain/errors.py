"""Why the chain says no. Messages are geth's own texts; codes are geth's JSON-RPC codes."""

import enum


class ChainError(Exception):
    """A refusal with the message, JSON-RPC code and optional data that geth would answer with."""

    def __init__(self, message: str, code: int = -32000, data: bytes | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.data = data


class TransactionRejected(ChainError):  # noqa: N818 — says what happened, as geth's texts do
    """The pool does not take a transaction."""


class ExecutionReverted(ChainError):  # noqa: N818 — says what happened, as geth's texts do
    """The contract reverted; `data` is the revert data (code 3)."""

    def __init__(self, message: str, data: bytes) -> None:
        super().__init__(message, 3, data)


class InvalidRequest(ChainError):  # noqa: N818 — says what happened, as geth's texts do
    """A call, override, estimate or simulation that cannot even start."""


class Invalid(enum.IntEnum):
    """Why a transaction cannot be executed at all; the value is eth_simulateV1's error code."""

    NONCE_TOO_LOW = -38010
    NONCE_TOO_HIGH = -38011
    BASE_FEE_TOO_LOW = -38012
    INTRINSIC_GAS = -38013
    INSUFFICIENT_FUNDS = -38014
    BLOCK_GAS_LIMIT = -38015
    SENDER_NOT_EOA = -38024
    INITCODE_SIZE = -38025
    PARAMETERS = -32602
    OTHER = -32603


class TransactionInvalid(ChainError):  # noqa: N818 — says what happened, as geth's texts do
    """A transaction that no block may contain in this state. `why` says which rule it breaks."""

    def __init__(self, why: Invalid, message: str) -> None:
        super().__init__(message)
        self.why = why
