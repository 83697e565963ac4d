/// Decimal digits at the edge of the library.
public enum DecimalText {
    /// The memory that ``write(_:to:)`` needs: 64 bits have 20 digits, and it touches 8 bytes more.
    public static let mostBytes = 28

    /// Writes the digits of a number; `target` must have room for ``mostBytes``.
    ///
    /// - Returns: How many they are.
    public static func write(_ value: UInt64, to target: UnsafeMutablePointer<UInt8>) -> Int {
        unsafe DecimalWriter.write(UInt256(value), to: target)
    }

    /// Appends the digits of a number to a text's bytes.
    public static func append(_ value: UInt64, to text: inout [UInt8]) {
        text.append(addingCapacity: mostBytes) { target in
            unsafe target.withUnsafeMutableBufferPointer { target, count in
                guard let start = target.baseAddress else { return }
                count += unsafe write(value, to: start + count)
            }
        }
    }
}
