"""Random EVM programs: seeded snippets that reach the opcodes and keep what they see in storage."""

import random
from collections.abc import Sequence

OPCODES = {
    "STOP": 0x00,
    "ADD": 0x01,
    "MUL": 0x02,
    "SUB": 0x03,
    "DIV": 0x04,
    "SDIV": 0x05,
    "MOD": 0x06,
    "SMOD": 0x07,
    "ADDMOD": 0x08,
    "MULMOD": 0x09,
    "EXP": 0x0A,
    "SIGNEXTEND": 0x0B,
    "LT": 0x10,
    "GT": 0x11,
    "SLT": 0x12,
    "SGT": 0x13,
    "EQ": 0x14,
    "ISZERO": 0x15,
    "AND": 0x16,
    "OR": 0x17,
    "XOR": 0x18,
    "NOT": 0x19,
    "BYTE": 0x1A,
    "SHL": 0x1B,
    "SHR": 0x1C,
    "SAR": 0x1D,
    "KECCAK256": 0x20,
    "ADDRESS": 0x30,
    "BALANCE": 0x31,
    "ORIGIN": 0x32,
    "CALLER": 0x33,
    "CALLVALUE": 0x34,
    "CALLDATALOAD": 0x35,
    "CALLDATASIZE": 0x36,
    "CALLDATACOPY": 0x37,
    "CODESIZE": 0x38,
    "CODECOPY": 0x39,
    "GASPRICE": 0x3A,
    "EXTCODESIZE": 0x3B,
    "EXTCODECOPY": 0x3C,
    "RETURNDATASIZE": 0x3D,
    "RETURNDATACOPY": 0x3E,
    "EXTCODEHASH": 0x3F,
    "BLOCKHASH": 0x40,
    "COINBASE": 0x41,
    "TIMESTAMP": 0x42,
    "NUMBER": 0x43,
    "PREVRANDAO": 0x44,
    "GASLIMIT": 0x45,
    "CHAINID": 0x46,
    "SELFBALANCE": 0x47,
    "BASEFEE": 0x48,
    "BLOBHASH": 0x49,
    "BLOBBASEFEE": 0x4A,
    "POP": 0x50,
    "MLOAD": 0x51,
    "MSTORE": 0x52,
    "MSTORE8": 0x53,
    "SLOAD": 0x54,
    "SSTORE": 0x55,
    "JUMP": 0x56,
    "JUMPI": 0x57,
    "PC": 0x58,
    "MSIZE": 0x59,
    "GAS": 0x5A,
    "JUMPDEST": 0x5B,
    "TLOAD": 0x5C,
    "TSTORE": 0x5D,
    "MCOPY": 0x5E,
    "DUP1": 0x80,
    "DUP2": 0x81,
    "SWAP1": 0x90,
    "LOG0": 0xA0,
    "CREATE": 0xF0,
    "CALL": 0xF1,
    "CALLCODE": 0xF2,
    "RETURN": 0xF3,
    "DELEGATECALL": 0xF4,
    "CREATE2": 0xF5,
    "STATICCALL": 0xFA,
    "REVERT": 0xFD,
    "INVALID": 0xFE,
    "SELFDESTRUCT": 0xFF,
}
BINARY = "ADD MUL SUB DIV SDIV MOD SMOD EXP SIGNEXTEND LT GT SLT SGT EQ AND OR XOR BYTE SHL SHR SAR"
TERNARY = "ADDMOD MULMOD"
SEEN = (
    "ADDRESS ORIGIN CALLER CALLVALUE CALLDATASIZE CODESIZE GASPRICE RETURNDATASIZE COINBASE "
    "TIMESTAMP NUMBER PREVRANDAO GASLIMIT CHAINID SELFBALANCE BASEFEE BLOBBASEFEE MSIZE GAS PC"
)
CALLS = {"CALL": True, "CALLCODE": True, "DELEGATECALL": False, "STATICCALL": False}


def assemble(*items: int | str | bytes) -> bytes:
    """Bytecode of opcode names, integers (pushed) and raw bytes."""
    code = b""
    for item in items:
        if isinstance(item, str):
            code += bytes([OPCODES[item]])
        elif isinstance(item, int):
            size = (item.bit_length() + 7) // 8
            code += bytes([0x5F + size]) + item.to_bytes(size, "big")
        else:
            code += item
    return code


def initcode(runtime: bytes) -> bytes:
    """Init code that returns `runtime`."""
    copy = assemble(len(runtime), "DUP1", b"\x60\x0b", 0, "CODECOPY", 0, "RETURN")
    padding = 11 - len(copy)
    if padding < 0:
        head = assemble(len(runtime), "DUP1", b"\x60\x0c", 0, "CODECOPY", 0, "RETURN")
        return head.ljust(12, b"\x00") + runtime
    return copy.ljust(11, b"\x00") + runtime


