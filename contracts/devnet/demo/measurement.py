"""OS_IMAGE_HASH of a Nitro enclave, from what nitro-cli prints about it."""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_MAXIMUM_FILE = 1_000_000
_MAXIMUM_BRACKETS = 1000  # deep nesting could exhaust the parser's stack


class MeasurementError(ValueError):
    """The file measures no enclave that may be allowed to get keys."""


@dataclass(frozen=True)
class EnclaveImage:
    """PCR0, PCR1 and PCR2 of an enclave image, 48 bytes each (SHA-384)."""

    pcrs: tuple[bytes, bytes, bytes]

    @property
    def os_image_hash(self) -> bytes:
        """SHA-256 of the 144 raw bytes PCR0 ‖ PCR1 ‖ PCR2: what a dstack KMS asks about."""
        return sha256(b"".join(self.pcrs)).digest()

    @property
    def hash_of_hex_text(self) -> bytes:
        """What `sha256sum <<< "$PCR0$PCR1$PCR2"` gives: 288 hex digits and a newline, hashed.

        A recipe in circulation, and wrong: no enclave ever reports this value.
        """
        text = "".join(pcr.hex() for pcr in self.pcrs) + "\n"
        return sha256(text.encode()).digest()


def read_image(path: Path) -> EnclaveImage:
    """The image in the JSON of `nitro-cli describe-enclaves` or `build-enclave`.

    Raises MeasurementError unless the file measures exactly one enclave, in SHA-384, not in debug
    mode (then the PCRs are zero and say nothing about the image).
    """
    document = _read_json(path)
    enclaves = document if isinstance(document, list) else [document]
    if len(enclaves) != 1 or not isinstance(enclaves[0], dict):
        raise MeasurementError(f"{path} must describe exactly one enclave")
    measurements = enclaves[0].get("Measurements")
    if not isinstance(measurements, dict):
        raise MeasurementError(f"{path} has no Measurements")
    if not str(measurements.get("HashAlgorithm", "")).startswith("Sha384"):
        raise MeasurementError(f"{path}: HashAlgorithm must be Sha384")
    pcrs = tuple(_pcr(path, measurements, name) for name in ("PCR0", "PCR1", "PCR2"))
    debug = "DEBUG" in str(enclaves[0].get("Flags", ""))
    if debug or not any(any(pcr) for pcr in pcrs):
        raise MeasurementError(
            f"{path}: the enclave runs in debug mode, so its PCRs are zero and measure nothing; "
            "run it without --debug-mode and describe it again"
        )
    return EnclaveImage(pcrs)


def _read_json(path: Path) -> object:
    try:
        with path.open("rb") as file:
            data = file.read(_MAXIMUM_FILE + 1)
        nested = data.count(b"[") + data.count(b"{") > _MAXIMUM_BRACKETS
        document = None if nested or len(data) > _MAXIMUM_FILE else json.loads(data)
    except (OSError, ValueError) as error:
        raise MeasurementError(f"{path} cannot be read as JSON: {error}") from error
    if document is None:
        raise MeasurementError(
            f"{path} is not what nitro-cli prints: empty, too long or too nested"
        )
    return document


def _pcr(path: Path, measurements: dict, name: str) -> bytes:
    value = measurements.get(name)
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{96}", value):
        raise MeasurementError(f"{path}: {name} must be 96 lower-case hex digits")
    return bytes.fromhex(value)
