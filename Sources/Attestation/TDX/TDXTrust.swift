import Codec
import Cryptography
import Primitives

/// Who vouches for a quote and for its collateral, at one time.
struct TDXTrust {
    let root: X509Certificate
    let time: Int64

    /// The PCK chain of a quote: the platform's certificate, one of Intel's two authorities for
    /// platforms, and the root, in this order.
    func platformChain(_ pem: Bytes) throws(TDXQuoteError) -> [X509Certificate] {
        let chain = try validated(pem, count: 3, "the PCK chain")
        guard chain[0].subjectText.contains("CN=Intel SGX PCK Certificate"),
            chain[1].subjectText.contains("CN=Intel SGX PCK P"), !chain[0].isAuthority
        else { throw .chain("not a platform's certificate under its authority") }
        return chain
    }

    /// What Intel says: TCB Info and QE Identity, signed and in force, and the list of the root, in
    /// force, too.
    struct Documents {
        let info: TCBInfo
        let identity: EnclaveIdentity
        let authorities: X509RevocationList
        /// When the first of the two documents ends.
        let end: Int64
    }

    /// The documents, whose signer nobody has revoked.
    func documents(_ collateral: TDXCollateral) throws(TDXQuoteError) -> Documents {
        let (first, second) = (collateral.tcbInfo, collateral.enclaveIdentity)
        let signer = try signer(first.chain, "tcb_info")
        let authorities = try list(collateral.rootRevocations, of: root, "root_ca_crl")
        let info = try document(first, signer, authorities, "tcb_info")
        // One certificate signs both, as a rule.
        let other =
            second.chain == first.chain ? signer : try self.signer(second.chain, "qe_identity")
        let identity = try document(second, other, authorities, "qe_identity")
        return Documents(
            info: try TCBInfo(info.value), identity: try EnclaveIdentity(identity.value),
            authorities: authorities, end: min(info.end, identity.end))
    }

    /// Nobody between the platform and the root is revoked, and both lists are in force.
    ///
    /// - Returns: When the first of the lists ends.
    func checkRevocation(
        _ chain: [X509Certificate], _ collateral: TDXCollateral, _ authorities: X509RevocationList
    ) throws(TDXQuoteError) -> Int64 {
        let given = try certificates(collateral.pckIssuers, count: 2, "pck_crl", known: chain)
        let issuer = given[0]
        // The end of the platform's own chain is validated already.
        if given != Array(chain.suffix(2)) {
            _ = try validated(collateral.pckIssuers, count: 2, "pck_crl")
        }
        // The authority's certificate may have been renewed; its name and its key are what counts.
        guard issuer.subject == chain[1].subject, issuer.spki == chain[1].spki else {
            throw .collateral("pck_crl is of another authority than the platform's")
        }
        let platforms = try list(collateral.pckRevocations, of: issuer, "pck_crl")
        if platforms.revokes(chain[0]) { throw .revoked(subject: chain[0].subjectText) }
        if authorities.revokes(chain[1]) { throw .revoked(subject: chain[1].subjectText) }
        return min(platforms.nextUpdate, authorities.nextUpdate)
    }

    /// The platform signed the quoting enclave's report, the report holds the attestation key, and
    /// that key signed the quote.
    static func checkSignatures(
        _ quote: TDXQuote, platform: X509Certificate
    ) throws(TDXQuoteError) {
        let proof = quote.proof
        guard let platformKey = try? platform.publicKey(), platformKey.curve == .p256 else {
            throw .chain("no key on P-256")
        }
        guard
            try isSigned(proof.enclave.bytes, by: platformKey, signature: proof.enclaveSignature)
        else { throw .signature("the quoting enclave's report") }
        let hash = SHA256.hash(proof.attestationKey + proof.authenticationData)
        let expected = hash.bytes + Hash32.zero.bytes
        guard ConstantTime.equal(proof.enclave.reportData, expected) else { throw .reportData }
        guard let key = try? NISTPublicKey(curve: .p256, point: [4] + proof.attestationKey) else {
            throw .attestationKey
        }
        guard try isSigned(quote.signed, by: key, signature: proof.signature) else {
            throw .signature("the quote")
        }
    }

    /// Intel's certificate for such documents.
    private func signer(_ pem: Bytes, _ name: String) throws(TDXQuoteError) -> X509Certificate {
        let chain = try validated(pem, count: 2, name)
        guard chain[0].subjectText.contains("CN=Intel SGX TCB Signing"), !chain[0].isAuthority
        else {
            throw .collateral("\(name) is not signed by Intel's certificate for it")
        }
        return chain[0]
    }

    private func document(
        _ document: TDXCollateral.SignedDocument, _ signer: X509Certificate,
        _ authorities: X509RevocationList, _ name: String
    ) throws(TDXQuoteError) -> (value: JSONValue, end: Int64) {
        guard let key = try? signer.publicKey(), key.curve == .p256 else {
            throw .collateral("\(name) is not signed by Intel's certificate for it")
        }
        if authorities.revokes(signer) { throw .revoked(subject: signer.subjectText) }
        guard try TDXTrust.isSigned(document.text, by: key, signature: document.signature) else {
            throw .signature(name)
        }
        guard let value = try? JSONValue(parsing: document.text) else {
            throw .collateral("\(name) is no JSON")
        }
        let reader = CollateralReader(value, name)
        let end = try reader.time("nextUpdate")
        try checkForce(try reader.time("issueDate"), end, name)
        return (value, end)
    }

    private func list(
        _ der: Bytes, of authority: X509Certificate, _ name: String
    ) throws(TDXQuoteError) -> X509RevocationList {
        guard let list = try? X509RevocationList(der: der) else {
            throw .collateral("\(name) is no revocation list")
        }
        guard list.isSigned(by: authority) else { throw .signature(name) }
        try checkForce(list.thisUpdate, list.nextUpdate, name)
        return list
    }

    private func checkForce(
        _ from: Int64, _ to: Int64, _ name: String
    ) throws(TDXQuoteError) {
        guard time >= from, time <= to else {
            throw .collateral("\(name) is not in force at that time")
        }
    }

    private func validated(
        _ pem: Bytes, count: Int, _ name: String
    ) throws(TDXQuoteError) -> [X509Certificate] {
        let given = try certificates(pem, count: count, name, known: [root])
        let chain: X509Chain
        do throws(X509ChainError) {
            chain = try X509Chain(
                leaf: given[0], intermediates: Array(given[1..<(count - 1)]), root: root, at: time)
        } catch {
            throw .chain("\(name): \(error)")
        }
        guard chain.certificates == given else { throw .chain("\(name): not in order") }
        return given
    }

    /// So many certificates, of which the last is the trusted root.
    private func certificates(
        _ pem: Bytes, count: Int, _ name: String, known: [X509Certificate]
    ) throws(TDXQuoteError) -> [X509Certificate] {
        let most = count + 1
        guard let given = try? X509Certificate.certificates(pem: pem, most: most, known: known),
            given.count == count, given[count - 1] == root
        else { throw .chain("\(name): not \(count) certificates up to the trusted root") }
        return given
    }

    private static func isSigned(
        _ message: Bytes, by key: NISTPublicKey, signature: Bytes
    ) throws(TDXQuoteError) -> Bool {
        do throws(OpenSSLError) {
            return try key.isValid(
                fixedWidth: signature, of: SHA256.hash(message).bytes)
        } catch {
            throw .failed(error)
        }
    }
}
