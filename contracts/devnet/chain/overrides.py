"""State and block overrides of eth_call and eth_simulateV1, with geth's meaning and texts."""

from dataclasses import replace

from eth_utils import to_checksum_address

from contracts.devnet.chain.accounts import WorldState
from contracts.devnet.chain.errors import InvalidRequest
from contracts.devnet.chain.evm import Environment, Evm
from contracts.devnet.chain.requests import BlockOverrides, StateOverrides


def override_state(state: WorldState, overrides: StateOverrides | None) -> None:
    """Changes accounts for the length of a call. Raises InvalidRequest."""
    for address, account in (overrides or {}).items():
        name = to_checksum_address(address)
        if account.state is not None and account.state_diff is not None:
            raise InvalidRequest(f"account {name} has both 'state' and 'stateDiff'")
        if account.nonce is not None:
            state.update_account(address, nonce=account.nonce)
        if account.code is not None:
            state.write_code(address, account.code)
        if account.balance is not None:
            state.update_account(address, balance=account.balance)
        if account.state is not None:
            state.clear_storage(address)
        for slot, value in (account.state or account.state_diff or {}).items():
            state.write_slot(address, slot, value)
    # As geth: the overrides are the state before the transaction, not a part of it.
    state.settle()


def override_precompiles(overrides: StateOverrides | None) -> type[Evm]:
    """The EVM whose precompiles gave way to overridden accounts, or moved; or InvalidRequest."""
    precompiles = dict(Evm.get_precompiles())
    moved = set()
    for address in sorted(overrides or {}):
        name, target = to_checksum_address(address), overrides[address].move_precompile_to
        if address in moved:
            raise InvalidRequest(f"account {name} has already been overridden by a precompile")
        precompile = precompiles.pop(address, None)
        if target is None:
            continue
        if precompile is None:
            raise InvalidRequest(f"account {name} is not a precompile")
        if target in overrides:
            raise InvalidRequest(f"account {to_checksum_address(target)} is already overridden")
        precompiles[target] = precompile
        moved.add(target)
    if precompiles == Evm.get_precompiles():
        return Evm
    return type("OverriddenEvm", (Evm,), {"_precompiles": precompiles})


def override_environment(environment: Environment, overrides: BlockOverrides | None) -> Environment:
    """The environment with the fields of `overrides` that are given."""
    if overrides is None:
        return environment
    if overrides.beacon_root is not None:
        raise InvalidRequest('block override "beaconRoot" is not supported for this RPC method')
    names = {
        "number": overrides.number,
        "timestamp": overrides.time,
        "gas_limit": overrides.gas_limit,
        "coinbase": overrides.fee_recipient,
        "prev_randao": overrides.prev_randao,
        "base_fee": overrides.base_fee_per_gas,
        "blob_base_fee": overrides.blob_base_fee,
    }
    return replace(
        environment, **{name: value for name, value in names.items() if value is not None}
    )
