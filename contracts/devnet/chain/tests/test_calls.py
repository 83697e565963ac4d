"""Calls at any block, and what they leave behind: nothing. (geth: test_calls_against_geth)."""

import contextlib
import itertools
import time
from dataclasses import replace

import pytest

from contracts.devnet.chain import calls, evm
from contracts.devnet.chain.errors import ExecutionReverted, InvalidRequest
from contracts.devnet.chain.genesis import Account
from contracts.devnet.chain.requests import (
    AccountOverride,
    CallRequest,
    SimulatedBlockRequest,
    SimulateRequest,
)
from contracts.devnet.chain.revert import revert_text
from contracts.devnet.chain.tests.world import World, address, word

READ = AccountOverride(code=bytes.fromhex("5f545f5260205ff3"))
"""Returns slot 0."""


def test_a_call_sees_the_state_of_its_block() -> None:
    world = World()
    for value in (11, 22):
        world.send("alice", world.store, data=word(value))
    old = world.chain.head
    world.chain.reorg(1)
    request = CallRequest(to=world.store)
    seen = {
        block.number: world.chain.call(request, block, {world.store: READ}).output
        for block in (world.chain.block(0), world.chain.block(1), old)
    }
    assert seen == {0: word(0), 1: word(11), 2: word(22)}


def test_a_call_on_the_pending_block_sees_what_waits() -> None:
    world = World()
    world.chain.automine = False
    world.send("alice", world.store, data=word(33))
    request = CallRequest(to=world.store)
    assert world.chain.call(request, world.chain.pending, {world.store: READ}).output == word(33)


def test_calls_change_nothing() -> None:
    world = World()
    head = world.chain.head
    request = CallRequest(sender=world.alice, to=world.store, data=word(5), value=0)
    assert world.chain.call(request, head).error is None
    world.chain.estimate_gas(request, head)
    world.chain.access_list(request, head)
    assert world.chain.head == head
    assert world.chain.state(head).storage(world.store, 0) == 0
    assert world.chain.state(head).nonce(world.alice) == 0
    world.send("alice", world.store, data=word(5))
    assert world.chain.state(world.chain.head).storage(world.store, 0) == 5


def test_block_hashes_are_known_to_calls() -> None:
    world = World()
    blocks = [world.chain.head, *world.chain.mine(count=260)]
    code = bytes.fromhex("5f35405f5260205ff3")  # BLOCKHASH of the argument
    for number, known in [(259, True), (4, True), (3, False), (260, False), (0, False)]:
        request = CallRequest(to=address("x"), data=word(number))
        overrides = {address("x"): AccountOverride(code=code)}
        output = world.chain.call(request, world.chain.head, overrides).output
        assert output == (blocks[number].hash if known else bytes(32)), number


def test_the_gas_estimate_is_enough_and_hardly_more() -> None:
    world = World()
    request = CallRequest(sender=world.alice, to=world.store, data=word(7))
    estimate = world.chain.estimate_gas(request, world.chain.head)
    used = world.chain.call(request, world.chain.head).gas_used
    assert used <= estimate <= used * 1.015
    world.send("alice", world.store, data=word(7), gas=estimate)
    assert world.chain.head.receipts[0].status == 1


def test_an_estimate_of_what_reverts_tells_why() -> None:
    world = World()
    reason = bytes.fromhex("08c379a0") + word(32) + word(2) + b"no".ljust(32, b"\0")
    request = CallRequest(sender=world.alice, to=world.reverter, data=reason)
    with pytest.raises(ExecutionReverted) as error:
        world.chain.estimate_gas(request, world.chain.head)
    assert (error.value.message, error.value.data) == ("execution reverted: no", reason)
    assert error.value.code == 3


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("", "execution reverted"),
        ("08c379a0", "execution reverted"),
        ("08c379a0" + "00" * 31 + "20" + "ff" * 32, "execution reverted"),
        ("08c379a0" + "ff" * 32 + "00" * 32, "execution reverted"),
        ("08c379a0" + "00" * 31 + "20" + "00" * 32, "execution reverted: "),
        ("4e487b71" + "00" * 31 + "11", "execution reverted: arithmetic underflow or overflow"),
        ("4e487b71" + "00" * 31 + "77", "execution reverted: unknown panic code: 0x77"),
        ("4e487b71" + "00" * 30, "execution reverted"),
        ("12345678", "execution reverted"),
    ],
)
def test_revert_data_is_put_into_words_where_it_has_some(data: str, text: str) -> None:
    assert revert_text(bytes.fromhex(data)) == text


def test_a_call_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    monkeypatch.setattr(calls, "CALL_SECONDS", 0.05)
    request = CallRequest(to=world.loop)
    with pytest.raises(InvalidRequest, match=r"^execution aborted \(timeout = 0.05s\)$"):
        world.chain.call(request, world.chain.head)
    assert world.chain.call(replace(request, gas=22_000), world.chain.head).error == "out of gas"


