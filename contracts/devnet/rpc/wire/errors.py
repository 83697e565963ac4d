"""JSON-RPC errors with the codes and texts of geth."""

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
SERVER_ERROR = -32000
RESPONSE_TOO_LARGE = -32003
LIMIT_EXCEEDED = -38026


class RpcError(Exception):
    """An error object of JSON-RPC 2.0; `data` is JSON or None."""

    def __init__(self, message: str, code: int = SERVER_ERROR, data: object = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.data = data

    def body(self) -> dict[str, object]:
        """The `error` member of an answer."""
        body: dict[str, object] = {"code": self.code, "message": self.message}
        if self.data is not None:
            body["data"] = self.data
        return body


def invalid_params(message: str) -> RpcError:
    """The parameters cannot be used."""
    return RpcError(message, INVALID_PARAMS)


def method_not_found(name: str) -> RpcError:
    """No such method is served here."""
    return RpcError(f"the method {name} does not exist/is not available", METHOD_NOT_FOUND)
