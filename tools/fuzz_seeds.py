"""Puts the cases of `fixtures` where each fuzz target of `Fuzz` begins to search.

python -m tools.fuzz_seeds [FOLDER]      .cache/fuzz, into TARGET/corpus
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from eth_utils import keccak

from tools.tdx_evidence import GOOD, platform

FIXTURES = Path(__file__).parents[1] / "fixtures"
TRANSACTIONS = ("legacy", "eip155", "eip2930", "eip1559", "eip4844", "eip7702", "malformed")
TEXTS = (
    *("0x", "0x00ff", "0x5aFE3855358E112B5647B952709E6165e1c1eEEe", "0x0", "0x1f", "123", "-5"),
    *("1.5 ether", "2gwei", "0x" + "ab" * 32, str(2**256 - 1), str(-(2**255))),
)
# How many lists of types the target ABI chooses from by its first byte.
SHAPES = 12


def main() -> None:
    """Writes every seed to a file of its own."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".cache/fuzz")
    for target, seeds in all_seeds().items():
        corpus = folder / target / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (corpus / f"seed-{number}").write_bytes(seed)


def all_seeds() -> dict[str, Iterator[bytes]]:
    """The seeds by target."""
    return {
        "ABI": abi(),
        "CBOR": (octets(case["document"]) for case in cases("attestation/nsm", 60)),
        "Certificate": certificates(),
        # The first byte chooses pieces of 1009 bytes of a file whose size is known.
        "EIF": (
            bytes([63 << 1]) + octets(case["image"])
            for name in ("attestation/eif", "attestation/eif-malformed")
            for case in cases(name, 50)
        ),
        "Header": headers(),
        "Hex": (text.encode() for text in TEXTS),
        "JSON": exchanges(),
        "Keystore": (case["keystore"].encode() for case in cases("keystore/valid", 60)),
        # A value, and a container behind the first byte that is the target's own.
        "MessagePack": (
            seed for container in containers("V1") for seed in (container, container[1:])
        ),
        "NSM": (octets(case["document"]) for case in cases("attestation/nsm", 182)),
        "Proof": proofs(),
        "Quote": (bytes.fromhex(json.loads(guest()["report.json"])["quote"]) for _ in range(1)),
        "RLP": (
            octets(case["encoding"])
            for name in ("rlp/valid", "rlp/rejected")
            for case in cases(name, 200)
        ),
        # The mark of SCALE is the target's own.
        "SCALE": (container[1:] for container in containers("V0")),
        "Transaction": (
            octets(case["raw"])
            for name in TRANSACTIONS
            for case in cases(f"transactions/{name}", 60)
        ),
        "TypedData": (
            json.dumps(case["typedData"]).encode()
            for name in ("eip712/typed_data", "eip712/rejected")
            for case in cases(name, 120)
        ),
    }


def guest(*options: str) -> dict[str, bytes]:
    """The files of a TDX guest under an own root."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tools.tdx_evidence", folder, *options]
        subprocess.run(command, check=True, cwd=FIXTURES.parent)
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def certificates() -> Iterator[bytes]:
    """Certificates of Nitro enclaves, of a TDX guest by both kinds; Intel's extension alone."""
    for case in cases("attestation/certificates", 30):
        yield octets(case["certificate"])
    for kind in ((), ("--legacy",)):
        pem = guest("--certificate", "guest.pem", *kind)["guest.pem"]
        yield x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
    yield platform(GOOD).value


def abi() -> Iterator[bytes]:
    """A byte that chooses the types, and an encoding; declarations as text."""
    for name in ("abi/values", "abi/malformed"):
        for number, case in enumerate(cases(name, 200)):
            yield bytes([number % SHAPES]) + octets(case["encoding"])
    for case in cases("abi/declarations", 178):
        yield b"\0" + case["full"].encode()


def containers(form: str) -> Iterator[bytes]:
    """Dstack's attestations of one form."""
    for case in cases("attestation/containers", 15):
        if case["format"] == form:
            yield octets(case["container"])


def headers() -> Iterator[bytes]:
    """Headers as RLP, blocks and receipts as JSON."""
    for case in cases("headers/headers", 100):
        yield octets(case["rlp"])
    for case in cases("rpc/history-blocks", 40):
        yield json.dumps(case["block"]).encode()
        yield json.dumps(case["receipts"]).encode()


def exchanges() -> Iterator[bytes]:
    """What geth answered."""
    for case in cases("rpc/exchanges", 400):
        yield case["response"].encode("utf-8", "surrogateescape")


def proofs() -> Iterator[bytes]:
    """Zeros for the root, the key with its length, the nodes with theirs."""
    for case in cases("proofs/valid", 150):
        claims = [(case["address"], case["accountProof"])]
        claims += [(slot["slot"], slot["proof"]) for slot in case["storage"]]
        for key, nodes in claims:
            written = b"".join(len(octets(n)).to_bytes(2) + octets(n) for n in nodes)
            yield bytes(32) + bytes([32]) + keccak(octets(key)) + written


def cases(name: str, count: int) -> list[dict]:
    """The first cases of a corpus file."""
    lines = (FIXTURES / f"{name}.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines[:count]]


def octets(text: str) -> bytes:
    """The bytes of hex behind 0x."""
    return bytes.fromhex(text.removeprefix("0x"))


if __name__ == "__main__":
    main()
