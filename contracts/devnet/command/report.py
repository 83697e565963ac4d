"""What the command prints when the node is ready."""

import json

from eth_utils import to_checksum_address

from contracts.devnet.command.options import Options
from contracts.devnet.dev_accounts import MNEMONIC, dev_accounts

Document = dict[str, object]


def contract_addresses(deployment: Document | None) -> dict[str, str]:
    """Name and address of each deployed contract, in the order of the document."""
    return {
        name: entry["address"]
        for name, entry in (deployment or {}).items()
        if isinstance(entry, dict) and "address" in entry
    }


def as_json(url: str, options: Options, deployment: Document | None) -> str:
    """One line: where the node is, its accounts with their keys, and the deployment document."""
    return json.dumps(
        {
            "url": url,
            "chainId": options.chain_id,
            "mnemonic": MNEMONIC,
            "accounts": [
                {
                    "address": to_checksum_address(account.address),
                    "privateKey": "0x" + account.private_key.hex(),
                }
                for account in dev_accounts()
            ],
            "contracts": contract_addresses(deployment),
            "deploymentFile": None if deployment is None else str(options.deployment),
            "deployment": deployment,
        }
    )


def as_tables(
    url: str, options: Options, deployment: Document | None, balance: int, seconds: float
) -> str:
    """Accounts, contracts and where to connect, for people."""
    lines = [
        f'Accounts of the mnemonic "{MNEMONIC}", {balance // 10**18} ETH each.',
        "Everybody knows these keys: never send them anything of value.",
        "",
        f"{'':>3} {'address':<42}  private key",
    ]
    lines += [
        f"({index}) {to_checksum_address(account.address)}  0x{account.private_key.hex()}"
        for index, account in enumerate(dev_accounts())
    ]
    addresses = contract_addresses(deployment)
    if addresses:
        lines += ["", f"{'contract':<12} address"]
        lines += [f"{name:<12} {address}" for name, address in addresses.items()]
        lines += ["", f"Details of the governance: {options.deployment}"]
    lines += [
        "",
        f"Chain id {options.chain_id}, blocks as transactions come, "
        f"finalized {options.finality_depth} blocks behind latest.",
        f"Ready after {seconds:.1f} s: {url} (Ctrl-C stops)",
    ]
    return "\n".join(lines)
