import CSecp256k1
import Cryptography
import Primitives

/// The owner of libsecp256k1's context for secrets: made once, blinded with random bytes, then only
/// read, so that threads may share it.
@safe
final class SigningContext: @unchecked Sendable {
    /// The one context of this process.
    static let shared = SigningContext()

    /// The context; nil only without memory.
    let pointer: OpaquePointer?

    private init() {
        unsafe pointer = secp256k1_context_create(UInt32(SECP256K1_CONTEXT_NONE))
        guard let context = unsafe pointer, let seed = try? SystemRandom.bytes(32) else { return }
        // Blinding hardens against side channels; without it signatures are the same.
        unsafe seed.withUnsafeBytes { raw in
            let start = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress
            unsafe _ = secp256k1_context_randomize(context, start)
        }
    }

    deinit {
        if let context = unsafe pointer { unsafe secp256k1_context_destroy(context) }
    }
}
