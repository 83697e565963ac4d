"""What the tests of the set-up share: a machine made of stand-ins, with a checkout on it."""

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# what every machine has; whatever else is on the path of a test is a stand-in or given by name
BASE = (
    *("basename", "bash", "cat", "chmod", "cp", "cut", "date", "dirname", "env", "find", "flock"),
    *("git", "grep", "head", "id", "ls", "mkdir", "mktemp", "mv", "rm", "sed", "sha256sum"),
    *("sleep", "sort", "tar", "touch", "tr", "xz"),
)


@dataclass
class Machine:
    """A folder that plays a machine: its programs, its home, its release, and our checkout."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def checkout(self) -> Path:
        """Our checkout, with the set-up in it."""
        return self.root / "checkout"

    @property
    def cache(self) -> Path:
        """Where the Swift packages of all checkouts lie."""
        return self.root / "home/.cache/dstack-governance"

    def put(self, name: str, script: str) -> Path:
        """Puts a stand-in on the path."""
        return self._write(self.root / "bin" / name, script)

    def give(self, *names: str) -> None:
        """Puts real programs on the path."""
        for name in names:
            (self.root / "bin" / name).unlink(missing_ok=True)
            (self.root / "bin" / name).symlink_to(shutil.which(name))

    def take(self, *names: str) -> None:
        """Takes programs off the path."""
        for name in names:
            (self.root / "bin" / name).unlink()

    def be(self, release: str) -> None:
        """Makes the machine one of this release of Linux, by the `ID` of os-release."""
        self.file("etc/os-release", f"ID={release}\n")

    def file(self, name: str, text: str = "") -> None:
        """Puts a file below the machine's root."""
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text)

    def in_checkout(self, name: str, script: str) -> Path:
        """Puts a stand-in in the checkout."""
        return self._write(self.checkout / name, script)

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs a part of the set-up."""
        return subprocess.run(
            command,
            cwd=self.checkout,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env={
                "HOME": str(self.root / "home"),
                "PATH": str(self.root / "bin"),
                "SETUP_ROOT": str(self.root),
                **self.environment,
                **environment,
            },
        )

    def log(self) -> list[str]:
        """What stand-ins noted: they have `note` to do so."""
        path = self.root / "log"
        return path.read_text().splitlines() if path.exists() else []

    def _write(self, path: Path, script: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        note = f'note() {{ echo "$*" >>"{self.root}/log"; }}'
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/bash\n{note}\n{script}\n")
        path.chmod(0o755)
        return path


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A Debian with nothing but its base, and a checkout that nobody set up."""
    machine = Machine(tmp_path)
    (tmp_path / "home").mkdir()
    (tmp_path / "bin").mkdir()
    (machine.checkout / ".cache").mkdir(parents=True)
    shutil.copytree(
        ROOT / "tools/setup",
        machine.checkout / "tools/setup",
        ignore=shutil.ignore_patterns("test_*", "conftest.py", "__pycache__"),
    )
    shutil.copy(ROOT / "tools/swift", machine.checkout / "tools/swift")
    machine.give(*BASE)
    machine.be("debian")
    return machine
