# ruff: noqa: E501 - a hash and its text belong on one line
"""The ABI, identifiers and storage layout are the published ones, no more and no less.

Source of every table: the facts published about the deployed DstackKms and DstackApp.
"""

import pytest
from eth_utils import keccak

from contracts.artifact import Artifact, type_string

BOOT_INFO = "(address,bytes32,address,bytes32,bytes32,bytes32,bytes32,string,string[])"

INHERITED = {
    "8da5cb5b": "owner()",
    "e30c3978": "pendingOwner()",
    "f2fde38b": "transferOwnership(address)",
    "79ba5097": "acceptOwnership()",
    "715018a6": "renounceOwnership()",
    "4f1ef286": "upgradeToAndCall(address,bytes)",
    "52d1902d": "proxiableUUID()",
    "ad3cb1cc": "UPGRADE_INTERFACE_VERSION()",
    "01ffc9a7": "supportsInterface(bytes4)",
    "1e079198": f"isAppAllowed({BOOT_INFO})",
}
FUNCTIONS = {
    "DstackKms": INHERITED
    | {
        "485cc955": "initialize(address,address)",
        "7d025352": "setKmsInfo((bytes,bytes,bytes,bytes))",
        "18c1ecb2": "setKmsQuote(bytes)",
        "736ede7a": "setKmsEventlog(bytes)",
        "3971db27": "setGatewayAppId(string)",
        "3ceaaa11": "setAppImplementation(address)",
        "17a1d80f": "registerApp(address)",
        "9cb9c31f": "deployAndRegisterApp(address,bool,bool,bool,bytes32,bytes32)",
        "8618169d": "deployAndRegisterApp(address,bool,bool,bytes32,bytes32)",
        "3e32d346": "addKmsAggregatedMr(bytes32)",
        "2adee48d": "removeKmsAggregatedMr(bytes32)",
        "4d5922a1": "addKmsDevice(bytes32)",
        "9e6f3114": "removeKmsDevice(bytes32)",
        "06a3ae96": "addOsImageHash(bytes32)",
        "9425bac6": "removeOsImageHash(bytes32)",
        "e067ec9d": f"isKmsAllowed({BOOT_INFO})",
        "09177063": "kmsInfo()",
        "95f51931": "gatewayAppId()",
        "a6c4cce9": "registeredApps(address)",
        "f6fe4f40": "kmsAllowedAggregatedMrs(bytes32)",
        "13eb9770": "kmsAllowedDeviceIds(bytes32)",
        "9a4e1d18": "allowedOsImages(bytes32)",
        "25a992da": "appImplementation()",
    },
    "DstackApp": INHERITED
    | {
        "187515ca": "initialize(address,bool,bool,bytes32,bytes32)",
        "9ed28193": "initialize(address,bool,bool,bool,bytes32,bytes32)",
        "54fd4d50": "version()",
        "dfc77223": "addComposeHash(bytes32)",
        "67b3f22c": "removeComposeHash(bytes32)",
        "2a819728": "addDevice(bytes32)",
        "1d266200": "removeDevice(bytes32)",
        "7c4beeb8": "setAllowAnyDevice(bool)",
        "6e4c7422": "setRequireTcbUpToDate(bool)",
        "ec669036": "disableUpgrades()",
        "2f6622e5": "allowedComposeHashes(bytes32)",
        "bf8b211b": "allowedDeviceIds(bytes32)",
        "3440a16a": "allowAnyDevice()",
        "0aa58c83": "requireTcbUpToDate()",
    },
    "IAppAuth": {"1e079198": f"isAppAllowed({BOOT_INFO})"},
    "IAppAuthBasicManagement": {
        "dfc77223": "addComposeHash(bytes32)",
        "67b3f22c": "removeComposeHash(bytes32)",
        "2a819728": "addDevice(bytes32)",
        "1d266200": "removeDevice(bytes32)",
    },
}

