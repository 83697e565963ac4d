import Codec
import Primitives

/// Parameters as the execution APIs write them.
extension JSONValue {
    /// Data: `0x` and two digits for each byte.
    static func data(_ bytes: Bytes) -> JSONValue { .string(bytes.hex) }

    /// A hash, a word or a storage key of 64 digits.
    static func hash(_ hash: Hash32) -> JSONValue { .string(hash.hex) }

    /// An address in lower case.
    static func address(_ address: Address) -> JSONValue { .string(address.hex) }

    /// A quantity.
    static func quantity(_ quantity: some Quantity) -> JSONValue { .string(quantity.quantity) }

    /// A quantity.
    static func quantity(_ number: UInt64) -> JSONValue { .string(UInt256(number).quantity) }
}
