import CKeccak

/// Keccak-256 with the original padding, as Ethereum uses it (yellow paper, appendix on Keccak);
/// not SHA3-256 of FIPS 202, which pads otherwise.
public struct Keccak256: Sendable {
    private var state: ckeccak_state

    /// A hash of bytes that come in pieces.
    public init() {
        state = ckeccak_state()
        unsafe ckeccak_init(&state)
    }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        unsafe ckeccak_update(
            &state, start.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: Bytes) {
        unsafe bytes.withUnsafeBytes { raw in unsafe update(raw) }
    }

    /// Adds the 32 bytes of a hash to the message.
    public mutating func update(_ hash: Hash32) {
        unsafe hash.withUnsafeBytes { raw in unsafe update(raw) }
    }

    /// The hash of all bytes so far; more may follow.
    public func finish() -> Hash32 {
        var last = state
        return unsafe Keccak256.output { target in unsafe ckeccak_final(&last, target) }
    }

    /// The hash of the bytes in memory at `bytes`.
    public static func hash(_ bytes: UnsafeRawBufferPointer) -> Hash32 {
        unsafe output { target in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            unsafe ckeccak256(start, bytes.count, target)
        }
    }

    /// The hash of `bytes`.
    public static func hash(_ bytes: Bytes) -> Hash32 {
        unsafe bytes.withUnsafeBytes { raw in unsafe hash(raw) }
    }

    /// The hash of the UTF-8 bytes of `text`.
    public static func hash(utf8 text: String) -> Hash32 {
        hash(Bytes(utf8: text))
    }

    /// The hash of two words, one after the other: the slot of a mapping's element and the node of
    /// a Merkle tree.
    public static func hash(_ first: Hash32, _ second: Hash32) -> Hash32 {
        unsafe Swift.withUnsafeBytes(of: (first, second)) { raw in unsafe hash(raw) }
    }

    private static func output(_ write: (UnsafeMutablePointer<UInt8>) -> Void) -> Hash32 {
        var hash = Hash32()
        unsafe Swift.withUnsafeMutableBytes(of: &hash) { raw in
            guard let start = raw.baseAddress else { return }
            unsafe write(start.assumingMemoryBound(to: UInt8.self))
        }
        return hash
    }
}
