"""Test evidence of a TDX guest: a quote with its event log, and collateral, under an own root.

It proves nothing about any hardware: only who is told to trust this root accepts it, and then says
so in every answer.

python -m tools.tdx_evidence FOLDER [--report-data HEX] [--app HEX] [--compose HEX] [--image HEX]
        [--old] [--debug] [--certificate NAME [--legacy] [--foreign-key]]
    FOLDER/tdx-root.pem, FOLDER/collateral.json and FOLDER/report.json, a guest's own report; a root
    that is there already stays, with its key
    --old: a platform whose TCB is out of date; --debug: a guest in debug mode
    --certificate: FOLDER/NAME as well, a certificate of RA-TLS whose quote is bound to its key, and
    its private key (P-256, mode 0600) in FOLDER/NAME.key; --legacy: quote and event log in the
    extensions of before dstack's containers; --foreign-key: bound to another key
"""

import argparse
import datetime
import hashlib
import json
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from tools.nitro_evidence import USAGES, counted, guest_certificate, raw, report_data, secret

DAY = datetime.timedelta(days=1)
NOW = datetime.datetime.now(datetime.UTC)
FMSPC, PCE, PPID = bytes.fromhex("90c06f000000"), b"\0\0", bytes(range(16))
INTEL = bytes.fromhex("939a7233f79c4ca9940a0db3957f0607")
SIGNER = bytes.fromhex("dc9e2a7c6f948f17474e34a7fc43ed030f7c1563f1babddf6340c82e0e54a8c5")
TYPE = 0x08000001
GOOD, LOW = 7, 5

Key = ec.EllipticCurvePrivateKey


class Authority:
    """A certificate and its key."""

    def __init__(
        self,
        name: str,
        issuer: "Authority | None" = None,
        depth: int | None = None,
        extension: x509.UnrecognizedExtension | None = None,
        key: Key | None = None,
    ) -> None:
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        above = issuer or self
        self.name = subject
        wanted = {"digital_signature"} if depth is None else {"key_cert_sign", "crl_sign"}
        usage = x509.KeyUsage(**{usage: usage in wanted for usage in USAGES})
        limits = x509.BasicConstraints(ca=depth is not None, path_length=depth)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(above.name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - DAY)
            .not_valid_after(NOW + 300 * DAY)
            .add_extension(limits, critical=True)
            .add_extension(usage, critical=True)
        )
        if extension:
            builder = builder.add_extension(extension, critical=False)
        self.certificate = builder.sign(above.key, hashes.SHA256())

    @property
    def pem(self) -> str:
        """The certificate as text."""
        return self.certificate.public_bytes(Encoding.PEM).decode()

    def revocations(self) -> str:
        """An empty list of revoked certificates, in hex."""
        made = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.name)
            .last_update(NOW - DAY)
            .next_update(NOW + 30 * DAY)
            .sign(self.key, hashes.SHA256())
        )
        return made.public_bytes(Encoding.DER).hex()


def signed(key: Key, message: bytes) -> bytes:
    """The two numbers of a signature, r and s."""
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32) + s.to_bytes(32)


def der(tag: int, content: bytes) -> bytes:
    """An item of DER, shorter than 2^16."""
    size = len(content)
    length = bytes([size]) if size < 0x80 else b"\x82" + size.to_bytes(2)
    return bytes([tag]) + length + content


def platform(svn: int) -> x509.UnrecognizedExtension:
    """Intel's extension of a platform's certificate: 1.2.840.113741.1.13.1."""
    prefix = bytes.fromhex("2a864886f84d010d01")

    def member(tail: bytes, value: bytes) -> bytes:
        return der(0x30, der(6, prefix + tail) + value)

    numbers = [svn] * 16 + [13]
    tcb = b"".join(member(bytes([2, i + 1]), der(2, bytes([n]))) for i, n in enumerate(numbers))
    content = (
        member(b"\1", der(4, PPID))
        + member(b"\2", der(0x30, tcb))
        + member(b"\3", der(4, PCE))
        + member(b"\4", der(4, FMSPC))
    )
    name = x509.ObjectIdentifier("1.2.840.113741.1.13.1")
    return x509.UnrecognizedExtension(name, der(0x30, content))


