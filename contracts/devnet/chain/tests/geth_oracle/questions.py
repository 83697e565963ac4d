"""Questions about a scenario's genesis state, and our answers as geth would write them."""

from dataclasses import dataclass, replace

from eth_utils import keccak

from contracts.devnet.chain.chain import Chain
from contracts.devnet.chain.errors import ChainError
from contracts.devnet.chain.genesis import ChainConfig
from contracts.devnet.chain.requests import (
    AccountOverride,
    BlockOverrides,
    CallRequest,
    SimulatedBlockRequest,
    SimulateRequest,
)
from contracts.devnet.chain.revert import revert_text
from contracts.devnet.chain.simulate import SimulatedBlock
from contracts.devnet.chain.tests.geth_oracle.replay import Replay
from contracts.devnet.chain.tests.geth_oracle.scenario import (
    CHAIN_ID,
    COINBASE,
    GAS_LIMIT,
    TIMESTAMP,
)

GENESIS_BASE_FEE = 1_000_000_000
FEES = {"max_fee_per_gas": 3 * 10**9, "max_priority_fee_per_gas": 10**9}
"""Given where geth would fill in a default that is its operator's choice."""


@dataclass(frozen=True)
class Question:
    """One method and its arguments; `request` is a CallRequest or a SimulateRequest."""

    method: str
    request: CallRequest | SimulateRequest
    state: dict[bytes, AccountOverride] | None = None
    block: BlockOverrides | None = None


def chain_of(seed: int) -> tuple[Replay, Chain]:
    """The scenario's accounts on a chain that is at genesis."""
    replay = Replay(seed)
    config = ChainConfig(CHAIN_ID, TIMESTAMP, GAS_LIMIT, coinbase=COINBASE, clock=lambda: TIMESTAMP)
    return replay, Chain(config, replay.accounts)


def questions(replay: Replay) -> list[Question]:
    """Calls, estimates, access lists and simulations of everything that has code."""
    rich = [address for address, account in replay.accounts.items() if account.balance > 10**20]
    contracts = [address for address, account in replay.accounts.items() if account.code]
    asked = []
    for index, target in enumerate(contracts):
        data = keccak(target) * (index % 4)
        request = CallRequest(sender=rich[index % len(rich)], to=target, data=data)
        asked += [
            Question("eth_call", request),
            Question("eth_call", replace(request, gas=60_000, value=index % 3)),
            Question("eth_estimateGas", request),
            Question("eth_estimateGas", replace(request, value=1, max_fee_per_gas=10**10)),
            Question("eth_createAccessList", request),
        ]
    return asked + _special(rich, contracts) + _simulations(rich, contracts)


def _special(rich: list[bytes], contracts: list[bytes]) -> list[Question]:
    """Fees, funds, overrides, creations and precompiles."""
    poor, code = bytes(19) + b"\xee", bytes.fromhex("5f545f5260205ff3")  # returns slot 0
    first = CallRequest(sender=rich[0], to=contracts[0])
    block = bytes.fromhex("435f5242602052486040524a606052416080524460a0524560c05260e05ff3")
    created = CallRequest(sender=rich[0], data=bytes.fromhex("6001600c60003960016000f300"))
    seen = BlockOverrides(
        number=77,
        time=TIMESTAMP + 99,
        gas_limit=1_000_000,
        fee_recipient=b"\x0c" * 20,
        prev_randao=b"\x0d" * 32,
        base_fee_per_gas=12_345,
        blob_base_fee=7,
    )
    at = {poor: AccountOverride(code=block)}
    asked = [
        Question("eth_call", replace(first, sender=poor, value=1)),
        Question("eth_call", replace(first, gas_price=1)),
        Question("eth_call", replace(first, gas=100_000, gas_price=2 * 10**9)),
        Question("eth_call", replace(first, gas=100_000, max_fee_per_gas=1)),
        Question(
            "eth_call",
            replace(first, gas=100_000, max_fee_per_gas=10**10, max_priority_fee_per_gas=10**11),
        ),
        Question("eth_call", replace(first, gas_price=1, max_fee_per_gas=1)),
        Question("eth_call", replace(first, gas=20_000)),
        Question("eth_call", replace(first, gas=21_500, data=b"\x01" * 40)),
        Question("eth_call", replace(first, chain_id=1)),
        Question("eth_call", created),
        Question("eth_call", replace(created, data=b"\0" * 49_153)),
        Question("eth_call", replace(first, to=bytes(19) + b"\x02", data=b"abc")),
        Question("eth_call", replace(first, to=poor), at),
        Question("eth_call", replace(first, to=poor), at, seen),
        Question("eth_call", replace(first, to=poor, gas_price=10**9, gas=10**6), at, seen),
    ]
    for override in (
        AccountOverride(code=code, state={0: 5}),
        AccountOverride(code=code, state_diff={0: 6}),
        AccountOverride(code=code),
        AccountOverride(code=code, state={1: 5}),
        AccountOverride(code=code, state={0: 5}, state_diff={0: 6}),
        AccountOverride(move_precompile_to=poor),
    ):
        asked.append(Question("eth_call", first, {contracts[0]: override}))
    identity = {bytes(19) + b"\x04": AccountOverride(move_precompile_to=poor)}
    asked += [
        Question("eth_call", replace(first, to=poor, data=b"moved"), identity),
        Question("eth_estimateGas", CallRequest(sender=rich[0], to=poor, value=1)),
        Question("eth_estimateGas", CallRequest(sender=poor, to=rich[0], value=1)),
        Question("eth_estimateGas", CallRequest(sender=rich[0], to=poor, data=b"\x01" * 500)),
        Question("eth_estimateGas", created),
        Question("eth_estimateGas", replace(created, gas=53_100)),
        Question("eth_estimateGas", CallRequest(sender=poor, to=rich[0], gas_price=10**9)),
        Question("eth_estimateGas", replace(first, gas=30_000)),
        Question("eth_estimateGas", first, {contracts[0]: AccountOverride(code=code)}),
        Question("eth_estimateGas", first, {contracts[0]: AccountOverride(code=b"\x5f\x5f\xfd")}),
        Question("eth_createAccessList", CallRequest(sender=poor, to=contracts[0], **FEES)),
        Question("eth_createAccessList", created),
    ]
    return asked


