"""Test evidence: attestation documents as the NSM of a Nitro enclave signs them, under an own root.

They prove nothing about any hardware. Programs accept them only where they are told to trust this
root, and then say so in every answer.

python -m tools.nitro_evidence root FOLDER
    a new root: FOLDER/root.pem and FOLDER/root-key.pem
python -m tools.nitro_evidence keypair FILE [--rsa]
    a new key pair: the private key in FILE (mode 0600), the public key in hex on standard output
python -m tools.nitro_evidence document FOLDER FILE (--image NAME | --measurements JSON)
        [--nonce HEX] [--public-key HEX] [--debug] [--age SECONDS]
    a document in FILE, of an enclave whose registers come from NAME, or as nitro-cli told them;
    its OS_IMAGE_HASH on standard output
python -m tools.nitro_evidence certificate FOLDER FILE (--image NAME | --measurements JSON)
        [--app HEX] [--foreign-key] [--debug] [--age SECONDS]
    a certificate of RA-TLS in FILE, its private key (P-256, mode 0600) in FILE.key; its document is
    bound to that key, or with --foreign-key to another; the OS_IMAGE_HASH on standard output
"""

import argparse
import datetime
import hashlib
import json
import os
import sys
import time
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa, x25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

MODULE = "i-0827e799ec9232d44-enc0123456789abcdef"
PARENT = b"i-0827e799ec9232d44"
REGISTERS = 16
DAY = datetime.timedelta(days=1)
USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)

Key = ec.EllipticCurvePrivateKey


def head(kind: int, number: int) -> bytes:
    """The head of a CBOR item."""
    for code, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 24:
            return bytes([kind << 5 | number])
        if number < 1 << 8 * width:
            return bytes([kind << 5 | code]) + number.to_bytes(width)
    raise ValueError(number)


def cbor(value: object) -> bytes:
    """A value in CBOR, with definite lengths."""
    match value:
        case None:
            return b"\xf6"
        case int() if value < 0:
            return head(1, -1 - value)
        case int():
            return head(0, value)
        case bytes():
            return head(2, len(value)) + value
        case str():
            return head(3, len(value.encode())) + value.encode()
        case list():
            return head(4, len(value)) + b"".join(map(cbor, value))
        case dict():
            return head(5, len(value)) + b"".join(cbor(k) + cbor(v) for k, v in value.items())
    raise TypeError(type(value))


def certificate(name: str, key: Key, issuer: x509.Name | None, signer: Key, depth: int | None):
    """One certificate of the chain; a depth makes an authority, none the leaf."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    wanted = {"digital_signature"} if depth is None else {"key_cert_sign", "crl_sign"}
    usage = x509.KeyUsage(**{usage: usage in wanted for usage in USAGES})
    authority = x509.BasicConstraints(ca=depth is not None, path_length=depth)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + DAY)
        .add_extension(authority, critical=True)
        .add_extension(usage, critical=True)
    )
    return builder.sign(signer, hashes.SHA384())


def make_root(folder: Path) -> None:
    """A root that nobody else has."""
    key = ec.generate_private_key(ec.SECP384R1())
    root = certificate("Test root, proves nothing", key, None, key, 3)
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    secret(folder / "root-key.pem", private)


def secret(path: Path, content: bytes) -> None:
    """A file that its owner alone can read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)


