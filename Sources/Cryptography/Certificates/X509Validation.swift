import COpenSSL
import Primitives

/// The owner of what OpenSSL needs to validate one chain.
@safe
struct X509Validation: ~Copyable {
    private let store: OpaquePointer
    private let untrusted: OpaquePointer
    private let context: OpaquePointer

    /// A validation that trusts nothing yet.
    init?() {
        guard let store = unsafe X509_STORE_new() else { return nil }
        guard let untrusted = unsafe copenssl_x509_stack_new() else {
            unsafe X509_STORE_free(store)
            return nil
        }
        guard let context = unsafe X509_STORE_CTX_new() else {
            unsafe copenssl_x509_stack_free(untrusted)
            unsafe X509_STORE_free(store)
            return nil
        }
        unsafe self.store = store
        unsafe self.untrusted = untrusted
        unsafe self.context = context
    }

    /// Trusts `root` and takes `intermediates`, which must outlive the validation, as help.
    func add(root: X509Certificate, intermediates: [X509Certificate]) -> Bool {
        guard unsafe X509_STORE_add_cert(store, root.handle) == 1 else { return false }
        return intermediates.allSatisfy { certificate in
            unsafe copenssl_x509_stack_push(untrusted, certificate.handle) > 0
        }
    }

    deinit {
        unsafe X509_STORE_CTX_free(context)
        unsafe copenssl_x509_stack_free(untrusted)
        unsafe X509_STORE_free(store)
    }

    /// Builds the chain and checks everything but the time: for OpenSSL a certificate ends one second
    /// before the one that it names as its last.
    func run(_ leaf: X509Certificate) throws(X509ChainError) {
        guard unsafe X509_STORE_CTX_init(context, store, leaf.handle, untrusted) == 1,
            let parameters = unsafe X509_STORE_CTX_get0_param(context)
        else { throw X509ChainError(.failed(OpenSSLError("X509_STORE_CTX_init")), leaf) }
        unsafe X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_NO_CHECK_TIME))
        unsafe X509_VERIFY_PARAM_set_auth_level(parameters, X509Validation.securityLevel)
        let verdict = unsafe X509_verify_cert(context)
        ERR_clear_error()
        guard verdict != 1 else { return }
        let code = unsafe X509_STORE_CTX_get_error(context)
        let depth = unsafe Int(X509_STORE_CTX_get_error_depth(context))
        let certificate = chain().dropFirst(depth).first.flatMap { try? X509Certificate(der: $0) }
        let found = certificate ?? leaf
        throw X509ChainError(rule(code), found, depth: depth)
    }

    /// The certificates of the chain so far, from the leaf on.
    func chain() -> [Bytes] {
        guard let stack = unsafe X509_STORE_CTX_get0_chain(context) else { return [] }
        let count = unsafe copenssl_x509_stack_count(stack)
        return (0..<max(0, count)).compactMap { index in
            var start: UnsafeMutablePointer<UInt8>?
            let length = unsafe i2d_X509(copenssl_x509_stack_value(stack, index), &start)
            guard length > 0, let start = unsafe start else { return nil }
            defer { unsafe CRYPTO_free(start, "", 0) }
            return unsafe Bytes(copying: UnsafeRawBufferPointer(start: start, count: Int(length)))
        }
    }

    private func rule(_ code: Int32) -> X509ChainError.Rule {
        switch code {
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT,
            X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
            return .untrusted
        case X509_V_ERR_CERT_SIGNATURE_FAILURE: return .signature
        default:
            let text = unsafe X509_verify_cert_error_string(Int(code)).map { pointer in
                unsafe String(cString: pointer)
            }
            return .other(code: Int(code), text: text ?? "refused")
        }
    }

    /// Keys and hashes of at least 112 bits of security, as OpenSSL counts them.
    private static let securityLevel: Int32 = 2
}