BASIC_EVENTS = {
    "fecb34306dd9d8b785b54d65489d06afc8822a0893ddacedff40c50a4942d0af": "ComposeHashAdded(bytes32)",
    "755b79bd4b0eeab344d032284a99003b2ddc018b646752ac72d681593a6e8947": "ComposeHashRemoved(bytes32)",
    "67fc71ab96fe3fa3c6f78e9a00e635d591b7333ce611c0380bc577aac702243b": "DeviceAdded(bytes32)",
    "e0862975ac517b0478d308012afabc4bc37c23874a18144d7f2dfb852ff95c2c": "DeviceRemoved(bytes32)",
}
COMMON_EVENTS = {
    "341d3bc64e32172fc5bcf27b0f7f69dc5adc19af64b7aa1dee361e5883c32375": "PolicyChanged(address*,bytes32*,bytes32*,bool)",
    "38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e22700": "OwnershipTransferStarted(address*,address*)",
    "8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0": "OwnershipTransferred(address*,address*)",
    "c7f505b2f371ae2175ee4913f4499e1f2633a7b5936321eed1cdaeb6115181d2": "Initialized(uint64)",
    "bc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b": "Upgraded(address*)",
}
EVENTS = {
    "DstackKms": COMMON_EVENTS
    | {
        "0d540ad8f39e07d19909687352b9fa017405d93c91a6760981fbae9cf28bfef7": "AppRegistered(address)",
        "fd86d7f6962eba3b7a3bf9129c06c0b2f885e1c61ef2c9f0dbb856be0deefdee": "AppDeployedViaFactory(address*,address*)",
        "08bb433f12b5fd81d2d5e0deeb3b4d28371781ddbd80e9d053e7468d2b1aa82d": "AppImplementationSet(address)",
        "77cdad119a452bbd96c45635758fc4af8a6bde3deaccf3fada634ddf9a162706": "KmsInfoSet(bytes)",
        "68615a0b92795750b3d180ff73429e1291d225e449eee954a567b91104fd9837": "KmsAggregatedMrAdded(bytes32)",
        "54cd662e41eec7ddf0f32f034b2533e481b471dd3ea978222d609ec8fffb1bb0": "KmsAggregatedMrRemoved(bytes32)",
        "f2b290637b1193e12eb38ab32b986303639b1687cc2cd1e25f993e6eae2f4041": "KmsDeviceAdded(bytes32)",
        "1a9888a45e3df8b7e6bb3090747d598d2a0d78e61388161a90799f54df8f4434": "KmsDeviceRemoved(bytes32)",
        "4911843506849c85a5ca6e6e2c01eed2d3ab86baba619517a2aad9d5ab2aeff2": "OsImageHashAdded(bytes32)",
        "99b3cee95daf3138d0c982299cd0264f5b7a61aa629b42b92f3ec8966aa7f6fe": "OsImageHashRemoved(bytes32)",
        "5b2b64f770ea5266055ebd3ebf205ef06cbfa738e62684edf0e28356e34acf06": "GatewayAppIdSet(string)",
    },
    "DstackApp": COMMON_EVENTS
    | BASIC_EVENTS
    | {
        "0e5daa943fcd7e7182d0e893d180695c2ea9f6f1b4a1c5432faf14cf17b774e8": "UpgradesDisabled()",
        "bb2cdb6c7b362202d40373f87bc4788301cca658f91711ac1662e1ad2cba4a20": "AllowAnyDeviceSet(bool)",
        "afae60561b2481a349b45b3a47357f70eef6ae67e5b6e1749d74de7f19a25aa1": "RequireTcbUpToDateSet(bool)",
    },
    "IAppAuth": {},
    "IAppAuthBasicManagement": BASIC_EVENTS,
}

ERRORS = {
    "118cdaa7": "OwnableUnauthorizedAccount(address)",
    "1e4fbdf7": "OwnableInvalidOwner(address)",
    "f92ee8a9": "InvalidInitialization()",
    "d7e6bcf8": "NotInitializing()",
    "e07c8dba": "UUPSUnauthorizedCallContext()",
    "aa1d49a4": "UUPSUnsupportedProxiableUUID(bytes32)",
    "4c9c8ce3": "ERC1967InvalidImplementation(address)",
    "b398979f": "ERC1967NonPayable()",
    "9996b315": "AddressEmptyCode(address)",
    "d6bda275": "FailedCall()",
}

