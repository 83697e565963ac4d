"""Random states of DstackKms and DstackApp on an EVM, and what the contracts then answer.

Each line of the output is a question with the words of storage that hold it and the answer:

    {"id", "kind", "bootInfo", "kms": {slot: word}, "app": … | null, "isAllowed", "reason"}

The Swift tests read the storage by their own slots, decide by their own policy, and must answer the
same. Governance calls between the questions are random too, so that grants come and go.

usage: python -m tools.fuzz_policy COUNT [SEED]
"""

import json
import random
import sys
from collections.abc import Iterator

from eth_abi import decode

from contracts.artifact import Artifact, calldata
from contracts.evm import Evm

OWNER, KMS = bytes.fromhex("a1" * 20), bytes.fromhex("c0" * 20)
KMS_LOGIC, APP_LOGIC = bytes.fromhex("c1" * 20), bytes.fromhex("c2" * 20)
APPS = [bytes([number]) * 20 for number in (0xD1, 0xD2, 0xD3)]
"""The last is a DstackApp that nobody ever registers."""
HASHES = [bytes([number]) * 32 for number in (0x01, 0x02, 0x03)]
STATUSES = ["UpToDate"] * 12 + ["OutOfDate", "", "uptodate", "UpToDate "]
GATEWAYS = ["", "any", "9a" * 20, "0x" + "9a" * 20, "a gateway of thirty-two characters", "é" * 20]
BOOT = "(address,bytes32,address,bytes32,bytes32,bytes32,bytes32,string,string[])"
ASKED_BETWEEN_CHANGES = 8


def deployed() -> Evm:
    """DstackKms behind its proxy, and three apps behind theirs."""
    evm = Evm()
    evm.deploy(Artifact.load("DstackKms").creation(), at=KMS_LOGIC)
    evm.deploy(Artifact.load("DstackApp").creation(), at=APP_LOGIC)
    proxy = Artifact.load("ERC1967Proxy")
    start = calldata("initialize(address,address)", OWNER, APP_LOGIC)
    evm.deploy(proxy.creation(KMS_LOGIC, start), at=KMS)
    for app in APPS:
        start = calldata(
            "initialize(address,bool,bool,bool,bytes32,bytes32)",
            *(OWNER, False, False, False, bytes(32), bytes(32)),
        )
        evm.deploy(proxy.creation(APP_LOGIC, start), at=app)
    return evm


def change(evm: Evm, chance: random.Random) -> None:
    """One governance call by the owner."""
    value, app = chance.choice(HASHES), chance.choice(APPS)
    verb = chance.choice(["add", "add", "add", "remove"])
    target, signature, argument = chance.choice(
        [
            (KMS, f"{verb}OsImageHash(bytes32)", value),
            (KMS, f"{verb}KmsAggregatedMr(bytes32)", value),
            (KMS, f"{verb}KmsDevice(bytes32)", value),
            (KMS, "registerApp(address)", chance.choice(APPS[:2])),
            (KMS, "setGatewayAppId(string)", chance.choice(GATEWAYS)),
            (app, f"{verb}ComposeHash(bytes32)", value),
            (app, f"{verb}Device(bytes32)", value),
            (app, "setAllowAnyDevice(bool)", chance.random() < 0.3),
            (app, "setRequireTcbUpToDate(bool)", chance.random() < 0.5),
        ]
    )
    evm.send(target, calldata(signature, argument), sender=OWNER)


def question(chance: random.Random) -> dict:
    """A boot of one of the values that are ever allowed."""
    return {
        "appId": chance.choice([*APPS[:2] * 4, APPS[2]]),
        "composeHash": chance.choice(HASHES),
        "instanceId": bytes(20),
        "deviceId": chance.choice(HASHES),
        "mrAggregated": chance.choice(HASHES),
        "mrSystem": chance.choice(HASHES),
        "osImageHash": chance.choice(HASHES),
        "tcbStatus": chance.choice(STATUSES),
        "advisoryIds": [],
    }


def questions(count: int, seed: int) -> Iterator[dict]:
    """So many questions with their answers; the same seed gives the same ones."""
    chance, evm = random.Random(seed), deployed()
    stored: dict[bytes, dict[str, str]] = {}
    for number in range(count):
        if number % ASKED_BETWEEN_CHANGES == 0:
            for _ in range(chance.randint(1, 4)):
                change(evm, chance)
            stored = {account: words(evm, account) for account in (KMS, *APPS)}
        kind, boot = chance.choice(["app", "app", "app", "kms"]), question(chance)
        function = {"kms": "isKmsAllowed", "app": "isAppAllowed"}[kind]
        outcome = evm.call(KMS, calldata(f"{function}({BOOT})", tuple(boot.values())))
        if not outcome.success:
            raise RuntimeError(f"{function} reverts: {outcome.output.hex()}")
        allowed, reason = decode(["bool", "string"], outcome.output)
        yield {
            "id": f"{seed}-{number}",
            "kind": kind,
            "bootInfo": {name: text(value) for name, value in boot.items()},
            "kms": stored[KMS],
            "app": stored[boot["appId"]] if kind == "app" else None,
            "isAllowed": allowed,
            "reason": reason,
        }


def text(value: object) -> object:
    """Bytes as hex; other values as they are."""
    return f"0x{value.hex()}" if isinstance(value, bytes) else value


def words(evm: Evm, account: bytes) -> dict[str, str]:
    """Every word of an account's storage that is not zero."""
    return {f"0x{slot:064x}": f"0x{word:064x}" for slot, word in evm.storage(account).items()}


def main(arguments: list[str]) -> int:
    """Writes the lines to standard output."""
    count, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    for line in questions(count, seed):
        sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
