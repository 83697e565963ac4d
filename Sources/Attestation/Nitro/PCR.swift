import Cryptography
public import Primitives

/// A register of 48 bytes: a PCR of a Nitro enclave, or any other measurement with SHA-384.
public struct PCR: Hashable, Sendable {
    /// The number of bytes.
    public static let byteCount = 48

    /// The 48 bytes.
    public let bytes: Bytes

    /// The register of these bytes; nil when they are not 48.
    public init?(_ bytes: Bytes) {
        guard bytes.count == PCR.byteCount else { return nil }
        self.bytes = bytes.copied()
    }

    /// The register before anything was measured.
    public static let zero = PCR()

    /// Whether every byte is zero, as a debug enclave's documents show the first three registers.
    public var isZero: Bool { bytes.allSatisfy { $0 == 0 } }

    /// The register after one measurement: SHA-384 of its bytes and the measured ones.
    ///
    /// - Parameter measured: What is measured, as it is: a hash, or for PCR4 the text of an id.
    /// - Returns: The new value.
    public func extended(by measured: Bytes) -> PCR {
        var hash = SHA384()
        hash.update(bytes)
        hash.update(measured)
        return PCR(hash)
    }

    /// The register that holds a finished hash.
    init(_ hash: SHA384) {
        bytes = hash.finishedBytes()
    }

    private init() {
        bytes = Bytes(repeating: 0, count: PCR.byteCount)
    }
}

extension PCR {
    /// The register that 96 hex digits write, without a prefix, as nitro-cli prints it.
    ///
    /// - Throws: ``/Primitives/HexError``.
    public init(digits: String) throws(HexError) {
        let count = digits.utf8.count
        guard count == 2 * PCR.byteCount else {
            throw HexError(rule: .length, offset: 0, expected: 2 * PCR.byteCount, found: count)
        }
        do throws(HexError) {
            bytes = try Bytes(hex: "0x" + digits)
        } catch {
            throw HexError(rule: error.rule, offset: max(0, error.offset - 2))
        }
    }

    /// The 96 hex digits, lower case, without a prefix.
    public var digits: String { String(bytes.hex.dropFirst(2)) }
}

extension PCR: CustomStringConvertible {
    /// The 96 hex digits.
    public var description: String { digits }
}
