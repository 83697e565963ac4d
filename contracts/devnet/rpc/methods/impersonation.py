"""anvil_impersonateAccount, anvil_stopImpersonatingAccount, anvil_autoImpersonateAccount."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.wire.hexadecimal import address
from contracts.devnet.rpc.wire.values import boolean


@method("anvil_impersonateAccount", "hardhat_impersonateAccount", takes=(address,))
def impersonate_account(node: Node, account: bytes) -> None:
    """Lets eth_sendTransaction send from any address, contracts too, without a signature."""
    node.impersonated.add(account)


@method("anvil_stopImpersonatingAccount", "hardhat_stopImpersonatingAccount", takes=(address,))
def stop_impersonating_account(node: Node, account: bytes) -> None:
    """Ends an impersonation."""
    node.impersonated.discard(account)


@method("anvil_autoImpersonateAccount", takes=(boolean,))
def auto_impersonate_account(node: Node, enabled: bool) -> None:
    """Whether every address may be sent from without a signature."""
    node.impersonate_all = enabled
