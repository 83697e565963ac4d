"""How DstackKms and DstackApp tell of their policy: a typed event, then its PolicyChanged."""

from eth_utils import keccak

TYPED = {
    ("kms", "OsImageHashAdded"): ("os-image", True),
    ("kms", "OsImageHashRemoved"): ("os-image", False),
    ("kms", "KmsAggregatedMrAdded"): ("kms-aggregated-mr", True),
    ("kms", "KmsAggregatedMrRemoved"): ("kms-aggregated-mr", False),
    ("kms", "KmsDeviceAdded"): ("kms-device", True),
    ("kms", "KmsDeviceRemoved"): ("kms-device", False),
    ("kms", "GatewayAppIdSet"): ("gateway-app-id", True),
    ("kms", "AppImplementationSet"): ("app-implementation", True),
    ("kms", "AppRegistered"): ("registered-app", True),
    ("kms", "KmsInfoSet"): ("kms-info", True),
    ("app", "ComposeHashAdded"): ("compose-hash", True),
    ("app", "ComposeHashRemoved"): ("compose-hash", False),
    ("app", "DeviceAdded"): ("device", True),
    ("app", "DeviceRemoved"): ("device", False),
    ("app", "AllowAnyDeviceSet"): ("allow-any-device", None),
    ("app", "RequireTcbUpToDateSet"): ("require-tcb-up-to-date", None),
    ("app", "UpgradesDisabled"): ("upgrades-disabled", True),
}
"""(contract, typed event) → policy of the PolicyChanged that must follow it, and whether it
enables; None: the event itself says so."""

HASHED = {"gateway-app-id", "kms-info"}
"""Policies of which PolicyChanged carries the keccak-256 of the value."""

MAPPINGS = {
    "os-image": ("kms", "allowedOsImages"),
    "kms-aggregated-mr": ("kms", "kmsAllowedAggregatedMrs"),
    "kms-device": ("kms", "kmsAllowedDeviceIds"),
    "registered-app": ("kms", "registeredApps"),
    "compose-hash": ("app", "allowedComposeHashes"),
    "device": ("app", "allowedDeviceIds"),
}
"""Policies that are lists: the contract, and the getter that says whether a value is allowed."""

POLICY_IDS = {keccak(text=name): name for name in {policy for policy, _ in TYPED.values()}}
POLICY_IDS[keccak(text="implementation-upgrade")] = "implementation-upgrade"
"""The names of policies by the id that PolicyChanged carries."""
