"""Artifacts have the published interface: nothing missing, nothing more.

Identifiers come from the one table of published facts; what only names can tell stands here. The
storage layout is judged in `contracts/tests/test_storage_layout.py`.
"""

import pytest
from eth_utils import keccak

from contracts.artifact import Artifact
from contracts.tests.published import FACTS

CONTRACTS = ["DstackKms", "DstackApp"]
INHERITED_EVENTS = {
    *("PolicyChanged", "OwnershipTransferStarted", "OwnershipTransferred", "Initialized"),
    "Upgraded",
}
EVENTS = {
    "DstackKms": INHERITED_EVENTS
    | {
        *("AppRegistered", "AppDeployedViaFactory", "AppImplementationSet", "KmsInfoSet"),
        *("KmsAggregatedMrAdded", "KmsAggregatedMrRemoved", "KmsDeviceAdded", "KmsDeviceRemoved"),
        *("OsImageHashAdded", "OsImageHashRemoved", "GatewayAppIdSet"),
    },
    "DstackApp": INHERITED_EVENTS
    | {
        *("ComposeHashAdded", "ComposeHashRemoved", "DeviceAdded", "DeviceRemoved"),
        *("UpgradesDisabled", "AllowAnyDeviceSet", "RequireTcbUpToDateSet"),
    },
    "IAppAuth": set(),
    "IAppAuthBasicManagement": {
        *("ComposeHashAdded", "ComposeHashRemoved", "DeviceAdded", "DeviceRemoved"),
    },
}
ERRORS = {
    *("OwnableUnauthorizedAccount", "OwnableInvalidOwner", "InvalidInitialization"),
    *("NotInitializing", "UUPSUnauthorizedCallContext", "UUPSUnsupportedProxiableUUID"),
    *("ERC1967InvalidImplementation", "ERC1967NonPayable", "AddressEmptyCode", "FailedCall"),
}
POLICIES = {
    "DstackKms": [
        *("app-implementation", "implementation-upgrade", "kms-info", "gateway-app-id"),
        *("registered-app", "kms-aggregated-mr", "kms-device", "os-image"),
    ],
    "DstackApp": [
        *("implementation-upgrade", "compose-hash", "device", "allow-any-device"),
        *("require-tcb-up-to-date", "upgrades-disabled"),
    ],
}
PARAMETERS = {
    "485cc955": ["initialOwner", "appImplementation"],
    "9cb9c31f": [
        *("initialOwner", "disableUpgrades", "requireTcbUpToDate", "allowAnyDevice"),
        *("initialDeviceId", "initialComposeHash"),
    ],
    "8618169d": [
        *("initialOwner", "disableUpgrades", "allowAnyDevice"),
        *("initialDeviceId", "initialComposeHash"),
    ],
    "187515ca": ["owner", "disableUpgrades", "allowAnyDevice", "deviceId", "composeHash"],
    "9ed28193": [
        *("owner", "disableUpgrades", "requireTcbUpToDate", "allowAnyDevice"),
        *("deviceId", "composeHash"),
    ],
}
BOOT_INFO = [
    *("appId", "composeHash", "instanceId", "deviceId", "mrAggregated", "mrSystem"),
    *("osImageHash", "tcbStatus", "advisoryIds"),
]
# Functions that guides name and that never existed.
ABSENT = [
    *("setAdmin(address)", "setKms(address)", "upgradeTo(address)", "addMeasurement(bytes32)"),
    *("isAuthorized(bytes32)", "implementation()"),
]


def named(contract: str, kind: str) -> list[dict]:
    return [entry for entry in Artifact.load(contract).abi if entry["type"] == kind]


@pytest.mark.parametrize("contract", CONTRACTS)
def test_the_compiler_finds_exactly_the_published_selectors(contract):
    published = FACTS["functions"][contract] | FACTS["functions"]["inherited"]
    assert Artifact.load(contract).document["methodIdentifiers"] == {
        signature: selector[2:] for signature, selector in published.items()
    }


@pytest.mark.parametrize("contract", EVENTS)
def test_each_contract_has_exactly_its_published_events(contract):
    assert sorted(entry["name"] for entry in named(contract, "event")) == sorted(EVENTS[contract])


@pytest.mark.parametrize("contract", CONTRACTS)
def test_each_contract_has_exactly_the_inherited_custom_errors(contract):
    assert sorted(entry["name"] for entry in named(contract, "error")) == sorted(ERRORS)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_the_code_carries_every_policy_id_and_storage_namespace(contract):
    runtime = Artifact.load(contract).runtime
    policies = [FACTS["policies"][policy] for policy in POLICIES[contract]]
    slots = [FACTS["slots"][f"openzeppelin.storage.{n}"] for n in ("Ownable", "Ownable2Step")]
    for word in [*policies, *slots, FACTS["slots"]["eip1967.proxy.implementation"]]:
        assert bytes.fromhex(word[2:]) in runtime


def test_every_published_policy_belongs_to_a_contract():
    assert {policy for table in POLICIES.values() for policy in table} == set(FACTS["policies"])


def test_the_factory_deploys_the_committed_proxy():
    proxy = bytes.fromhex(Artifact.load("ERC1967Proxy").document["creationBytecode"][2:])
    assert proxy in Artifact.load("DstackKms").runtime


def test_the_parts_of_the_kms_info_are_returned_in_order():
    (getter,) = (e for e in named("DstackKms", "function") if e["name"] == "kmsInfo")
    names = [output["name"] for output in getter["outputs"]]
    assert names == ["k256Pubkey", "caPubkey", "quote", "eventlog"]


@pytest.mark.parametrize(("selector", "names"), PARAMETERS.items())
def test_parameters_carry_their_published_names(selector, names):
    functions = {
        keccak(text=text)[:4].hex(): text
        for contract in CONTRACTS
        for text in Artifact.load(contract).document["methodIdentifiers"]
    }
    name, arity = functions[selector].split("(")[0], functions[selector].count(",") + 1
    assert names in [
        [parameter["name"] for parameter in entry["inputs"]]
        for contract in CONTRACTS
        for entry in named(contract, "function")
        if entry["name"] == name and len(entry["inputs"]) == arity
    ]


@pytest.mark.parametrize(
    ("contract", "question"),
    [
        ("IAppAuth", "isAppAllowed"),
        ("DstackApp", "isAppAllowed"),
        ("DstackKms", "isAppAllowed"),
        ("DstackKms", "isKmsAllowed"),
    ],
)
def test_boot_info_fields_are_named_and_ordered_as_published(contract, question):
    (function,) = (e for e in named(contract, "function") if e["name"] == question)
    (boot_info,) = function["inputs"]
    assert [member["name"] for member in boot_info["components"]] == BOOT_INFO


@pytest.mark.parametrize("contract", [*CONTRACTS, "ERC1967Proxy"])
def test_functions_that_only_guides_know_stay_absent(contract):
    assert not set(ABSENT) & Artifact.load(contract).document["methodIdentifiers"].keys()