class Programmer:
    """Writes programs that call the given addresses and each other."""

    def __init__(self, seed: int, addresses: Sequence[bytes]) -> None:
        self.random = random.Random(seed)
        self.addresses = list(addresses)

    def word(self) -> int:
        """A value: mostly small, sometimes at an edge."""
        edges = (0, 1, 2, 31, 32, 33, 255, 256, 2**63, 2**64, 2**255, 2**256 - 1, 2**256 - 2)
        pick = self.random
        return pick.choice((pick.randrange(8), pick.choice(edges), pick.getrandbits(256)))

    def address(self) -> int:
        """An address that something lives at, or not."""
        return int.from_bytes(self.random.choice(self.addresses), "big")

    def program(self, length: int) -> bytes:
        """`length` snippets, then an end that may be a failure."""
        code = b"".join(self.snippet() for _ in range(length))
        ends = (b"", b"", b"", assemble(0, 64, 0, "RETURN"), assemble(32, 0, "REVERT"))
        rare = (assemble("INVALID"), assemble(self.address(), "SELFDESTRUCT"), b"\x0c")
        pick = self.random
        return code + (pick.choice(rare) if pick.random() < 0.12 else pick.choice(ends))

    def snippet(self) -> bytes:
        """One stack-neutral piece of code."""
        kinds = (
            *(self.arithmetic, self.seen, self.storage, self.storage, self.transient),
            *(self.memory, self.log, self.account, self.call, self.call, self.call),
            *(self.create, self.copy, self.jump, self.blocks),
        )
        return self.random.choice(kinds)()

    def keep(self) -> bytes:
        """Stores the top of the stack, so that the state root knows it."""
        return assemble(self.random.randrange(12), "SSTORE")

    def arithmetic(self) -> bytes:
        """Two or three words into one."""
        if self.random.random() < 0.15:
            name = self.random.choice(TERNARY.split())
            return assemble(self.word(), self.word(), self.word(), name) + self.keep()
        name = self.random.choice(BINARY.split())
        return assemble(self.word(), self.word(), name) + self.keep()

    def seen(self) -> bytes:
        """Something about the call or the block."""
        if self.random.random() < 0.1:
            return assemble(self.random.randrange(3), "BLOBHASH") + self.keep()
        return assemble(self.random.choice(SEEN.split())) + self.keep()

    def storage(self) -> bytes:
        """A slot set, cleared or copied."""
        slot = self.random.randrange(12)
        if self.random.random() < 0.4:
            return assemble(slot, "SLOAD") + self.keep()
        return assemble(self.random.choice((0, 0, self.word())), slot, "SSTORE")

    def transient(self) -> bytes:
        """Transient storage written and read."""
        slot = self.random.randrange(3)
        return (
            assemble(self.word(), slot, "TSTORE", self.random.randrange(3), "TLOAD") + self.keep()
        )

    def memory(self) -> bytes:
        """Memory written, hashed, copied."""
        offset = self.random.randrange(200)
        return (
            assemble(
                *(self.word(), offset, self.random.choice(("MSTORE", "MSTORE8"))),
                *(self.random.randrange(100), self.random.randrange(100), offset, "MCOPY"),
                *(self.random.randrange(96), self.random.randrange(96), "KECCAK256"),
            )
            + self.keep()
        )

    def log(self) -> bytes:
        """An event with up to four topics."""
        count = self.random.randrange(5)
        topics = [self.word() for _ in range(count)]
        where = (self.random.randrange(80), self.random.randrange(80))
        return assemble(*topics, *where) + bytes([OPCODES["LOG0"] + count])

    def account(self) -> bytes:
        """Something about another account."""
        name = self.random.choice(("BALANCE", "EXTCODESIZE", "EXTCODEHASH"))
        if self.random.random() < 0.3:
            size, source = self.random.randrange(64), self.random.randrange(64)
            return (
                assemble(size, source, 0, self.address(), "EXTCODECOPY", 0, "MLOAD") + self.keep()
            )
        return assemble(self.address(), name) + self.keep()

    def call(self) -> bytes:
        """Another account called; its answer is looked at."""
        name = self.random.choice(list(CALLS))
        value = [self.random.choice((0, 0, 1, 7, 2**200))] if CALLS[name] else []
        gas = self.random.choice((0, 2300, 5_000, 60_000, 400_000, 2**64))
        size = self.random.choice((0, 32, 64, 128, 160, 192, 213, 256))
        code = assemble(32, 0, size, 0, *value, self.address(), gas, name) + self.keep()
        if self.random.random() < 0.5:
            code += assemble("RETURNDATASIZE", 0, 0, "RETURNDATACOPY", 0, "MLOAD") + self.keep()
        return code

    def create(self) -> bytes:
        """A contract made, of a program that may fail, and then perhaps called."""
        init = initcode(self.program(2)) if self.random.random() < 0.7 else self.program(3)
        stores = b"".join(
            assemble(int.from_bytes(init[at : at + 32].ljust(32, b"\0"), "big"), at, "MSTORE")
            for at in range(0, len(init), 32)
        )
        salt = [self.random.randrange(4)] if self.random.random() < 0.5 else []
        name = "CREATE2" if salt else "CREATE"
        value = self.random.choice((0, 0, 3))
        made = stores + assemble(*salt, len(init), 0, value, name)
        if self.random.random() < 0.5:
            return made + self.keep()
        return (
            made
            + assemble("DUP1")
            + self.keep()
            + (assemble(0, 0, 0, 0, 0) + b"\x85" + assemble(50_000, "CALL") + self.keep() + b"\x50")
        )

    def copy(self) -> bytes:
        """Call data or code into memory."""
        name = self.random.choice(("CALLDATACOPY", "CODECOPY"))
        size, source, target = (self.random.randrange(100) for _ in range(3))
        return assemble(size, source, target, name, source, "CALLDATALOAD") + self.keep()

    def jump(self) -> bytes:
        """A forward jump; the program counter tells where to, so that it fits anywhere."""
        return assemble(self.random.randrange(2), "PC", 8, "ADD", "JUMPI", 1, "POP", "JUMPDEST")

    def blocks(self) -> bytes:
        """The hash of a recent block, of this one, or of none."""
        back = self.random.choice((0, 1, 2, 3, 255, 256, 257, 2**255))
        return assemble(back, "NUMBER", "SUB", "BLOCKHASH") + self.keep()
