"""What the node says of itself."""

import threading
import time

import pytest
from eth_account import Account

from contracts.devnet.chain import calls
from contracts.devnet.dev_accounts import MNEMONIC
from contracts.devnet.json_rpc import CallError, Client
from contracts.devnet.rpc.tests.scene import NOBODY, Scene


def test_the_accounts_are_those_of_the_test_mnemonic(scene: Scene) -> None:
    Account.enable_unaudited_hdwallet_features()
    derived = [
        Account.from_mnemonic(MNEMONIC, account_path=f"m/44'/60'/0'/0/{index}").address.lower()
        for index in range(10)
    ]
    assert scene.call("eth_accounts") == derived


def test_the_chain_id_is_told_while_a_call_runs(
    node: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "CALL_SECONDS", 3.0)
    other, ended = Client(node.port), []
    endless = {NOBODY: {"code": "0x5b5f56"}}

    def call() -> None:
        with pytest.raises(CallError, match="execution aborted"):
            other.call("eth_call", {"to": NOBODY}, "latest", endless)
        ended.append(time.monotonic())

    caller = threading.Thread(target=call)
    caller.start()
    time.sleep(0.5)
    assert [node.call(name) for name in ("eth_chainId", "net_version")] == ["0x7a69", "31337"]
    told = time.monotonic()
    caller.join()
    other.close()
    assert told < ended[0]
