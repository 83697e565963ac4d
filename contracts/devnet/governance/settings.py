"""What is deployed: owners, threshold, delay and first policy."""

from dataclasses import dataclass

from eth_utils import to_checksum_address

from contracts.devnet.dev_accounts import dev_accounts

DEVELOPMENT_CHAINS = (31337, 1337)
"""Chain ids on which the publicly known test keys may be used."""


class SettingsError(ValueError):
    """Settings that no deployment should have."""


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

    def check(self) -> None:
        """Raises SettingsError when a Safe or a dstack KMS could not work with them."""
        if len(set(self.owners)) != len(self.owners) or not self.owners:
            raise SettingsError("the owners must be different addresses, at least one")
        if any(owner in (bytes(20), bytes(19) + b"\x01") for owner in self.owners):
            raise SettingsError("0x0 and 0x1 cannot own a Safe")
        if not 1 <= self.threshold <= len(self.owners):
            raise SettingsError(
                f"a threshold of {self.threshold} cannot be met by {len(self.owners)} owners"
            )
        if not 0 <= self.delay <= 365 * 86_400:
            raise SettingsError("the delay is 0 s to 365 days")
        for name in ("kms_aggregated_mr", "kms_device", "app_device"):
            value = getattr(self, name)
            if len(value) != 32 or not any(value):
                raise SettingsError(f"{name} must be 32 bytes and not zero (zero admits the empty)")
        if self.gateway_app_id.strip().lower() in ("", "any"):
            raise SettingsError(
                f"the gateway app id {self.gateway_app_id!r} would let guests trust any gateway; "
                "give the id of yours"
            )

    def weaknesses(self) -> list[str]:
        """What makes the governance work and protect nobody, one sentence each."""
        found = []
        if self.delay == 0:
            found.append("a delay of 0 s lets changes take effect before anyone can see them")
        if self.threshold == 1:
            found.append("a threshold of 1 lets every single owner change everything alone")
        return found

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


def refuse_known_keys(chain_id: int, addresses: list[bytes]) -> None:
    """Raises SettingsError when a publicly known test account is to hold power on a real chain."""
    known = {account.address for account in dev_accounts()}
    if chain_id in DEVELOPMENT_CHAINS:
        return
    for address in addresses:
        if address in known:
            raise SettingsError(
                f"{to_checksum_address(address)} is a publicly known test account; anyone can use "
                f"it on chain {chain_id}. Give your own keys and owners."
            )
