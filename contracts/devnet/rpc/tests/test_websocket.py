"""WebSocket on the same port: framing, subscriptions, reorganizations, origins."""

import json
import threading

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from contracts.devnet.json_rpc import Client
from contracts.devnet.rpc import websocket
from contracts.devnet.rpc.tests.scene import NOBODY, Scene, play, send, word

OK = '{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}'
SAFE = "0x29fcB43b46531BcA003ddC8FCB67FFE91900C762"  # SafeL2 1.4.1: 48 kB of hexadecimal
ANSWER = {"jsonrpc": "2.0", "id": 1, "result": "0x7a69"}


class Talk:
    """One connection, and the calls and events on it."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def receive(self) -> object:
        """The next message."""
        return json.loads(self.connection.recv(timeout=10))

    def ask(self, method: str, *params: object) -> dict:
        """The answer to a call, errors included."""
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(params)}
        self.connection.send(json.dumps(message))
        return self.receive()

    def subscribe(self, *params: object) -> str:
        """Starts a subscription; gives its identifier."""
        return self.ask("eth_subscribe", *params)["result"]

    def event(self, identifier: str) -> object:
        """The next event, which must be of this subscription."""
        message = self.receive()
        assert (message["jsonrpc"], message["method"]) == ("2.0", "eth_subscription")
        assert message["params"]["subscription"] == identifier
        return message["params"]["result"]

    def is_silent(self) -> bool:
        """Whether nothing waits before the answer to a call made now."""
        return self.ask("eth_chainId") == ANSWER


@pytest.fixture
def talk(node: Client) -> Talk:
    with connect(node.web_socket) as connection:
        yield Talk(connection)


@pytest.mark.parametrize("body", [OK, OK.encode()])
def test_calls_are_answered_on_the_same_port(scene: Scene, body: str | bytes) -> None:
    with connect(scene.client.web_socket) as connection:
        connection.send(body)
        assert json.loads(connection.recv()) == ANSWER
        connection.send(f"[{OK},{OK}]")
        assert json.loads(connection.recv()) == [ANSWER, ANSWER]


@pytest.mark.parametrize(
    ("origin", "admitted"),
    [
        (None, True),
        ("http://localhost", True),
        ("http://localhost:3000", True),
        ("http://evil.example", False),
        ("https://localhost", False),
        ("null", False),
        ("http://[", False),
        ("http://[::1", False),
        ("http://localhost]", False),
        ("", False),
    ],
)
def test_pages_from_elsewhere_are_not_let_in(
    scene: Scene, origin: str | None, admitted: bool
) -> None:
    if admitted:
        with connect(scene.client.web_socket, origin=origin) as connection:
            connection.send(OK)
            assert json.loads(connection.recv()) == ANSWER
    else:
        with pytest.raises(InvalidStatus, match="403"):
            connect(scene.client.web_socket, origin=origin)


def test_the_answer_comes_before_what_it_caused(talk: Talk) -> None:
    batch = [
        {"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe", "params": ["newHeads"]},
        {"jsonrpc": "2.0", "id": 2, "method": "evm_mine"},
    ]
    talk.connection.send(json.dumps(batch))
    heads, _ = talk.receive()
    assert talk.event(heads["result"])["number"] == "0x1"


def test_logs_are_told_as_they_come_and_as_they_go(node: Client, talk: Talk) -> None:
    scene = play(node)
    logs = talk.subscribe("logs", {"address": scene.contract})
    other = talk.subscribe("logs", {"address": NOBODY})
    send(node, to=scene.contract, data=word(7))
    send(node, to=scene.contract, data=word(8))
    told = [talk.event(logs), talk.event(logs)]
    assert told == node.call("eth_getLogs", {"fromBlock": "0x5"})
    raw = node.call("eth_getRawTransactionByHash", told[0]["transactionHash"])
    node.call("anvil_reorg", 2, [[raw, 1]])
    assert [talk.event(logs), talk.event(logs)] == [log | {"removed": True} for log in told]
    again = talk.event(logs)
    assert (again["removed"], again["data"], again["blockNumber"]) == (False, word(7), "0x6")
    assert talk.is_silent()
    assert talk.ask("eth_unsubscribe", other)["result"] is True


def test_subscriptions_are_each_clients_own(node: Client, talk: Talk) -> None:
    heads = talk.subscribe("newHeads")
    with connect(node.web_socket) as connection:
        other = Talk(connection)
        assert other.ask("eth_unsubscribe", heads)["error"]["code"] == -32000
        node.call("evm_mine")
        assert other.is_silent()
    assert talk.event(heads)["number"] == "0x1"


def test_a_client_that_vanishes_takes_its_subscriptions_along(node: Client) -> None:
    for _ in range(20):
        with connect(node.web_socket) as connection:
            Talk(connection).subscribe("newHeads")
    node.call("anvil_mine", 3)
    assert node.call("eth_blockNumber") == "0x3"


def test_a_client_that_does_not_read_is_waited_for(node: Client) -> None:
    """800 answers of 48 kB do not fit into any buffer; none is lost, and others are served."""
    ask = {"jsonrpc": "2.0", "id": 1, "method": "eth_getCode", "params": [SAFE]}
    with connect(node.web_socket, max_queue=2) as connection:
        body = json.dumps(ask)
        asking = threading.Thread(target=lambda: [connection.send(body) for _ in range(800)])
        asking.start()
        assert node.call("eth_chainId") == "0x7a69"
        answers = {connection.recv(timeout=10) for _ in range(800)}
        asking.join()
    assert len(answers) == 1


def test_a_client_that_never_reads_its_events_is_cut_off(
    node: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket, "OUTBOX_LIMIT", 10)
    with connect(node.web_socket, max_queue=1) as connection:
        talk = Talk(connection)
        for _ in range(20):
            talk.subscribe("newHeads")
        for _ in range(4):
            node.call("anvil_mine", 100)
        with pytest.raises(ConnectionClosed):  # noqa: PT012 - events come before the end
            for _ in range(8_001):
                connection.recv(timeout=10)
    assert node.call("eth_chainId") == "0x7a69"
