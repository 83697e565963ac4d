"""Random states of DstackKms and DstackApp on an EVM, and what the contracts then answer.

Each line of the output is a question with the words of storage that hold it and the answer:

    {"id", "kind", "bootInfo", "kms": {slot: word}, "app": … | null, "isAllowed", "reason"}

The Swift tests read the storage by their own slots, decide by their own policy, and must answer the
same. Governance calls between the questions are random too, so that grants come and go.

The EVM is revm, which answers in a tenth of a millisecond; the first questions are asked of py-evm
too, and both must have the same words and the same answers.

usage: python -m tools.fuzz_policy COUNT [SEED]
"""

import json
import random
import sys
from collections.abc import Iterator

import pyrevm

from contracts.artifact import Artifact, calldata, selector
from contracts.evm import Evm

OWNER, LAST_APP = bytes.fromhex("a1" * 20), 2
HASHES = [bytes([number]) * 32 for number in (0x01, 0x02, 0x03)]
STATUSES = ["UpToDate"] * 12 + ["OutOfDate", "", "uptodate", "UpToDate "]
GATEWAYS = ["", "any", "9a" * 20, "0x" + "9a" * 20, "a gateway of thirty-two characters", "é" * 20]
BOOT = "(address,bytes32,address,bytes32,bytes32,bytes32,bytes32,string,string[])"
ASKED_BETWEEN_CHANGES = 8
ASKED_OF_BOTH = 64


class RustEvm:
    """The calls of contracts.evm.Evm that are needed here, on revm."""

    def __init__(self) -> None:
        self._evm = pyrevm.EVM(spec_id="PRAGUE")

    def deploy(self, creation: bytes) -> bytes:
        """Runs creation bytecode; gives the contract's address."""
        return bytes.fromhex(self._evm.deploy(f"0x{OWNER.hex()}", creation)[2:])

    def send(self, to: bytes, data: bytes) -> None:
        """A call of the owner that is kept; raises RuntimeError when it fails."""
        self._evm.message_call(f"0x{OWNER.hex()}", f"0x{to.hex()}", calldata=data)

    def call(self, to: bytes, data: bytes) -> bytes:
        """What a call answers that changes nothing; raises RuntimeError when it reverts."""
        return self._evm.message_call(
            f"0x{OWNER.hex()}", f"0x{to.hex()}", calldata=data, is_static=True
        )

    def words(self, account: bytes, slots: list[int]) -> dict[str, str]:
        """Those of the words that are not zero."""
        found = {slot: self._evm.storage(f"0x{account.hex()}", slot) for slot in slots}
        return written({slot: word for slot, word in found.items() if word})


class PythonEvm:
    """The same on py-evm, which remembers every slot that was ever written."""

    def __init__(self) -> None:
        self._evm = Evm()

    def deploy(self, creation: bytes) -> bytes:
        """Runs creation bytecode; gives the contract's address."""
        return self._evm.deploy(creation, sender=OWNER)

    def send(self, to: bytes, data: bytes) -> None:
        """A call of the owner that is kept; raises RuntimeError when it fails."""
        outcome = self._evm.send(to, data, sender=OWNER)
        if not outcome.success:
            raise RuntimeError(f"a change reverts: {outcome.output.hex()}")

    def call(self, to: bytes, data: bytes) -> bytes:
        """What a call answers; raises RuntimeError when it reverts."""
        outcome = self._evm.call(to, data, sender=OWNER)
        if not outcome.success:
            raise RuntimeError(f"a question reverts: {outcome.output.hex()}")
        return outcome.output

    def words(self, account: bytes) -> dict[str, str]:
        """Every word of an account's storage that is not zero."""
        return written(self._evm.storage(account))

    def slots(self, account: bytes) -> list[int]:
        """Every slot of an account that was ever written."""
        return self._evm.written_slots(account)


def deployed(evm: RustEvm | PythonEvm) -> tuple[bytes, list[bytes]]:
    """DstackKms behind its proxy, and three apps behind theirs; the last is never registered."""
    kms_logic = evm.deploy(Artifact.load("DstackKms").creation())
    app_logic = evm.deploy(Artifact.load("DstackApp").creation())
    proxy = Artifact.load("ERC1967Proxy")
    start = calldata("initialize(address,address)", OWNER, app_logic)
    kms = evm.deploy(proxy.creation(kms_logic, start))
    start = calldata(
        "initialize(address,bool,bool,bool,bytes32,bytes32)",
        *(OWNER, False, False, False, bytes(32), bytes(32)),
    )
    return kms, [evm.deploy(proxy.creation(app_logic, start)) for _ in range(3)]


