"""The chain that is asked: dstack's governance on the development chain, seen without latency."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from contracts.artifact import calldata
from contracts.devnet.json_rpc import Client
from contracts.devnet.running import running_devnet

OPERATORS = 5
_IMAGE, _COMPOSE = b"\xa1" * 32, b"\xa4" * 32


@dataclass(frozen=True)
class Chain:
    """Where the provider answers, and what may boot."""

    provider: str
    kms: str
    app: str

    def body(self, device: int, instance: int = 0x33) -> bytes:
        """The request of a KMS for an allowed boot of one of many instances on a device."""
        members = {
            "teeVariant": "dstack-tdx",
            "mrAggregated": "a2" * 32,
            "osImageHash": _IMAGE.hex(),
            "mrSystem": "66" * 32,
            "appId": self.app[2:].lower(),
            "composeHash": _COMPOSE.hex(),
            "instanceId": f"{instance:040x}",
            "deviceId": f"{device:064x}",
            "keyProviderInfo": "",
            "tcbStatus": "UpToDate",
            "advisoryIds": [],
        }
        return json.dumps(members, separators=(",", ":")).encode()

    def settings(self, state: str, providers: list[str] | None = None) -> dict:
        """The service's settings with five operators."""
        urls = providers or [self.provider] * OPERATORS
        return {
            "state": state,
            "listen": {"port": 0},
            "chain": {
                "id": 31337,
                "kms": self.kms,
                "providers": [
                    {"operator": f"operator-{index}", "url": url} for index, url in enumerate(urls)
                ],
                "maxFinalizedAgeSeconds": 86400,
                "maxRecentAgeSeconds": 86400,
            },
        }


@contextmanager
def answered_chain() -> Iterator[Chain]:
    """A chain on which one app may boot on any device; it ends with the block."""
    with running_devnet() as node:
        contracts = node["contracts"]
        _allow(node["url"], contracts)
        command = [sys.executable, "-m", "tools.bench_authd.memo", node["url"]]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            port = int(process.stdout.readline())
            yield Chain(f"http://127.0.0.1:{port}", contracts["kms"], contracts["app"])
        finally:
            process.terminate()
            process.wait()


def _allow(url: str, contracts: dict) -> None:
    owner, node = contracts["timelock"], Client.at(url)
    node.call("anvil_impersonateAccount", owner)
    node.call("anvil_setBalance", owner, hex(10**18))
    for target, data in [
        ("kms", calldata("addOsImageHash(bytes32)", _IMAGE)),
        ("app", calldata("addComposeHash(bytes32)", _COMPOSE)),
        ("app", calldata("setAllowAnyDevice(bool)", True)),
    ]:
        call = {"from": owner, "to": contracts[target], "data": f"0x{data.hex()}"}
        node.call("eth_sendTransaction", call)
    node.call("anvil_mine", "0x3")
    node.close()
