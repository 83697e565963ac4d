"""Where Safe's contracts live on every chain, and what their code must be.

Addresses and code hashes as Safe publishes them (safe-global/safe-deployments). Safe lists no
hash for SimulateTxAccessor; those two were measured on code whose CREATE2 address is the canonical
one. The table is `published.json`.
"""

import json
from dataclasses import dataclass
from pathlib import Path

VERSIONS = ("1.3.0", "1.4.1", "1.5.0")

# The two CREATE2 deployers: the first made Safe 1.3.0, the second everything since.
DETERMINISTIC_DEPLOYER = bytes.fromhex("4e59b44847b379578588920cA78FbF26c0B4956C")
SINGLETON_FACTORY = bytes.fromhex("914d7Fec6aaC8cd542e72Bca78B30650d45643d7")
MULTICALL3 = bytes.fromhex("cA11bde05977b3631167028862bE2a173976CA11")
MULTICALL3_CODE_HASH = bytes.fromhex(
    "d5c15df687b16f2ff992fc8d767b4216323184a2bbc6ee2f9c398c318e770891"
)


@dataclass(frozen=True)
class Published:
    """One published contract: 20-byte address, Keccak-256 of its runtime bytecode.

    `code_hash` is None where nobody has published one and no code was at hand to measure.
    """

    name: str
    version: str
    address: bytes
    code_hash: bytes | None

    @property
    def deployer(self) -> bytes:
        """The contract whose CREATE2, with salt zero, put this one at its address."""
        return DETERMINISTIC_DEPLOYER if self.version == "1.3.0" else SINGLETON_FACTORY


def _rows() -> tuple[Published, ...]:
    table = json.loads(Path(__file__).with_name("published.json").read_text())
    return tuple(
        Published(
            name,
            version,
            bytes.fromhex(entry["address"][2:]),
            bytes.fromhex(entry["codeHash"][2:]) if entry["codeHash"] else None,
        )
        for name, versions in table.items()
        for version, entry in versions.items()
    )


PUBLISHED = _rows()


def published(name: str, version: str) -> Published:
    """The published contract of that name and version; raises KeyError when there is none."""
    for row in PUBLISHED:
        if (row.name, row.version) == (name, version):
            return row
    raise KeyError(f"Safe publishes no {name} {version}")
