"""anvil_setBalance, anvil_setNonce, anvil_setCode, anvil_setStorageAt.

Each change is carried by a block of its own, so that it has a state root and can be proved.
"""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.number import nonce, number
from contracts.devnet.rpc.wire.hexadecimal import address, byte_string


@method("anvil_setBalance", "hardhat_setBalance", takes=(address, number))
def set_balance(node: Node, account: bytes, wei: int) -> None:
    """Gives an account so many wei."""
    node.chain.set_balance(account, wei)


@method("anvil_setNonce", "hardhat_setNonce", "evm_setAccountNonce", takes=(address, nonce))
def set_nonce(node: Node, account: bytes, following: int) -> None:
    """Sets an account's next nonce."""
    node.chain.set_nonce(account, following)


@method("anvil_setCode", "hardhat_setCode", takes=(address, byte_string))
def set_code(node: Node, account: bytes, code: bytes) -> None:
    """Sets an account's runtime bytecode."""
    node.chain.set_code(account, code)


@method("anvil_setStorageAt", "hardhat_setStorageAt", takes=(address, number, number))
def set_storage_at(node: Node, account: bytes, slot: int, value: int) -> bool:
    """Sets one storage slot; gives true, as anvil does."""
    node.chain.set_storage(account, slot, value)
    return True
