"""The verbs that move a development chain: mining, time, a balance by fiat, impersonation."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.number import number, seconds
from contracts.devnet.rpc.wire.errors import invalid_params
from contracts.devnet.rpc.wire.hexadecimal import address
from contracts.devnet.rpc.wire.parameters import optional
from contracts.devnet.rpc.wire.values import boolean

MAX_BLOCKS = 10_000
"""Blocks that one call may mine."""


@method("evm_mine")
def mine(node: Node) -> str:
    """Mines one block. Gives "0x0"."""
    node.chain.mine()
    return "0x0"


@method("anvil_mine", takes=(optional(number),))
def mine_many(node: Node, blocks: int | None) -> None:
    """Mines blocks (1)."""
    blocks = 1 if blocks is None else blocks
    if blocks > MAX_BLOCKS:
        raise invalid_params(f"at most {MAX_BLOCKS} blocks can be mined at once, not {blocks}")
    node.chain.mine(blocks)


@method("evm_setAutomine", takes=(boolean,))
def set_automine(node: Node, automine: bool) -> None:
    """Whether each transaction is mined as it comes."""
    node.chain.automine = automine


@method("evm_increaseTime", takes=(seconds,))
def increase_time(node: Node, more: int) -> int:
    """Moves the clock forward; gives the whole offset in seconds, as a number."""
    return node.chain.increase_time(more)


@method("anvil_setBalance", takes=(address, number))
def set_balance(node: Node, account: bytes, wei: int) -> None:
    """Gives an account so many wei, in a block of its own, so that they can be proved."""
    node.chain.set_balance(account, wei)


@method("anvil_impersonateAccount", takes=(address,))
def impersonate_account(node: Node, account: bytes) -> None:
    """Lets eth_sendTransaction send from any address, contracts too, without a signature."""
    node.impersonated.add(account)