GENERATORS = f"{1:064x}{2:064x}" + (  # of the two groups of alt_bn128 (EIP-197)
    "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
    "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
    "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
    "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa"
)
LONG = {
    "2^24 rounds of blake2f": (9, (2**24).to_bytes(4, "big") + bytes(208) + b"\1"),
    "400 pairings": (8, bytes.fromhex(GENERATORS) * 400),
}


@pytest.mark.parametrize(("precompile", "data"), LONG.values(), ids=LONG)
@pytest.mark.timeout(30)
def test_a_precompile_that_takes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch, precompile: int, data: bytes
) -> None:
    world = World()
    monkeypatch.setattr(calls, "CALL_SECONDS", 0.05)
    request = CallRequest(to=precompile.to_bytes(20, "big"), data=data)
    with pytest.raises(InvalidRequest, match=r"^execution aborted \(timeout = 0.05s\)$"):
        world.chain.call(request, world.chain.head)


@pytest.mark.timeout(30)
def test_a_program_without_a_loop_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    monkeypatch.setattr(calls, "CALL_SECONDS", 0.05)
    straight = {address("straight"): AccountOverride(code=bytes.fromhex("5f50") * 1_000_000)}
    with pytest.raises(InvalidRequest, match=r"^execution aborted \(timeout = 0.05s\)$"):
        world.chain.call(CallRequest(to=address("straight")), world.chain.head, straight)


def test_all_attempts_of_an_estimate_share_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    # Counts down from 4096, then wants more than 10,000,000 gas left: an estimate tries often.
    wants = bytes.fromhex("6110005b60019003806003575a6298968010601657fe5b00")
    world = World({address("wants"): Account(code=wants)})
    request = CallRequest(to=address("wants"), gas=30_000_000)
    looks = itertools.count()
    monkeypatch.setattr(evm.time, "thread_time", lambda: float(next(looks)))
    monkeypatch.setattr(calls, "CALL_SECONDS", 10**9)
    world.chain.call(request, world.chain.head)
    monkeypatch.setattr(calls, "CALL_SECONDS", 3 * next(looks))
    with pytest.raises(InvalidRequest, match="execution aborted"):
        world.chain.estimate_gas(request, world.chain.head)


def test_a_simulation_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    monkeypatch.setattr(calls, "CALL_SECONDS", 0.05)
    block = SimulatedBlockRequest(calls=(CallRequest(to=world.loop, gas=20_000_000),))
    with pytest.raises(InvalidRequest, match=r"^execution aborted \(timeout = 0.05s\)$"):
        world.chain.simulate(SimulateRequest((block,)), world.chain.head)


def test_calls_nest_1024_frames_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "GAS_CAP", 10**15)
    deeper = bytes.fromhex("5f5f5f5f5f305af15f5500")  # calls itself, stores the answer
    world = World({address("deeper"): Account(code=deeper)})
    result = world.chain.call(CallRequest(to=address("deeper"), gas=10**14), world.chain.head)
    assert result.error is None


@pytest.mark.parametrize(
    ("who", "gas"), [("coinbase", 100), ("sender", 100), ("target", 100), ("stranger", 2600)]
)
def test_sender_target_and_fee_recipient_are_warm_from_the_start(who: str, gas: int) -> None:
    # EIP-2929, EIP-3651: gas of BALANCE, told by GAS before and after it.
    measured = bytes.fromhex("5f355a9031505a900360079003" + "5f5260205ff3")
    world = World({address("measured"): Account(code=measured)})
    named = {
        "coinbase": world.chain.config.coinbase,
        "sender": world.alice,
        "target": address("measured"),
        "stranger": world.bob,
    }
    data = named[who].rjust(32, b"\0")
    request = CallRequest(sender=world.alice, to=address("measured"), data=data)
    output = world.chain.call(request, world.chain.head).output
    assert int.from_bytes(output, "big") == gas


STORING = {"new slots": "5f5b600101808055600156", "one slot": "5b5f5f555f56"}


@pytest.mark.parametrize("code", STORING.values(), ids=STORING)
def test_a_loop_that_stores_ends_by_gas_or_by_the_stated_time(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    world = World({address("stores"): Account(code=bytes.fromhex(code))})
    request = CallRequest(to=address("stores"), gas=100_000)
    result = world.chain.call(request, world.chain.head)
    assert result.error.startswith("out of gas")
    assert result.gas_used == 100_000
    monkeypatch.setattr(calls, "CALL_SECONDS", 0.1)
    before = time.thread_time()
    with contextlib.suppress(InvalidRequest):  # or the gas is used up: new slots are dear
        world.chain.call(replace(request, gas=None), world.chain.head)
    assert time.thread_time() - before < 1


def test_the_time_of_a_call_is_the_threads_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "CALL_SECONDS", 0.05)
    world = World()
    slow = evm.Deadline.check

    def waiting(deadline: evm.Deadline) -> None:
        time.sleep(0.1)
        slow(deadline)

    monkeypatch.setattr(evm.Deadline, "check", waiting)
    request = CallRequest(to=world.store, data=word(1))
    assert world.chain.call(request, world.chain.head).error is None
