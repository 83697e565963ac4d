"""Why the chain says no. Messages are geth's own texts; codes are geth's JSON-RPC codes."""


class ChainError(Exception):
    """A refusal with the message, JSON-RPC code and optional data that geth would answer with."""

    def __init__(self, message: str, code: int = -32000, data: bytes | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.data = data


class TransactionRejected(ChainError):
    """The pool does not take a transaction."""


class ExecutionReverted(ChainError):
    """The contract reverted; `data` is the revert data (code 3)."""

    def __init__(self, message: str, data: bytes) -> None:
        super().__init__(message, 3, data)


class InvalidRequest(ChainError):
    """A call, override, estimate or simulation that cannot even start."""
