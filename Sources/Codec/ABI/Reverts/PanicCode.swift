public import Primitives

extension ABI {
    /// The number of a `Panic(uint256)`: what the compiler's own checks revert with (Solidity
    /// documentation, "Panic via assert and Error via require").
    public struct PanicCode: Hashable, Sendable {
        /// The number.
        public let number: UInt256

        /// The code with this number; numbers that Solidity does not have are possible.
        public init(_ number: UInt256) { self.number = number }
    }
}

extension ABI.PanicCode: CustomStringConvertible {
    /// The meaning and the number in hex.
    public var description: String {
        guard let code = UInt64(exactly: number) else {
            return "a reason that Solidity does not define (panic \(number))"
        }
        let meaning =
            switch code {
            case 0x00: "a check that the compiler inserted failed"
            case 0x01: "an assertion failed"
            case 0x11: "arithmetic overflow"
            case 0x12: "division by zero"
            case 0x21: "a number outside of an enum"
            case 0x22: "a storage byte array that is encoded wrongly"
            case 0x31: "pop on an empty array"
            case 0x32: "an array index out of bounds"
            case 0x41: "too much memory"
            case 0x51: "a call of an uninitialised function"
            default: "a reason that Solidity does not define"
            }
        return "\(meaning) (panic 0x\(String(code, radix: 16)))"
    }
}
