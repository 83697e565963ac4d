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
    ///
    /// - Parameters:
    ///   - leaf: The certificate in question.
    ///   - known: All certificates that it was given.
    /// - Returns: The chain, from the leaf on.
    /// - Throws: ``X509ChainError``.
    func run(
        _ leaf: X509Certificate, among known: [X509Certificate]
    ) throws(X509ChainError) -> [X509Certificate] {
        guard unsafe X509_STORE_CTX_init(context, store, leaf.handle, untrusted) == 1,
            let parameters = unsafe X509_STORE_CTX_get0_param(context)
        else { throw X509ChainError(.failed(OpenSSLError("X509_STORE_CTX_init")), leaf) }
        unsafe X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_NO_CHECK_TIME))
        unsafe X509_VERIFY_PARAM_set_auth_level(parameters, X509Validation.securityLevel)
        let verdict = unsafe X509_verify_cert(context)
        ERR_clear_error()
        guard verdict != 1 else { return chain(among: known) }
        let code = unsafe X509_STORE_CTX_get_error(context)
        let depth = unsafe Int(X509_STORE_CTX_get_error_depth(context))
        let found = chain(among: known).dropFirst(depth).first ?? leaf
        throw X509ChainError(rule(code), found, depth: depth)
    }

    /// The chain so far, from the leaf on: OpenSSL makes it of the very objects that it was given. It
    /// ends before one that nobody gave.
    private func chain(among known: [X509Certificate]) -> [X509Certificate] {
        guard let stack = unsafe X509_STORE_CTX_get0_chain(context) else { return [] }
        var chain: [X509Certificate] = []
        for index in 0..<max(0, unsafe copenssl_x509_stack_count(stack)) {
            let pointer = unsafe copenssl_x509_stack_value(stack, index)
            guard let found = known.first(where: { unsafe $0.handle == pointer }) else { break }
            chain.append(found)
        }
        return chain
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
