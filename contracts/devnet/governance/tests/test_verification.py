"""A finished deployment is verified, and each planted fault is found."""

import pytest
from eth_utils import keccak, to_canonical_address

from contracts.artifact import calldata
from contracts.devnet.governance.settings import development_settings
from contracts.devnet.governance.transactions import StepError
from contracts.devnet.governance.verification import verify

OWNER = 0x9016D09D72D40FDAE2FD8CEAC6B6234C7706214FD39C1CD1E609A0528C199300
PENDING_OWNER = 0x237E158222E3E6968B72B9DB0D8043AACF074AD9F650F0D1606B4D82EE432C00
IMPLEMENTATION = 0x360894A13BA1A3210667C828492DB98DCA3E2076CC3735A920A3CA505D382BBC
ADMIN = 0xB53127684A568B3173AE13B9F8A6016E243E63B6E8EE1178D6A717850B5D6103
GUARD = 0x4A204F620C8C5CCDCA3FD54D003BADD85BA500436A431F0CBDA4F558C93C34C8
HANDLER = 0x6C9A6C4A39284E37ED1CF53D337577D14212A4870FB976A4366C693B939918D5
FIRST_MODULE = 0xCC69885FDA6BCC1A4ACE058B4A62BF5E179EA78FD58A1CCD71C22CC9B688792F
SOMEONE = 0xBAD
POLICY = development_settings()


def element(key, slot):
    return int.from_bytes(keccak(key.rjust(32, b"\x00") + slot.to_bytes(32, "big")), "big")


def role_slot(role, account):
    """The slot of hasRole[role][account] in a TimelockController."""
    return int.from_bytes(
        keccak(account.rjust(32, b"\x00") + keccak(role.rjust(32, b"\x00") + bytes(32))), "big"
    )


def test_the_untouched_deployment_passes_every_check(chain):
    node, document = chain
    assert verify(node, document) == document["checks"]
    assert len(document["checks"]) > 40


FAULTS = [
    ("kms", OWNER, SOMEONE, "DstackKms belongs to the timelock"),
    ("kms", PENDING_OWNER, SOMEONE, "DstackKms is offered to nobody"),
    ("kms", IMPLEMENTATION, SOMEONE, "DstackKms runs its implementation"),
    ("kms", ADMIN, SOMEONE, "DstackKms has no admin"),
    ("kms", 9, SOMEONE, "DstackKms deploys apps with our implementation"),
    ("kms", 4, 0, "the gateway app id is set"),
    ("kms", element(POLICY.kms_aggregated_mr, 6), 0, "the KMS measurement is allowed"),
    ("kms", element(POLICY.kms_device, 7), 0, "the KMS device is allowed"),
    ("app", OWNER, SOMEONE, "DstackApp belongs to the timelock"),
    ("app", PENDING_OWNER, SOMEONE, "DstackApp is offered to nobody"),
    ("app", 1, 0x0100, "the app does not allow any device"),
    ("app", 1, 0x0001, "the app can be upgraded by the timelock"),
    ("app", 3, 1, "the app has no TCB rule"),
    ("app", element(POLICY.app_device, 2), 0, "the app's device is allowed"),
    ("safe", 0, SOMEONE, "the Safe runs its singleton"),
    ("safe", 4, 1, "the Safe needs 2 signatures"),
    ("safe", FIRST_MODULE, SOMEONE, "the Safe has no module"),
    ("safe", GUARD, SOMEONE, "the Safe has no guard"),
    ("safe", HANDLER, SOMEONE, "the Safe has the canonical fallback handler"),
    ("timelock", 2, 0, "the timelock's delay is 3600 s"),
]


@pytest.mark.parametrize(
    ("contract", "slot", "value", "sentence"), FAULTS, ids=[fault[3] for fault in FAULTS]
)
def test_a_changed_slot_is_found(chain, contract, slot, value, sentence):
    node, document = chain
    address = document[contract]["address"]
    node.request("anvil_setStorageAt", [address, f"0x{slot:064x}", f"0x{value:064x}"])
    with pytest.raises(StepError, match=f"not true that {sentence}"):
        verify(node, document)


@pytest.mark.parametrize(
    ("member", "sentence"),
    [
        ("safe", "the Safe is a 1.4.1 proxy"),
        ("timelock", "the timelock's code is its artifact"),
        ("kms", "DstackKms is an ERC1967Proxy"),
        ("app", "DstackApp is an ERC1967Proxy"),
    ],
)
def test_other_code_at_an_address_is_found(chain, member, sentence):
    node, document = chain
    address = document[member]["address"]
    code = bytearray(node.code(to_canonical_address(address)))
    code[-1] ^= 1
    node.request("anvil_setCode", [address, "0x" + code.hex()])
    with pytest.raises(StepError, match=f"not true that {sentence}"):
        verify(node, document)


def test_other_code_of_an_implementation_is_found(chain):
    node, document = chain
    implementation = document["kms"]["implementation"]
    code = bytearray(node.code(to_canonical_address(implementation)))
    code[100] ^= 1
    node.request("anvil_setCode", [implementation, "0x" + code.hex()])
    with pytest.raises(StepError, match="not true that DstackKms's code is its artifact"):
        verify(node, document)


ROLES = ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE", "DEFAULT_ADMIN_ROLE"]


@pytest.mark.parametrize("name", ROLES)
def test_another_holder_of_a_role_is_found(chain, name):
    """The role is granted by the timelock itself, as an operation would."""
    node, document = chain
    timelock = document["timelock"]["address"]
    role = bytes(32) if name == "DEFAULT_ADMIN_ROLE" else keccak(text=name)
    data = calldata("grantRole(bytes32,address)", role, SOMEONE.to_bytes(20, "big"))
    node.request("anvil_impersonateAccount", [timelock])
    node.request("anvil_setBalance", [timelock, hex(10**18)])
    sent = {"from": timelock, "to": timelock, "data": "0x" + data.hex(), "gas": "0x30d40"}
    receipt = node.wait(node.request("eth_sendTransaction", [sent]), 5)
    assert receipt.success
    with pytest.raises(StepError, match="not true that"):
        verify(node, document)


def test_a_role_lost_without_an_event_is_found(chain):
    node, document = chain
    account = to_canonical_address(document["safe"]["address"])
    slot = role_slot(keccak(text="PROPOSER_ROLE"), account)
    node.request(
        "anvil_setStorageAt", [document["timelock"]["address"], f"0x{slot:064x}", f"0x{0:064x}"]
    )
    with pytest.raises(StepError, match=r"only the Safe may propose \(hasRole\)"):
        verify(node, document)