def level(svn: int, status: str, date: str) -> dict:
    """A level of a platform."""
    components = [{"svn": svn, "category": "BIOS", "type": "Microcode"}] * 16
    late = [{"svn": 0}] * 2 + [{"svn": 2}] + [{"svn": 0}] * 13
    tcb = {"sgxtcbcomponents": components, "pcesvn": 13, "tdxtcbcomponents": late}
    found = {"tcb": tcb, "tcbDate": date, "tcbStatus": status}
    return found | ({"advisoryIDs": ["INTEL-SA-00000"]} if status != "UpToDate" else {})


def documents() -> tuple[str, str]:
    """TCB Info and QE Identity."""
    times = {
        "issueDate": (NOW - DAY).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "nextUpdate": (NOW + 30 * DAY).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    seam = {"mrsigner": "00" * 48, "attributes": "00" * 8, "attributesMask": "ff" * 8}
    levels = [{"tcb": {"isvsvn": 3}, "tcbDate": "2025-01-01T00:00:00Z", "tcbStatus": "UpToDate"}]
    info = {
        "id": "TDX",
        "version": 3,
        **times,
        "fmspc": FMSPC.hex(),
        "pceId": PCE.hex(),
        "tdxModule": seam,
        "tdxModuleIdentities": [{"id": "TDX_01", **seam, "tcbLevels": levels}],
        "tcbLevels": [
            level(GOOD, "UpToDate", "2025-06-01T00:00:00Z"),
            level(LOW, "OutOfDate", "2024-06-01T00:00:00Z"),
        ],
    }
    enclave = {
        "id": "TD_QE",
        "version": 2,
        **times,
        "miscselect": "00" * 4,
        "miscselectMask": "ff" * 4,
        "attributes": "11" + "00" * 15,
        "attributesMask": "ff" * 16,
        "mrsigner": SIGNER.hex(),
        "isvprodid": 2,
        "tcbLevels": levels,
    }
    return tuple(json.dumps(each, separators=(",", ":")) for each in (info, enclave))


def collateral(root: Authority, authority: Authority) -> dict:
    """Intel's word, as QuoteCollateralV3 keeps it."""
    signer = Authority("Intel SGX TCB Signing", root)
    info, enclave = documents()
    return {
        "pck_crl_issuer_chain": authority.pem + root.pem,
        "root_ca_crl": root.revocations(),
        "pck_crl": authority.revocations(),
        "tcb_info_issuer_chain": signer.pem + root.pem,
        "tcb_info": info,
        "tcb_info_signature": signed(signer.key, info.encode()).hex(),
        "qe_identity_issuer_chain": signer.pem + root.pem,
        "qe_identity": enclave,
        "qe_identity_signature": signed(signer.key, enclave.encode()).hex(),
    }


def log(options: argparse.Namespace) -> list[dict]:
    """The events of the guest."""
    events = [
        ("system-preparing", b""),
        ("app-id", raw(options.app)),
        ("compose-hash", raw(options.compose)),
        ("instance-id", bytes(range(20))),
        ("boot-mr-done", b""),
        ("system-ready", b""),
    ]
    return [
        {"imr": 3, "event_type": TYPE, "digest": "", "event": name, "event_payload": data.hex()}
        for name, data in events
    ]


def replay(events: list[dict]) -> bytes:
    """RTMR3 behind the events."""
    register = bytes(48)
    for event in events:
        text = f":{event['event']}:".encode() + bytes.fromhex(event["event_payload"])
        digest = hashlib.sha384(TYPE.to_bytes(4, "little") + text).digest()
        register = hashlib.sha384(register + digest).digest()
    return register


def quote(options: argparse.Namespace, chain: list[Authority], rtmr3: bytes) -> bytes:
    """A quote of version 4."""
    attributes = 1 << 28 | (1 if options.debug else 0)
    registers = [hashlib.sha384(f"register {n}".encode()).digest() for n in range(4)]
    body = (
        bytes([3, 1, 2]) + bytes(13) + bytes(48 + 48 + 8) + attributes.to_bytes(8, "little")
        + bytes(8) + registers[0] + bytes(3 * 48) + b"".join(registers[1:]) + rtmr3
        + raw(options.report_data).ljust(64, b"\0")
    )  # fmt: skip
    head = b"\4\0\2\0\x81\0\0\0" + bytes(4) + INTEL + bytes(20)
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)[1:]
    data = bytes(range(32))
    report = (
        bytes(48) + b"\x11" + bytes(15) + bytes(64) + SIGNER + bytes(96) + b"\2\0\3\0" + bytes(60)
        + hashlib.sha256(point + data).digest() + bytes(32)
    )  # fmt: skip
    pem = "".join(each.pem for each in chain).encode()
    inner = report + signed(chain[0].key, report) + len(data).to_bytes(2, "little") + data
    inner += b"\5\0" + len(pem).to_bytes(4, "little") + pem
    proof = signed(key, head + body) + point + b"\6\0" + len(inner).to_bytes(4, "little") + inner
    return head + body + len(proof).to_bytes(4, "little") + proof


