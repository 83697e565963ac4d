"""A short history: a contract that stores and tells, called twice, and a transfer."""

from dataclasses import dataclass

from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.json_rpc import Client

ALICE, BOB = ("0x" + account.address.hex() for account in dev_accounts()[:2])
NOBODY = "0x" + "a5" * 20
"""An account that does not exist."""

TOPIC = "0x" + "00" * 31 + "07"


def _error(text: str) -> bytes:
    body = text.encode()
    return (
        bytes.fromhex("08c379a0")
        + (32).to_bytes(32, "big")
        + len(body).to_bytes(32, "big")
        + body.ljust(32, b"\0")
    )


REVERT_DATA = _error("no input")


def runtime() -> bytes:
    """The contract's code.

    Without input it reverts with Error("no input"); else slot 0 takes the input's first word,
    which is also logged under TOPIC and returned.
    """
    store = bytes.fromhex("60003580600055600052600760206000a160206000f3")
    size = len(REVERT_DATA)
    data_at = 4 + 12 + 1 + len(store)
    refuse = bytes.fromhex(f"60{size:02x}60{data_at:02x}60003960{size:02x}6000fd")
    jump = bytes.fromhex(f"3660{4 + len(refuse):02x}57")
    return jump + refuse + b"\x5b" + store + REVERT_DATA


def creation(code: bytes) -> bytes:
    """Creation bytecode that deploys `code`."""
    return bytes.fromhex(f"61{len(code):04x}80600a3d393df3") + code


def word(value: int) -> str:
    """A number as 32 bytes."""
    return f"0x{value:064x}"


@dataclass(frozen=True)
class Scene:
    """A node and what happened on it: block 1 creates, 2 and 3 store 5 and 6, 4 transfers 1 wei."""

    client: Client
    contract: str
    created: str
    stored: tuple[str, str]
    transferred: str

    def call(self, method: str, *params: object) -> object:
        """The result of a method; raises CallError."""
        return self.client.call(method, *params)


def play(client: Client) -> Scene:
    """Makes the history."""
    created = send(client, data="0x" + creation(runtime()).hex())
    contract = client.call("eth_getTransactionReceipt", created)["contractAddress"]
    stored = tuple(send(client, to=contract, data=word(value)) for value in (5, 6))
    transferred = send(client, to=BOB, value="0x1")
    return Scene(client, contract, created, stored, transferred)


def send(client: Client, **fields: object) -> str:
    """Sends a transaction from ALICE unless told otherwise; gives its hash."""
    return client.call("eth_sendTransaction", {"from": ALICE} | fields)
