"""Every log of the governance, decoded: nothing is skipped, unknown events are a surprise."""

from dataclasses import dataclass

from eth_utils import keccak
from safe_eth.eth.contracts import get_safe_V1_4_1_contract
from web3.contract.contract import Contract
from web3.exceptions import Web3Exception

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
    names = {source: _names(contract) for source, contract in contracts.items()}
    events = []
    for log in logs:
        source = sources[log["address"]]
        events.append(_decode(contracts[source], names[source], log, source))
    return sorted(events, key=lambda event: (event.block, event.index))


def _names(contract: Contract) -> dict[bytes, str]:
    """The names of a contract's events by topic 0."""
    names = {}
    for entry in contract.abi:
        if entry["type"] == "event":
            types = ",".join(type_string(parameter) for parameter in entry["inputs"])
            names[keccak(text=f"{entry['name']}({types})")] = entry["name"]
    return names


def _decode(contract: Contract, names: dict[bytes, str], log: dict, source: str) -> Event:
    where = f"log {log['logIndex']} of block {log['blockNumber']}, emitted by {log['address']}"
    name = names.get(bytes(log["topics"][0])) if log["topics"] else None
    if name is None:
        raise SurpriseError(f"{where}, is no event of its contract")
    try:
        decoded = contract.events[name]().process_log(log)
    except Web3Exception as error:
        raise SurpriseError(f"{where}, does not decode as {name}: {error}") from error
    return Event(
        source,
        name,
        dict(decoded["args"]),
        log["blockNumber"],
        log["logIndex"],
        bytes(log["transactionHash"]),
    )
