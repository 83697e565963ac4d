"""The committed files that the check compares: sources, settings, artifacts, ABIs, manifest."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from eth_utils import keccak

CONTRACTS = Path(__file__).parent.parent


@dataclass(frozen=True)
class Tree:
    """A contracts folder; `root` is the committed one or a copy."""

    root: Path = CONTRACTS

    @cached_property
    def units(self) -> dict[str, str]:
        """The source unit, such as `src/DstackKms.sol`, that makes each artifact, by its name."""
        files = sorted((self.root / "src").rglob("*.sol"))
        return {path.stem: path.relative_to(self.root).as_posix() for path in files}

    @cached_property
    def settings(self) -> dict:
        """The compiler settings, the only place where they are written by hand."""
        return self.json("build/settings.json")

    @cached_property
    def pins(self) -> dict[str, str]:
        """The exact version of each npm package that the build uses."""
        return self.json("build/package.json")["dependencies"]

    @cached_property
    def locked(self) -> dict[str, dict]:
        """What the lock file says about each package, by its folder; "" is the project itself."""
        return self.json("build/package-lock.json")["packages"]

    @cached_property
    def manifest(self) -> dict[str, str]:
        """Keccak-256 of each artifact file, by contract name."""
        return self.json("manifest.json")

    def json(self, name: str) -> object:
        """A JSON file below the root."""
        return json.loads((self.root / name).read_text())

    def names(self, folder: str) -> set[str]:
        """The contracts that have a file in `artifacts` or `abi`; strangers by file name."""
        return {path.name.removesuffix(".json") for path in (self.root / folder).iterdir()}

    def digest(self, name: str) -> str:
        """Keccak-256 of a file below the root, as 0x hex."""
        return "0x" + keccak((self.root / name).read_bytes()).hex()


def lines(value: dict | list) -> str:
    """The one text of an artifact or ABI: a line per member, keys sorted, no spaces."""
    opening, closing = "[]" if isinstance(value, list) else "{}"
    if isinstance(value, list):
        members = [_compact(entry) for entry in value]
    else:
        members = [f"{_compact(key)}:{_compact(value[key])}" for key in sorted(value)]
    return opening + "\n" + ",\n".join(members) + "\n" + closing + "\n"


def _compact(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
