"""Gas of every governance call, as a receipt would show it.

Each call is an EIP-1559 transaction on a fresh development chain, under Prague rules: 21,000,
calldata (EIP-2028, floor of EIP-7623), execution through the ERC-1967 proxy, refunds (EIP-3529).
"""

from collections.abc import Iterator

from eth_abi import encode
from eth_utils import keccak

from contracts.artifact import Artifact, calldata
from contracts.devnet.chain.chain import Account, Chain, ChainConfig
from contracts.devnet.chain.requests import CallRequest

OWNER = bytes.fromhex("a1" * 20)
_TIME = 1_700_000_000
_HASH = bytes.fromhex("77" * 32)
_SALT = bytes.fromhex("99" * 32)
_NONE = bytes(32)


class _Chain:
    """A chain on which one account, the owner, sends transactions."""

    def __init__(self) -> None:
        config = ChainConfig(timestamp=_TIME, clock=lambda: _TIME)
        self._chain = Chain(config, {OWNER: Account(balance=10**24)})

    def send(self, to: bytes | None, data: bytes) -> tuple[int, bytes | None]:
        """Gas used and created address of a transaction; raises ValueError when it fails."""
        request = CallRequest(sender=OWNER, to=to, data=data, gas=15_000_000)
        located = self._chain.transaction(self._chain.submit_impersonated(request))
        receipt = located.block.receipts[located.index]
        if receipt.status != 1:
            raise ValueError(f"the call 0x{data[:4].hex()} fails: its gas tells nothing")
        return receipt.gas_used, receipt.contract_address

    def deploy(self, name: str, *arguments: object) -> bytes:
        """Deploys a contract from its artifact; gives its address."""
        return self.send(None, Artifact.load(name).creation(*arguments))[1]

    def proxy(self, name: str, signature: str, *arguments: object) -> bytes:
        """Deploys a contract behind a proxy; gives the proxy's address."""
        return self.deploy("ERC1967Proxy", self.deploy(name), calldata(signature, *arguments))


def measure() -> Iterator[tuple[str, str, int]]:
    """Contract, call with its circumstances, gas; in the order in which the calls are made."""
    chain = _Chain()
    app_implementation = chain.deploy("DstackApp")
    kms = chain.proxy("DstackKms", "initialize(address,address)", OWNER, app_implementation)
    five = ("initialize(address,bool,bool,bytes32,bytes32)", OWNER, False, False, _NONE, _NONE)
    app = chain.proxy("DstackApp", *five)
    # Whatever delay the timelock has, the gas is the same; none lets one block do.
    timelock = chain.deploy("GovernanceTimelock", 0, [OWNER], [OWNER], bytes(20))
    governed = chain.proxy("DstackKms", "initialize(address,address)", timelock, app_implementation)
    targets = {
        "DstackKms": (kms, _kms_calls(app_implementation, chain.deploy("DstackKms"))),
        "DstackApp": (app, _app_calls(chain.deploy("DstackApp"))),
        "GovernanceTimelock": (timelock, _timelock_calls(governed)),
    }
    for contract, (address, calls) in targets.items():
        for note, signature, *arguments in calls:
            gas, _ = chain.send(address, calldata(signature, *arguments))
            name = signature.split("(")[0]
            yield contract, f"{name}, {note}" if note else name, gas


def _kms_calls(app_implementation: bytes, implementation: bytes) -> Iterator[tuple]:
    info = (bytes([2]) * 33, bytes([3]) * 91, bytes([4]) * 5_000, bytes([5]) * 10_000)
    six = "deployAndRegisterApp(address,bool,bool,bool,bytes32,bytes32)"
    five = "deployAndRegisterApp(address,bool,bool,bytes32,bytes32)"
    yield "33 + 91 + 5,000 + 10,000 bytes", "setKmsInfo((bytes,bytes,bytes,bytes))", info
    yield "5,000 bytes over 5,000", "setKmsQuote(bytes)", bytes([6]) * 5_000
    yield "10,000 bytes over 10,000", "setKmsEventlog(bytes)", bytes([7]) * 10_000
    yield "40 characters", "setGatewayAppId(string)", "11" * 20
    yield "same value", "setAppImplementation(address)", app_implementation
    yield "", "registerApp(address)", bytes.fromhex("11" * 20)
    yield "six arguments", six, OWNER, False, True, False, _HASH, _HASH
    yield "five arguments", five, OWNER, False, False, _HASH, _HASH
    for kind in ("KmsAggregatedMr", "KmsDevice", "OsImageHash"):
        yield "new", f"add{kind}(bytes32)", _HASH
        yield "already there", f"add{kind}(bytes32)", _HASH
        yield "", f"remove{kind}(bytes32)", _HASH
    yield from _ownership_calls(implementation)


def _app_calls(implementation: bytes) -> Iterator[tuple]:
    for kind in ("ComposeHash", "Device"):
        yield "new", f"add{kind}(bytes32)", _HASH
        yield "already there", f"add{kind}(bytes32)", _HASH
        yield "", f"remove{kind}(bytes32)", _HASH
    yield "off to on", "setAllowAnyDevice(bool)", True
    yield "off to on", "setRequireTcbUpToDate(bool)", True
    upgrade, *rest = _ownership_calls(implementation)
    yield upgrade
    yield "a flag beside it on", "disableUpgrades()"
    yield from rest


def _ownership_calls(implementation: bytes) -> Iterator[tuple]:
    yield "no call data", "upgradeToAndCall(address,bytes)", implementation, b""
    yield "", "transferOwnership(address)", OWNER
    yield "", "acceptOwnership()"
    yield "", "renounceOwnership()"


def _timelock_calls(kms: bytes) -> Iterator[tuple]:
    schedule = "schedule(address,uint256,bytes,bytes32,bytes32,uint256)"
    call = calldata("addOsImageHash(bytes32)", _HASH)
    other = calldata("removeOsImageHash(bytes32)", _HASH)
    identifier = keccak(
        encode(["address", "uint256", "bytes", "bytes32", "bytes32"], [kms, 0, other, _NONE, _SALT])
    )
    yield "addOsImageHash", schedule, kms, 0, call, _NONE, _SALT, 0
    execute = "execute(address,uint256,bytes,bytes32,bytes32)"
    yield "addOsImageHash", execute, kms, 0, call, _NONE, _SALT
    yield "removeOsImageHash", schedule, kms, 0, other, _NONE, _SALT, 0
    yield "", "cancel(bytes32)", identifier
    batch = [kms, kms], [0, 0], [call, calldata("addKmsDevice(bytes32)", _HASH)], _NONE, _SALT
    schedule_batch = "scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)"
    yield "addOsImageHash and addKmsDevice", schedule_batch, *batch, 0
    execute_batch = "executeBatch(address[],uint256[],bytes[],bytes32,bytes32)"
    yield "the image already there, the device new", execute_batch, *batch
