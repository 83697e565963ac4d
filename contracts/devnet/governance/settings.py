"""What is deployed: owners, threshold and first policy."""

from dataclasses import dataclass

from eth_utils import to_checksum_address

from contracts.devnet.dev_accounts import dev_accounts


@dataclass(frozen=True)
class Settings:
    """The governance to deploy. Addresses are 20 bytes, measurements 32, the delay is seconds."""

    owners: tuple[bytes, ...]
    threshold: int
    delay: int
    kms_aggregated_mr: bytes
    kms_device: bytes
    gateway_app_id: str
    app_device: bytes

    def as_document(self) -> dict:
        """The members of deployment.json that repeat the settings."""
        return {
            "delay": self.delay,
            "owners": [to_checksum_address(owner) for owner in self.owners],
            "threshold": self.threshold,
            "policy": {
                "kmsAggregatedMr": "0x" + self.kms_aggregated_mr.hex(),
                "kmsDevice": "0x" + self.kms_device.hex(),
                "gatewayAppId": self.gateway_app_id,
                "appDevice": "0x" + self.app_device.hex(),
            },
        }


def development_settings(delay: int = 3600) -> Settings:
    """A 2-of-3 Safe of the test accounts 1 to 3, with measurements published for dstack.

    KMS measurement and device are those of dstack's TDX quote fixture, the app's device that of
    its Nitro fixture (SHA-256 of PCR4).
    """
    return Settings(
        owners=tuple(account.address for account in dev_accounts()[1:4]),
        threshold=2,
        delay=delay,
        kms_aggregated_mr=bytes.fromhex(
            "233c659f83048505bb1ef7f105245aa80f5d04e3d096c329da272d7ee13fbf38"
        ),
        kms_device=bytes.fromhex(
            "ea0ba482106a22ecb76b59b95fed32b5cc3a81534b27ee01a25a10a87cca7d03"
        ),
        gateway_app_id="3763bc34552cf3a27ff71ad5f7a90471562a1a2d",
        app_device=bytes.fromhex(
            "f1e60ca892d43cd58b25acf6bcbd1cb609209d7113d87a14646a247dcc01dd75"
        ),
    )
