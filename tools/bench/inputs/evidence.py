"""Evidence of measured boots: a document and a root of the fixtures, an image, a quote.

The quote and its collateral are signed anew each time, under a root of their own: their lengths
change by a few bytes from run to run, and they are judged now.
"""

import json
import subprocess
import sys
import time
import zlib
from pathlib import Path

_ROOT = Path(__file__).parents[3]
_CORPUS = _ROOT / "fixtures/attestation"
_HEADER = 548
_SECTION = 12
_RAMDISK = 8 << 20


def write(folder: Path, blob: bytes) -> None:
    """All files of evidence."""
    document, root = _case("nsm", "ok-baseline"), _case("nsm-roots", "root")
    (folder / "nsm.bin").write_bytes(bytes.fromhex(document["document"][2:]))
    (folder / "nsm_root.der").write_bytes(bytes.fromhex(root["certificate"][2:]))
    (folder / "nsm_now.json").write_text(document["now"])
    (folder / "image.eif").write_bytes(image(blob))
    command = [sys.executable, "-m", "tools.tdx_evidence", str(folder)]
    subprocess.run(command, check=True, cwd=_ROOT)
    report = json.loads((folder / "report.json").read_text())
    (folder / "quote.bin").write_bytes(bytes.fromhex(report["quote"]))
    (folder / "quote_now.json").write_text(str(int(time.time())))


def image(blob: bytes) -> bytes:
    """An Enclave Image File of version 3: kernel, command line, one ramdisk."""
    ramdisk = (blob * (_RAMDISK // len(blob) + 1))[:_RAMDISK]
    parts = [(1, blob[: 1 << 20]), (2, b"console=ttyS0"), (3, ramdisk)]
    offset, offsets, sizes, body = _HEADER, [], [], b""
    for kind, content in parts:
        offsets.append(offset)
        sizes.append(len(content))
        body += kind.to_bytes(2) + bytes(2) + len(content).to_bytes(8) + content
        offset += _SECTION + len(content)
    table = b"".join(
        number.to_bytes(8) for numbers in (offsets, sizes) for number in (numbers + [0] * 32)[:32]
    )
    head = b".eif" + (3).to_bytes(2) + bytes(2 + 8 + 8 + 2) + len(parts).to_bytes(2) + table
    head += bytes(4)
    return head + zlib.crc32(body, zlib.crc32(head)).to_bytes(4) + body


def _case(file: str, name: str) -> dict:
    for line in (_CORPUS / f"{file}.jsonl").read_text().splitlines():
        case = json.loads(line)
        if case["id"] == name:
            return case
    raise SystemExit(f"{file}.jsonl has no case {name}")
