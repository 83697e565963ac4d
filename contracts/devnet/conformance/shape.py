"""Brings an answer into the form in which two nodes must agree, and says where they do not."""

import re

QUANTITIES = {
    "balance",
    "baseFeePerGas",
    "blockNumber",
    "blockTimestamp",
    "cumulativeGasUsed",
    "effectiveGasPrice",
    "gasPrice",
    "number",
    "size",
    "timestamp",
    "r",
    "s",
    "v",
    "yParity",
}
"""Members that a chain's height, time, fees and signatures decide: only their form is compared."""

DATA = {
    "blockHash",
    "extraData",
    "hash",
    "logsBloom",
    "miner",
    "mixHash",
    "parentBeaconBlockRoot",
    "parentHash",
    "receiptsRoot",
    "stateRoot",
    "transactionHash",
    "transactions",
    "transactionsRoot",
}
"""Members whose bytes are a chain's own: only their width and whether they are zero is compared."""

RATIOS = {"gasUsedRatio"}
"""JSON numbers among the members that a step may call loose."""

_QUANTITY = re.compile(r"0x(0|[1-9a-f][0-9a-f]*)")
_DATA = re.compile(r"0x([0-9a-f]{2})*")
_NUMBER = re.compile(
    r"\b\d{7,}\b|(?<=head )\d+\b|(?<= <= )\d+\b|(?<=baseFee: )\d+\b|(?<=#)\[[\d ]+\]"
    r"|(?<=address 0x" + "0" * 40 + r" have )\d+"
)
_HASH = re.compile(r"(?<!\")\b(0x)?[0-9a-f]{64}\b")


def normalise(
    value: object, known: dict[str, str], loose: tuple[str, ...], key: str = ""
) -> object:
    """`value` with this chain's own values replaced by names (`known`) or forms.

    `loose` names further members of which only the form counts; `*` stands for all of them.
    """
    if isinstance(value, dict):
        return {k: normalise(v, known, loose, k) for k, v in value.items()}
    if key == "accountProof" and isinstance(value, list):
        return "<trie nodes>" if value and all(map(_DATA.fullmatch, value)) else value
    if isinstance(value, list):
        return [normalise(v, known, loose, key) for v in value]
    if not isinstance(value, str):
        is_ratio = isinstance(value, int | float) and not isinstance(value, bool)
        return "<number>" if is_ratio and key in {*loose} & RATIOS else value
    if "*" not in loose and (name := known.get(value.lower())):
        return name
    if key in ("jsonrpc", "message"):
        return named_inside(value, known)
    if key == "result" and "identifier" in loose and _QUANTITY.fullmatch(value):
        return "<identifier>"
    if key in QUANTITIES or key in DATA or key in loose or "*" in loose:
        shape = form(value, key)
        return "<bytes>" if "width" in loose and shape.endswith(" bytes>") else shape
    return named_inside(value, known) if len(value) > 42 else value


def form(value: str, key: str = "") -> str:
    """What kind of value a string is: a minimal quantity, bytes of one width, or text."""
    if key in QUANTITIES or (key not in DATA and _QUANTITY.fullmatch(value) and len(value) < 34):
        return "<quantity>" if _QUANTITY.fullmatch(value) else f"<no quantity: {value}>"
    if _DATA.fullmatch(value):
        if key == "extraData":
            return "<bytes>"
        if key == "miner":
            return f"<{len(value) // 2 - 1} bytes>"
        zero = "zero " if value.strip("0x") == "" else ""
        return f"<{len(value) // 2 - 1} {zero}bytes>"
    return "<text>" if not value.startswith("0x") else f"<no hex: {value}>"


def named_inside(text: str, known: dict[str, str]) -> str:
    """An error message or long data with the values in it named.

    In a message long numbers, heights and other hashes are left out: they are a chain's own.
    """
    if not text.startswith("0x"):

        def name(match: re.Match) -> str:
            return known.get(match.group().lower(), match.group())

        text = re.sub(r"0x[0-9a-fA-F]{40,64}\b", name, text)
        return _NUMBER.sub("<number>", _HASH.sub("<32 bytes>", text))
    for value, name in known.items():
        if len(value) in (42, 66):
            text = text.replace(value[2:], name)
    return text


def differences(expected: object, got: object, path: str = "") -> list[tuple[str, str, str]]:
    """Where two normalised answers differ: path, expected, got."""
    if isinstance(expected, dict) and isinstance(got, dict):
        found = []
        for key in {**expected, **got}:
            at = f"{path}.{key}" if path else key
            if key not in got:
                found.append((at, brief(expected[key]), "absent"))
            elif key not in expected:
                found.append((at, "absent", brief(got[key])))
            else:
                found += differences(expected[key], got[key], at)
        return found
    if isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        pairs = enumerate(zip(expected, got, strict=True))
        return [d for i, (e, g) in pairs for d in differences(e, g, f"{path}[{i}]")]
    if expected == got and type(expected) is type(got):
        return []
    return [(path or "answer", brief(expected), brief(got))]


def brief(value: object) -> str:
    """A value in at most 200 characters, for a report."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 200 else f"{text[:180]}… ({len(text)} characters)"