POLICIES = {
    "DstackKms": {
        "app-implementation": "eec6b85dea30e3cb63f324855a4722f1bf23ddd4c142a551610e18744a193734",
        "implementation-upgrade": "dd3079240d4e002c905dcbcaf6b06d77e782afb127bbb837120b8c7fc6703da3",
        "kms-info": "adc23d82fa8b20f02103a2405c452d2446e5a589f0182bd71f6d87e3357fbe65",
        "gateway-app-id": "6061a738ec69c97ed6ae96633751763d1291f32a6ef6515845ad8ddefda35ec6",
        "registered-app": "1a61f88f2e67632c1bf4321c88aec40bbf788e2b1a14b69f1186e6a3a31d9028",
        "kms-aggregated-mr": "22cfb8b3fc209be958082ecee5badccf8f7ab55e79ec93f5ac413a164feb98ea",
        "kms-device": "1a2d46e254225ae2e84638f6fcb742191317930982ce206e0917877506edc3a0",
        "os-image": "bc0346dd2a1caffcfdf89515e8a3ad921515d32b39d8e28334b87bd5a1bdb6aa",
    },
    "DstackApp": {
        "implementation-upgrade": "dd3079240d4e002c905dcbcaf6b06d77e782afb127bbb837120b8c7fc6703da3",
        "compose-hash": "56bdf4352a9ceb1ba8f5c68066725c095e69c1d3f8a437290f0ac1da8fb4e19c",
        "device": "8e7eff7e4a57bd436b18f220111863326b17773a8b4460f9fabd87a334233046",
        "allow-any-device": "560720bbc77afadfad8faeab0a79cf66b13e5433c09dd9182d5d36413084a84e",
        "require-tcb-up-to-date": "eb206ee4e1c06549322091bfcf2a5ff8658edc40901aa7f3af6f571a159471fb",
        "upgrades-disabled": "f6943036509aad7f2319e01f7ed528873bcbdaaf6d25921b03e395124e6a46d3",
    },
}
NAMESPACES = {
    "openzeppelin.storage.Ownable": "9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c199300",
    "openzeppelin.storage.Ownable2Step": "237e158222e3e6968b72b9db0d8043aacf074ad9f650f0d1606b4d82ee432c00",
    "openzeppelin.storage.Initializable": "f0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00",
}
IMPLEMENTATION_SLOT = "360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"
UP_TO_DATE = "8dd11fcce5839087111530125177803569655488ae47b1f980ef0b1a711bf07c"

STORAGE = {
    "DstackKms": [
        ("kmsInfo", 0, 0, "struct DstackKms.KmsInfo"),
        ("gatewayAppId", 4, 0, "string"),
        ("registeredApps", 5, 0, "mapping(address => bool)"),
        ("kmsAllowedAggregatedMrs", 6, 0, "mapping(bytes32 => bool)"),
        ("kmsAllowedDeviceIds", 7, 0, "mapping(bytes32 => bool)"),
        ("allowedOsImages", 8, 0, "mapping(bytes32 => bool)"),
        ("appImplementation", 9, 0, "address"),
        ("__gap", 10, 0, "uint256[50]"),
    ],
    "DstackApp": [
        ("allowedComposeHashes", 0, 0, "mapping(bytes32 => bool)"),
        ("_upgradesDisabled", 1, 0, "bool"),
        ("allowAnyDevice", 1, 1, "bool"),
        ("allowedDeviceIds", 2, 0, "mapping(bytes32 => bool)"),
        ("requireTcbUpToDate", 3, 0, "bool"),
        ("__gap", 4, 0, "uint256[49]"),
    ],
}
ABSENT = {
    "704b6c02": "setAdmin(address)",
    "83f700a1": "setKms(address)",
    "3659cfe6": "upgradeTo(address)",
    "6d088bf9": "addMeasurement(bytes32)",
    "62f4ed90": "isAuthorized(bytes32)",
    "5c60da1b": "implementation()",
}


def entries(contract: str, kind: str) -> list[dict]:
    return [entry for entry in Artifact.load(contract).abi if entry["type"] == kind]


def signature(entry: dict, *, mark_indexed: bool = False) -> str:
    types = [
        type_string(p) + ("*" if mark_indexed and p["indexed"] else "") for p in entry["inputs"]
    ]
    return f"{entry['name']}({','.join(types)})"


@pytest.mark.parametrize("contract", FUNCTIONS)
def test_functions_are_exactly_the_published_ones(contract):
    found = {signature(entry) for entry in entries(contract, "function")}
    assert found == set(FUNCTIONS[contract].values())
    assert Artifact.load(contract).document["methodIdentifiers"] == {
        name: selector for selector, name in FUNCTIONS[contract].items()
    }


@pytest.mark.parametrize("contract", EVENTS)
def test_events_are_exactly_the_published_ones(contract):
    found = {signature(entry, mark_indexed=True) for entry in entries(contract, "event")}
    assert found == set(EVENTS[contract].values())


@pytest.mark.parametrize("contract", ["DstackKms", "DstackApp"])
def test_custom_errors_are_exactly_the_inherited_ones(contract):
    assert {signature(entry) for entry in entries(contract, "error")} == set(ERRORS.values())