def kept_root(folder: Path) -> Authority:
    """The root of a folder, made where there is none."""
    pem, private = folder / "tdx-root.pem", folder / "tdx-root-key.pem"
    name = "Intel SGX Root CA, for tests"
    if private.exists():
        root = Authority(name, depth=1, key=load_pem_private_key(private.read_bytes(), None))
        root.certificate = x509.load_pem_x509_certificate(pem.read_bytes())
        return root
    root = Authority(name, depth=1)
    pem.write_text(root.pem)
    encoded = root.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    secret(private, encoded)
    return root


def container(made: bytes, events: list[dict], data: bytes, configuration: str) -> bytes:
    """The attestation in SCALE: quote, its events, the guest's own events, data, configuration."""
    measured, own = b"", b""
    for event in events:
        name = counted(event["event"].encode())
        payload = counted(bytes.fromhex(event["event_payload"]))
        head = event["imr"].to_bytes(4, "little") + TYPE.to_bytes(4, "little")
        measured += head + counted(b"") + name + payload
        own += name + payload
    number = bytes([len(events) << 2])
    text = counted(configuration.encode())
    return b"\0\0" + counted(made) + number + measured + number + own + data + text


def certificate(options: argparse.Namespace, chain: list[Authority], events: list[dict]) -> None:
    """A certificate whose quote is bound to its key."""
    key, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    data = report_data(other if options.foreign_key else key)
    options.report_data = data.hex()
    made = quote(options, chain, replay(events))
    values = {8: container(made, events, data, configuration(options))}
    if options.legacy:
        values = {1: made, 2: json.dumps(events).encode()}
    path = options.folder / options.certificate
    path.write_bytes(guest_certificate(key, values))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    secret(path.with_name(path.name + ".key"), private)


def configuration(options: argparse.Namespace) -> str:
    """What the guest says of its image."""
    return json.dumps({"os_image_hash": options.image.removeprefix("0x")})


def main() -> None:
    """Reads the command line and writes the files."""
    parser = argparse.ArgumentParser(description="Test evidence of TDX guests.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--report-data", default="0x")
    parser.add_argument("--app", default="0x" + "11" * 20)
    parser.add_argument("--compose", default="0x" + "22" * 32)
    parser.add_argument("--image", default="0x" + "33" * 32)
    parser.add_argument("--old", action="store_true")
    parser.add_argument("--debug", action="store_true")
    parser.add_argument("--certificate")
    parser.add_argument("--legacy", action="store_true")
    parser.add_argument("--foreign-key", action="store_true")
    options = parser.parse_args()
    root = kept_root(options.folder)
    authority = Authority("Intel SGX PCK Platform CA", root, 0)
    svn = LOW if options.old else GOOD
    leaf = Authority("Intel SGX PCK Certificate", authority, extension=platform(svn))
    chain = [leaf, authority, root]
    events = log(options)
    made = quote(options, chain, replay(events))
    report = {
        "quote": made.hex(),
        "event_log": json.dumps(events),
        "report_data": raw(options.report_data).ljust(64, b"\0").hex(),
        "vm_config": configuration(options),
    }
    (options.folder / "collateral.json").write_text(json.dumps(collateral(root, authority)))
    (options.folder / "report.json").write_text(json.dumps(report))
    if options.certificate:
        certificate(options, chain, events)


if __name__ == "__main__":
    main()