def _simulations(rich: list[bytes], contracts: list[bytes]) -> list[Question]:
    """Blocks of calls, valid and not."""
    calls = tuple(
        CallRequest(sender=rich[i % len(rich)], to=target, value=i % 2, gas=900_000)
        for i, target in enumerate(contracts[:10])
    )
    fees = {"max_fee_per_gas": 10**10, "max_priority_fee_per_gas": 10**9, "gas": 50_000}
    paid = CallRequest(sender=rich[0], to=bytes(19) + b"\xee", value=3, **fees)
    later = BlockOverrides(number=4, time=TIMESTAMP + 1_000, fee_recipient=b"\x0c" * 20)
    poor = b"\x77" * 20
    plain = SimulatedBlockRequest(calls=calls)
    funded = SimulatedBlockRequest(
        calls=(CallRequest(sender=poor, to=rich[0], value=5), calls[1]),
        state_overrides={poor: AccountOverride(balance=10)},
        block_overrides=later,
    )

    def one(call: CallRequest, **fields: object) -> SimulateRequest:
        return SimulateRequest((SimulatedBlockRequest(calls=(call,)),), **fields)

    def dated(**fields: int) -> SimulateRequest:
        overrides = BlockOverrides(**fields)
        return SimulateRequest((plain, SimulatedBlockRequest(block_overrides=overrides)))

    requests = [
        SimulateRequest((plain,)),
        SimulateRequest((plain, funded), trace_transfers=True),
        one(paid, validation=True),
        one(replace(paid, nonce=9), validation=True),
        one(replace(paid, nonce=9)),
        one(replace(paid, max_fee_per_gas=1, max_priority_fee_per_gas=0), validation=True),
        one(replace(paid, gas=20_000), validation=True),
        one(replace(paid, sender=poor)),
        one(replace(paid, gas=GAS_LIMIT + 1)),
        one(replace(paid, max_priority_fee_per_gas=10**11)),
        one(replace(paid, to=None, data=b"\0" * 49_153, gas=10**6)),
        dated(number=1),
        dated(number=300),
        dated(time=TIMESTAMP),
        SimulateRequest(()),
    ]
    return [Question("eth_simulateV1", request) for request in requests]


def answer(chain: Chain, question: Question) -> object:
    """Our answer, written as geth writes it; errors as {code, message, data}."""
    try:
        return _ANSWERS[question.method](chain, question)
    except ChainError as error:
        return _error(error)


def _error(error: ChainError) -> dict:
    written = {"code": int(error.code), "message": error.message}
    if error.data is not None:
        written["data"] = _hex(error.data)
    return {"error": written}


def _call(chain: Chain, question: Question) -> object:
    result = chain.call(question.request, chain.head, question.state, question.block)
    if result.reverted:
        return _error(ChainError(revert_text(result.output), 3, result.output))
    if result.error is not None:
        return _error(ChainError(result.error))
    return _hex(result.output)


def _estimate(chain: Chain, question: Question) -> object:
    return hex(chain.estimate_gas(question.request, chain.head, question.state, question.block))


def _access_list(chain: Chain, question: Question) -> object:
    result = chain.access_list(question.request, chain.head, question.state)
    written = {
        "accessList": [
            {
                "address": _hex(address),
                "storageKeys": [_hex(slot.to_bytes(32, "big")) for slot in slots],
            }
            for address, slots in result.entries
        ],
        "gasUsed": hex(result.gas_used),
    }
    return written if result.error is None else {**written, "error": result.error}


def _simulate(chain: Chain, question: Question) -> object:
    return [_block(block) for block in chain.simulate(question.request, chain.head)]


def _block(simulated: SimulatedBlock) -> dict:
    block = simulated.block
    calls = []
    for call in simulated.calls:
        written = {
            "returnData": _hex(call.output),
            "logs": [
                [
                    _hex(e.log.address),
                    [_hex(t) for t in e.log.topics],
                    _hex(e.log.data),
                    hex(e.index),
                ]
                for e in call.logs
            ],
            "gasUsed": hex(call.gas_used),
            "maxUsedGas": hex(call.max_used_gas),
            "status": hex(call.status),
        }
        if call.error is not None:
            written |= _error(call.error)
        calls.append(written)
    return {"number": hex(block.number), "hash": _hex(block.hash), "calls": calls}


def _hex(data: bytes) -> str:
    return f"0x{data.hex()}"


_ANSWERS = {
    "eth_call": _call,
    "eth_estimateGas": _estimate,
    "eth_createAccessList": _access_list,
    "eth_simulateV1": _simulate,
}