@pytest.mark.parametrize(
    ("digest", "text"),
    [
        (digest, text.replace("*", ""))
        for table in [*FUNCTIONS.values(), *EVENTS.values(), ERRORS, ABSENT]
        for digest, text in table.items()
    ]
    + [(digest, text) for table in POLICIES.values() for text, digest in table.items()]
    + [(UP_TO_DATE, "UpToDate")],
)
def test_published_identifiers_are_hashes_of_their_text(digest, text):
    assert keccak(text=text).hex().startswith(digest)


@pytest.mark.parametrize(
    ("identifier", "contract"),
    [("1e079198", "IAppAuth"), ("8fd37527", "IAppAuthBasicManagement")],
)
def test_interface_ids_are_the_xor_of_their_selectors(identifier, contract):
    xor = 0
    for selector in Artifact.load(contract).document["methodIdentifiers"].values():
        xor ^= int(selector, 16)
    assert f"{xor:08x}" == identifier
    implementer = Artifact.load("DstackApp").runtime
    assert (
        bytes.fromhex("63" + identifier) in implementer or bytes.fromhex(identifier) in implementer
    )


@pytest.mark.parametrize("contract", ["DstackKms", "DstackApp"])
def test_code_carries_every_policy_id_and_storage_namespace(contract):
    runtime = Artifact.load(contract).runtime
    for word in [*POLICIES[contract].values(), *NAMESPACES.values(), IMPLEMENTATION_SLOT]:
        assert bytes.fromhex(word) in runtime


def test_factory_deploys_the_committed_proxy():
    proxy = bytes.fromhex(Artifact.load("ERC1967Proxy").document["creationBytecode"][2:])
    assert proxy in Artifact.load("DstackKms").runtime


def test_storage_namespaces_follow_erc_7201():
    for name, slot in NAMESPACES.items():
        inner = (int.from_bytes(keccak(text=name)) - 1).to_bytes(32)
        assert (keccak(inner)[:31] + b"\0").hex() == slot
    proxy_slot = int.from_bytes(keccak(text="eip1967.proxy.implementation")) - 1
    assert f"{proxy_slot:064x}" == IMPLEMENTATION_SLOT


@pytest.mark.parametrize("contract", STORAGE)
def test_variables_lie_where_published(contract):
    layout = Artifact.load(contract).document["storageLayout"]
    found = [
        (v["label"], int(v["slot"]), v["offset"], layout["types"][v["type"]]["label"])
        for v in layout["storage"]
    ]
    assert found == STORAGE[contract]


def test_kms_info_members_keep_their_published_order():
    types = Artifact.load("DstackKms").document["storageLayout"]["types"]
    struct = next(t for t in types.values() if t["label"] == "struct DstackKms.KmsInfo")
    assert [(m["label"], m["slot"]) for m in struct["members"]] == [
        ("k256Pubkey", "0"),
        ("caPubkey", "1"),
        ("quote", "2"),
        ("eventlog", "3"),
    ]


@pytest.mark.parametrize(
    ("key", "slot", "element"),
    [
        ("22" * 32, 0, "3ce992a2ff7a827e1758bb768873236a5a08de2ac7550ad6d6e12be43dde299e"),
        ("11" * 20, 5, "e211e23e74ee2556989cb624831cd15e4324ec0f5e5d9a1c3ec21f309f497c8c"),
        ("77" * 32, 8, "e70d9026481de3a93d2fd0ce44a3f28fe799ba0e4d211ce2c6ac451712802838"),
    ],
)
def test_mapping_elements_lie_where_published(key, slot, element):
    assert keccak(bytes.fromhex(key.zfill(64)) + slot.to_bytes(32)).hex() == element


def test_boot_info_fields_are_named_and_ordered_as_published():
    (question,) = entries("IAppAuth", "function")
    assert [m["name"] for m in question["inputs"][0]["components"]] == [
        "appId",
        "composeHash",
        "instanceId",
        "deviceId",
        "mrAggregated",
        "mrSystem",
        "osImageHash",
        "tcbStatus",
        "advisoryIds",
    ]


@pytest.mark.parametrize("contract", ["DstackKms", "DstackApp", "ERC1967Proxy"])
def test_documented_but_nonexistent_functions_stay_absent(contract):
    assert not set(ABSENT) & set(Artifact.load(contract).document["methodIdentifiers"].values())
