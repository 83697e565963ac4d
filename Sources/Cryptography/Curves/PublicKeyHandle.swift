import COpenSSL

/// The owner of a key of OpenSSL. Nothing changes the key once it is made, so that threads may
/// share it.
@safe
final class PublicKeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes over `pointer`, which one call of OpenSSL has returned.
    init?(owning pointer: OpaquePointer?) {
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = pointer
    }

    deinit { unsafe EVP_PKEY_free(pointer) }
}

/// The owner of an operation with a key.
@safe
struct KeyOperation: ~Copyable {
    let pointer: OpaquePointer

    /// An operation with `key`.
    init?(_ key: PublicKeyHandle) {
        guard let pointer = unsafe EVP_PKEY_CTX_new(key.pointer, nil) else { return nil }
        unsafe self.pointer = pointer
    }

    deinit { unsafe EVP_PKEY_CTX_free(pointer) }
}

/// The owner of a hash that a signature is made over. It may go from thread to thread; several may
/// copy one at once, which changes nothing in it.
@safe
struct SignatureOperation: ~Copyable, @unchecked Sendable {
    let pointer: OpaquePointer

    init?() {
        guard let pointer = unsafe EVP_MD_CTX_new() else { return nil }
        unsafe self.pointer = pointer
    }

    /// An operation in the state of another one.
    init?(copying other: borrowing SignatureOperation) {
        guard let pointer = unsafe EVP_MD_CTX_new() else { return nil }
        guard unsafe EVP_MD_CTX_copy_ex(pointer, other.pointer) == 1 else {
            unsafe EVP_MD_CTX_free(pointer)
            return nil
        }
        unsafe self.pointer = pointer
    }

    deinit { unsafe EVP_MD_CTX_free(pointer) }
}
