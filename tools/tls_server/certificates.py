"""Certificates for tests of TLS clients: good ones, and ones that are wrong in one way each."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


class Identity:
    """A key with its certificate."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
        self.key = key
        self.certificate = certificate

    def write(self, folder: Path, name: str) -> tuple[Path, Path]:
        """Writes certificate and key as PEM."""
        certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
        certificate.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        key.write_bytes(
            self.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return certificate, key

    def pin(self) -> str:
        """SHA-256 of the subject public key info (RFC 7469, section 2.4)."""
        info = self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return "0x" + sha256(info).hexdigest()


def issue(
    name: str,
    issuer: Identity | None = None,
    address: str = "127.0.0.1",
    begin: timedelta = -DAY,
    end: timedelta = DAY,
) -> Identity:
    """A certificate for an address, valid from `begin` to `end` as seen from now.

    Without an issuer it signs itself and is an authority.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begin)
        .not_valid_after(now + end)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False
        )
    )
    signer = issuer.key if issuer else key
    return Identity(key, builder.sign(signer, hashes.SHA256()))
