"""State and block overrides of eth_call, eth_estimateGas, eth_createAccessList, eth_simulateV1."""

from contracts.devnet.chain.requests import AccountOverride, BlockOverrides, StateOverrides
from contracts.devnet.rpc.wire.errors import RpcError
from contracts.devnet.rpc.wire.hexadecimal import address, byte_string, hash32, uint64, uint256
from contracts.devnet.rpc.wire.values import array, mapping, pointer, record

_slots = mapping(hash32, hash32, "map[common.Hash]common.Hash")

_account = record(
    "override.OverrideAccount",
    {
        "nonce": pointer(uint64),
        "code": pointer(byte_string),
        "balance": pointer(uint256),
        "state": _slots,
        "stateDiff": _slots,
        "movePrecompileToAddress": pointer(address),
    },
)
_accounts = mapping(address, _account, "override.StateOverride")

_withdrawal = record(
    "types.Withdrawal",
    {"index": uint64, "validatorIndex": uint64, "address": address, "amount": uint64},
)

block_override_members = record(
    "override.BlockOverrides",
    {
        "Number": pointer(uint256),
        "Difficulty": pointer(uint256),
        "Time": pointer(uint64),
        "GasLimit": pointer(uint64),
        "FeeRecipient": pointer(address),
        "PrevRandao": pointer(hash32),
        "BaseFeePerGas": pointer(uint256),
        "BlobBaseFee": pointer(uint256),
        "BeaconRoot": pointer(hash32),
        "Withdrawals": array(_withdrawal, "types.Withdrawals"),
    },
)
"""Decodes a block override object into its members; `Difficulty` means nothing after the merge."""


def state_overrides(value: object) -> StateOverrides | None:
    """Accounts to replace for the length of a call; null is None."""
    accounts = _accounts(value)
    if accounts is None:
        return None
    return {
        account: AccountOverride(
            balance=members.get("balance"),
            nonce=members.get("nonce"),
            code=members.get("code"),
            state=_numbers(members.get("state")),
            state_diff=_numbers(members.get("stateDiff")),
            move_precompile_to=members.get("movePrecompileToAddress"),
        )
        for account, members in accounts.items()
    }


def block_overrides(members: dict[str, object]) -> BlockOverrides:
    """The chain's form of decoded members."""
    return BlockOverrides(
        number=members.get("Number"),
        time=members.get("Time"),
        gas_limit=members.get("GasLimit"),
        fee_recipient=members.get("FeeRecipient"),
        prev_randao=members.get("PrevRandao"),
        base_fee_per_gas=members.get("BaseFeePerGas"),
        blob_base_fee=members.get("BlobBaseFee"),
        beacon_root=members.get("BeaconRoot"),
    )


def call_block_overrides(members: dict[str, object] | None) -> BlockOverrides | None:
    """Overrides for a single call; raises RpcError for the two that only a whole block can take."""
    if members is None:
        return None
    for name, spelled in (("BeaconRoot", "beaconRoot"), ("Withdrawals", "withdrawals")):
        if members.get(name) is not None:
            raise RpcError(f'block override "{spelled}" is not supported for this RPC method')
    return block_overrides(members)


def _numbers(slots: dict[bytes, bytes] | None) -> dict[int, int] | None:
    if slots is None:
        return None
    return {
        int.from_bytes(slot, "big"): int.from_bytes(value, "big") for slot, value in slots.items()
    }
