"""Every log of the governance, decoded: nothing is skipped, unknown events are a surprise."""

from dataclasses import dataclass

from eth_utils import keccak
from safe_eth.eth.contracts import get_safe_V1_4_1_contract
from web3 import Web3
from web3._utils.events import get_event_data
from web3.contract.contract import Contract
from web3.exceptions import LogTopicError

from contracts.artifact import type_string
from contracts.devnet.demo.clients import Chain
from contracts.devnet.demo.narration import SurpriseError


@dataclass(frozen=True)
class Event:
    """One decoded log. `source` is kms, app, timelock or safe."""

    source: str
    name: str
    arguments: dict
    block: int
    index: int
    transaction: bytes


def read_events(chain: Chain, first_block: int) -> list[Event]:
    """All events of the four contracts since a block, in the order of the chain."""
    account = get_safe_V1_4_1_contract(chain.web3, chain.safe.address)
    contracts = {
        "kms": chain.kms,
        "app": chain.app,
        "timelock": chain.timelock,
        "safe": account,
    }
    sources = {contract.address: source for source, contract in contracts.items()}
    logs = chain.web3.eth.get_logs(
        {"fromBlock": first_block, "toBlock": "latest", "address": list(sources)}
    )
    decoders = {source: _decoders(contract) for source, contract in contracts.items()}
    events = [
        _decode(chain.web3, log, sources[log["address"]], decoders[sources[log["address"]]])
        for log in logs
    ]
    return sorted(events, key=lambda event: (event.block, event.index))


def _decoders(contract: Contract) -> dict[bytes, dict]:
    decoders = {}
    for entry in contract.abi:
        if entry["type"] == "event":
            types = ",".join(type_string(parameter) for parameter in entry["inputs"])
            decoders[keccak(text=f"{entry['name']}({types})")] = entry
    return decoders


def _decode(web3: Web3, log: dict, source: str, decoders: dict[bytes, dict]) -> Event:
    where = f"log {log['logIndex']} of block {log['blockNumber']}, emitted by {log['address']}"
    entry = decoders.get(bytes(log["topics"][0])) if log["topics"] else None
    if entry is None:
        raise SurpriseError(f"{where}, is no event of its contract")
    try:
        decoded = get_event_data(web3.codec, entry, log)
    except LogTopicError as error:
        raise SurpriseError(f"{where}, does not decode as {entry['name']}: {error}") from error
    return Event(
        source,
        entry["name"],
        dict(decoded["args"]),
        log["blockNumber"],
        log["logIndex"],
        bytes(log["transactionHash"]),
    )
