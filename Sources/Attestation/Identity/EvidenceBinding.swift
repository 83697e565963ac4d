public import Primitives

/// What the guest put into the evidence, so that it belongs to one key, one question or one moment.
public struct EvidenceBinding: Hashable, Sendable {
    /// The 64 bytes of report data: a quote's own, or the `user_data` of an NSM document.
    public let reportData: Bytes?
    /// The nonce of an NSM document.
    public let nonce: Bytes?
    /// The public key of an NSM document, in the guest's encoding.
    public let publicKey: Bytes?

    /// What the evidence carries; nil where it carries none.
    init(reportData: Bytes?, nonce: Bytes? = nil, publicKey: Bytes? = nil) {
        self.reportData = reportData
        self.nonce = nonce
        self.publicKey = publicKey
    }
}
