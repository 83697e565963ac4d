"""What a development chain cannot or will not have as geth has it, each with its reason.

A key is a shell pattern over `<step name> <path in the answer>`. A pattern that no answer needs
fails the run, so the list can only shrink.
"""

import fnmatch

DEVIATIONS: dict[str, str] = {
    "eth_accounts* result": "names the ten test accounts, as anvil and hardhat do; geth has none",
    "eth_getProof/at pending *": "geth 1.17.5 looks for the pending state where it never is stored "
    "and fails with 'missing trie node'; the chain proves it",
    "eth_estimateGas/block override difficulty *": "geth 1.17.5 goes back to the rules before the "
    "merge when the difficulty is overridden, and lacks BLOBBASEFEE then; the chain has no such "
    "rules",
    "parse/not utf-8 *": "geth repeats the bytes of an id that is no UTF-8, and so answers what "
    "is no JSON; the chain answers U+FFFD",
    "eth_getTransactionByHash/replaced after * result": "anvil_reorg drops the transactions of the "
    "replaced blocks, as in anvil; geth takes them back into its pool",
    "debug_getRaw[HB]*/at pending *": "geth 1.17.5 looks for the pending block by a hash that it "
    "never stored; the chain gives the block it would mine",
}


def deviation(name: str, path: str) -> str | None:
    """The documented deviation that covers a place in an answer, if any."""
    place = f"{name} {path}"
    return next((p for p in DEVIATIONS if fnmatch.fnmatchcase(place, p)), None)
