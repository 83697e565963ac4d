"""Instructions of each row, counted by callgrind: they repeat where times do not."""

import json
import re
import shutil
import subprocess
from pathlib import Path

_DUMP = re.compile(r"^desc: Trigger: Client Request: (\S+)$", re.MULTILINE)
_TOTAL = re.compile(r"^(?:totals|summary): (\d+)", re.MULTILINE)


class Counts(dict):
    """Instructions of one item of each row."""

    def ratio(self, name: str) -> float | None:
        """In Keccak-f permutations of OpenSSL."""
        return self[name] / self["P"] if name in self and self.get("P") else None


def read(folder: Path, items: dict[str, int]) -> Counts:
    """The counts in callgrind's dumps; `items` says how many items each is about."""
    counts = Counts()
    for file in sorted(folder.glob("callgrind.out*")):
        text = file.read_text(errors="replace")
        name, total = _DUMP.search(text), _TOTAL.search(text)
        if name and total and name[1] in items:
            counts[name[1]] = int(total[1]) / items[name[1]]
    return counts


def _without_debug_information(program: str, folder: Path) -> str:
    """A copy that older valgrinds can load.

    They end at the debug information of Swift's compiler (DWARF 5), which counting does not need.
    """
    copy = folder / "bench.stripped"
    subprocess.run(["strip", "--strip-debug", "-o", copy, program], check=True)
    return str(copy)


def count(command: list[str], folder: Path) -> Counts:
    """Runs the benchmark under callgrind, which sees no AVX-512 and no SHA instructions."""
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        raise SystemExit("valgrind is not installed: apt-get install valgrind")
    dumps = folder / "callgrind"
    shutil.rmtree(dumps, ignore_errors=True)
    dumps.mkdir(parents=True)
    out = f"--callgrind-out-file={dumps}/callgrind.out"
    options = ["--tool=callgrind", "--collect-atstart=no", out]
    program, *words = command
    copy = _without_debug_information(program, folder)
    ran = subprocess.run(
        [valgrind, "-q", *options, copy, *words, "--instructions"],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    items = {row["name"]: row["items"] for row in map(json.loads, ran.stdout.splitlines())}
    return read(dumps, items)