def changes(kms: bytes, apps: list[bytes]) -> list[list[tuple[bytes, bytes]]]:
    """Every governance call that may come, in groups of equal likelihood, with its target."""
    groups = [
        [
            (target, calldata(f"{verb}{what}(bytes32)", value))
            for verb in ("add", "add", "add", "remove")
            for target in targets
            for value in HASHES
        ]
        for what, targets in [
            ("OsImageHash", [kms]),
            ("KmsAggregatedMr", [kms]),
            ("KmsDevice", [kms]),
            ("ComposeHash", apps),
            ("Device", apps),
        ]
    ]
    groups.append([(kms, calldata("registerApp(address)", app)) for app in apps[:LAST_APP]])
    groups.append([(kms, calldata("setGatewayAppId(string)", text)) for text in GATEWAYS])
    for signature, likely in [("setAllowAnyDevice(bool)", 3), ("setRequireTcbUpToDate(bool)", 5)]:
        values = [True] * likely + [False] * (10 - likely)
        groups.append([(app, calldata(signature, value)) for app in apps for value in values])
    return groups


def question(chance: random.Random, apps: list[bytes]) -> dict:
    """A boot of one of the values that are ever allowed."""
    return {
        "appId": chance.choice([*apps[:LAST_APP] * 4, apps[LAST_APP]]),
        "composeHash": chance.choice(HASHES),
        "instanceId": bytes(20),
        "deviceId": chance.choice(HASHES),
        "mrAggregated": chance.choice(HASHES),
        "mrSystem": chance.choice(HASHES),
        "osImageHash": chance.choice(HASHES),
        "tcbStatus": chance.choice(STATUSES),
        "advisoryIds": [],
    }


def asked(function: str, boot: dict) -> bytes:
    """The call's data: nine words, then the status as a string and no advisories (Solidity ABI)."""
    status = boot["tcbStatus"].encode()
    padded = status + bytes(-len(status) % 32)
    words = [boot[name].rjust(32, b"\0") for name in list(boot)[:7]]
    places = [9 * 32, 10 * 32 + len(padded)]
    head = [place.to_bytes(32, "big") for place in places]
    tail = [len(status).to_bytes(32, "big"), padded, bytes(32)]
    start = (32).to_bytes(32, "big")
    return selector(f"{function}({BOOT})") + start + b"".join(words + head + tail)


def told(output: bytes) -> tuple[bool, str]:
    """A verdict and its reason (Solidity ABI)."""
    length = int.from_bytes(output[64:96], "big")
    if output[:31] != bytes(31) or output[31] > 1 or output[32:64] != (64).to_bytes(32, "big"):
        raise RuntimeError(f"no verdict: {output.hex()}")
    return output[31] == 1, output[96 : 96 + length].decode()


def questions(count: int, seed: int) -> Iterator[dict]:
    """So many questions with their answers; the same seed gives the same ones."""
    chance, evm, other, scout = random.Random(seed), RustEvm(), PythonEvm(), PythonEvm()
    kms, apps = deployed(evm)
    if deployed(other) != (kms, apps) or deployed(scout) != (kms, apps):
        raise RuntimeError("the contracts are elsewhere on the other EVM")
    groups = changes(kms, apps)
    for target, data in {call for group in groups for call in group}:
        scout.send(target, data)
    slots = {account: scout.slots(account) for account in (kms, *apps)}
    stored: dict[bytes, dict[str, str]] = {}
    for number in range(count):
        is_asked_of_both = number < ASKED_OF_BOTH
        if number % ASKED_BETWEEN_CHANGES == 0:
            for _ in range(chance.randint(1, 4)):
                target, data = chance.choice(chance.choice(groups))
                evm.send(target, data)
                if is_asked_of_both:
                    other.send(target, data)
            stored = {account: evm.words(account, slots[account]) for account in slots}
            if is_asked_of_both and stored != {account: other.words(account) for account in slots}:
                raise RuntimeError("the two EVMs hold different words")
        kind, boot = chance.choice(["app", "app", "app", "kms"]), question(chance, apps)
        data = asked({"kms": "isKmsAllowed", "app": "isAppAllowed"}[kind], boot)
        allowed, reason = told(evm.call(kms, data))
        if is_asked_of_both and told(other.call(kms, data)) != (allowed, reason):
            raise RuntimeError(f"the two EVMs answer question {number} differently")
        yield {
            "id": f"{seed}-{number}",
            "kind": kind,
            "bootInfo": {name: text(value) for name, value in boot.items()},
            "kms": stored[kms],
            "app": stored[boot["appId"]] if kind == "app" else None,
            "isAllowed": allowed,
            "reason": reason,
        }


def text(value: object) -> object:
    """Bytes as hex; other values as they are."""
    return f"0x{value.hex()}" if isinstance(value, bytes) else value


def written(words: dict[int, int]) -> dict[str, str]:
    """Slots and words as they are printed."""
    return {f"0x{slot:064x}": f"0x{words[slot]:064x}" for slot in sorted(words)}


def main(arguments: list[str]) -> int:
    """Writes the lines to standard output."""
    count, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    for line in questions(count, seed):
        sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
