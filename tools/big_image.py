"""Runs a program on an Enclave Image File of any size: are its registers right, in what memory.

python -m tools.big_image BYTES COMMAND…        the file's path becomes COMMAND's last argument
    python -m tools.big_image 2147483648 .build/debug/dstackgov measure nitro --json
    {"bytes": 2147491908, "pcr0": "…", …, "seconds": 12.3, "peakKiB": 30000}

The image's first ramdisk is a hole of BYTES bytes, so it takes no room on the disk; its registers
and its checksum are computed here, by hashlib and zlib. COMMAND prints JSON with pcr0, pcr1 and
pcr2; exit code 1 when it fails or has other registers.
"""

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

KERNEL, COMMAND_LINE, RAMDISK = 1, 2, 3
CHECKSUM_AT, SLOTS = 544, 32
HOLE = bytes(1 << 20)

Section = tuple[int, bytes | int]


def size(content: bytes | int) -> int:
    """The bytes of a content, or of a hole."""
    return content if isinstance(content, int) else len(content)


def pieces(content: bytes | int) -> Iterator[bytes]:
    """The content piece by piece."""
    if isinstance(content, bytes):
        yield content
        return
    for left in range(content, 0, -len(HOLE)):
        yield HOLE[:left]


def write(path: Path, sections: list[Section]) -> int:
    """Writes an image of version 3 and says how long it is."""
    offsets, sizes, at = [], [], CHECKSUM_AT + 4
    for _, content in sections:
        offsets.append(at)
        sizes.append(size(content))
        at += 12 + size(content)
    head = b".eif" + (3).to_bytes(2) + bytes(2 + 8 + 8 + 2) + len(sections).to_bytes(2)
    for table in (offsets, sizes):
        head += b"".join(each.to_bytes(8) for each in table) + bytes(8 * (SLOTS - len(table)))
    head += bytes(CHECKSUM_AT - len(head))
    checksum = zlib.crc32(head)
    with path.open("wb") as file:
        file.seek(CHECKSUM_AT + 4)
        for kind, content in sections:
            header = kind.to_bytes(2) + bytes(2) + size(content).to_bytes(8)
            file.write(header)
            checksum = zlib.crc32(header, checksum)
            for piece in pieces(content):
                checksum = zlib.crc32(piece, checksum)
            if isinstance(content, bytes):
                file.write(content)
            else:
                file.seek(content, 1)
        file.truncate(at)
        file.seek(0)
        file.write(head + checksum.to_bytes(4))
    return at


def register(contents: list[bytes | int]) -> str:
    """A register that was extended once, by the hash of the contents."""
    digest = hashlib.sha384()
    for content in contents:
        for piece in pieces(content):
            digest.update(piece)
    return hashlib.sha384(bytes(48) + digest.digest()).hexdigest()


def main() -> int:
    """Reads the command line, runs the command and prints what it took."""
    parser = argparse.ArgumentParser(description="A program on a big enclave image.")
    parser.add_argument("bytes", type=int)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    kernel, line, last = b"kernel" * 100, b"console=ttyS0", b"application" * 100
    parts = [kernel, line, options.bytes]
    registers = {"pcr0": register([*parts, last]), "pcr1": register(parts)}
    registers["pcr2"] = register([last])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "image.eif"
        sections = list(zip((KERNEL, COMMAND_LINE, RAMDISK), parts, strict=True))
        total = write(path, [*sections, (RAMDISK, last)])
        begin = time.monotonic()
        made = subprocess.run([*options.command, path], stdout=subprocess.PIPE, check=False)
        seconds = round(time.monotonic() - begin, 2)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"bytes": total, **registers, "seconds": seconds, "peakKiB": peak}))
    found = json.loads(made.stdout) if made.returncode == 0 else {}
    if any(found.get(name) != value for name, value in registers.items()):
        print(f"exit code {made.returncode}, {found}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