def make_pair(path: Path, *, is_rsa: bool) -> str:
    """A pair of a guest; the public key in hex."""
    if is_rsa:
        big = rsa.generate_private_key(65537, 2048)
        secret(path, big.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        public = big.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return "0x" + public.hex()
    key = x25519.X25519PrivateKey.generate()
    secret(path, key.private_bytes_raw().hex().encode() + b"\n")
    return "0x" + key.public_key().public_bytes_raw().hex()


def registers(options: argparse.Namespace) -> dict[int, bytes]:
    """The registers of an image: a debug enclave's are zero but for its parent."""
    found = dict.fromkeys(range(REGISTERS), bytes(48))
    if options.measurements:
        told = json.loads(options.measurements.read_text())
        told = (told[0] if isinstance(told, list) else told)["Measurements"]
        found |= {index: bytes.fromhex(told[f"PCR{index}"]) for index in range(3)}
    elif not options.debug:
        for index in range(3):
            found[index] = hashlib.sha384(f"{options.image}/{index}".encode()).digest()
    found[4] = hashlib.sha384(bytes(48) + PARENT).digest()
    return found


def make_document(
    folder: Path, options: argparse.Namespace, user_data: bytes | None = None
) -> tuple[bytes, str]:
    """A signed document, and the image's hash."""
    root = x509.load_pem_x509_certificate((folder / "root.pem").read_bytes())
    signer = load_pem_private_key((folder / "root-key.pem").read_bytes(), None)
    chain, issuer = [root], root.subject
    for depth, name in ((2, "regional"), (1, "zonal"), (0, "instance")):
        key = ec.generate_private_key(ec.SECP384R1())
        chain.append(certificate(f"{name}.test", key, issuer, signer, depth))
        issuer, signer = chain[-1].subject, key
    key = ec.generate_private_key(ec.SECP384R1())
    leaf = certificate(f"{MODULE}.test", key, issuer, signer, None)
    pcrs = registers(options)
    payload = cbor(
        {
            "module_id": MODULE,
            "digest": "SHA384",
            "timestamp": int((time.time() - options.age) * 1000),
            "pcrs": pcrs,
            "certificate": leaf.public_bytes(Encoding.DER),
            "cabundle": [each.public_bytes(Encoding.DER) for each in chain],
            "public_key": raw(options.public_key),
            "user_data": user_data,
            "nonce": raw(options.nonce),
        }
    )
    protected = cbor({1: -35})
    message = cbor(["Signature1", protected, b"", payload])
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA384())))
    document = cbor([protected, {}, payload, r.to_bytes(48) + s.to_bytes(48)])
    return document, hashlib.sha256(pcrs[0] + pcrs[1] + pcrs[2]).hexdigest()


def counted(content: bytes) -> bytes:
    """Bytes of SCALE behind their length, of fewer than 2^14."""
    if len(content) < 64:
        return bytes([len(content) << 2]) + content
    return (len(content) << 2 | 1).to_bytes(2, "little") + content


def report_data(key: Key) -> bytes:
    """What evidence signs that is bound to the key of a certificate of RA-TLS."""
    form = PublicFormat.SubjectPublicKeyInfo
    spki = key.public_key().public_bytes(Encoding.DER, form)
    return hashlib.sha512(b"ratls-cert:" + spki).digest()


def guest_certificate(key: Key, values: dict[int, bytes]) -> bytes:
    """A certificate with some of dstack's extensions, by their last number, in PEM."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "guest.test")])
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + DAY)
    )
    for number, content in values.items():
        name = x509.ObjectIdentifier(f"1.3.6.1.4.1.62397.1.{number}")
        value = b"\x04\x82" + len(content).to_bytes(2) + content
        builder = builder.add_extension(x509.UnrecognizedExtension(name, value), critical=False)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


def make_certificate(folder: Path, options: argparse.Namespace) -> tuple[bytes, bytes, str]:
    """A certificate with an attestation that is bound to its key, in PEM, and its private key."""
    key, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    data = report_data(other if options.foreign_key else key)
    document, image = make_document(folder, options, data)
    event = counted(b"app-id") + counted(raw(options.app) or b"")
    events = b"\x04" + event if options.app else b"\x00"
    attestation = b"\x00\x02" + counted(document) + events + data + b"\x00"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return guest_certificate(key, {8: attestation}), private, image


def raw(digits: str | None) -> bytes | None:
    """The bytes of digits with a prefix."""
    return None if digits is None else bytes.fromhex(digits.removeprefix("0x"))


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description="Test evidence of Nitro enclaves.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("root").add_argument("folder", type=Path)
    pair = commands.add_parser("keypair")
    pair.add_argument("file", type=Path)
    pair.add_argument("--rsa", action="store_true")
    for name in ("document", "certificate"):
        document = commands.add_parser(name)
        document.add_argument("folder", type=Path)
        document.add_argument("file", type=Path)
        image = document.add_mutually_exclusive_group(required=True)
        image.add_argument("--image")
        image.add_argument("--measurements", type=Path)
        document.add_argument("--debug", action="store_true")
        document.add_argument("--age", type=int, default=0)
        document.add_argument("--nonce")
        document.add_argument("--public-key")
        if name == "certificate":
            document.add_argument("--app")
            document.add_argument("--foreign-key", action="store_true")
    options = parser.parse_args()
    if options.command == "root":
        make_root(options.folder)
    elif options.command == "keypair":
        sys.stdout.write(make_pair(options.file, is_rsa=options.rsa) + "\n")
    elif options.command == "certificate":
        content, private, image = make_certificate(options.folder, options)
        options.file.write_bytes(content)
        secret(options.file.with_name(options.file.name + ".key"), private)
        sys.stdout.write(f"0x{image}\n")
    else:
        content, image = make_document(options.folder, options)
        options.file.write_bytes(content)
        sys.stdout.write(f"0x{image}\n")


if __name__ == "__main__":
    main()
