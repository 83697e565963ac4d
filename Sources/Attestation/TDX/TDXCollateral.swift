public import Codec
import Primitives

/// What Intel says of platforms of one kind at one time: as the Provisioning Certification Service
/// gives it, in the JSON form of `QuoteCollateralV3` that dcap-qvl and dstack keep it in.
public struct TDXCollateral: Sendable {
    let tcbInfo: SignedDocument
    let enclaveIdentity: SignedDocument
    /// Who signs the list of platforms: that authority and the root, in PEM.
    let pckIssuers: Bytes
    let pckRevocations: Bytes
    let rootRevocations: Bytes

    /// A text with Intel's signature.
    struct SignedDocument: Sendable {
        let text: Bytes
        let signature: Bytes
        let chain: Bytes
    }

    /// The largest document, 256 KiB.
    public static let mostBytes = 1 << 18

    /// Reads collateral; nothing is verified yet.
    ///
    /// - Throws: ``TDXQuoteError/collateral(_:)``.
    public init(json value: JSONValue) throws(TDXQuoteError) {
        func text(_ name: String) throws(TDXQuoteError) -> String {
            guard let text = value[name]?.string, text.utf8.count <= TDXCollateral.mostBytes else {
                throw .collateral("\(name) is missing or too large")
            }
            return text
        }
        func bytes(_ name: String) throws(TDXQuoteError) -> Bytes {
            guard let bytes = try? Bytes(hex: "0x" + text(name)) else {
                throw .collateral("\(name) is no hex")
            }
            return bytes
        }
        func document(_ name: String) throws(TDXQuoteError) -> SignedDocument {
            SignedDocument(
                text: Bytes(utf8: try text(name)), signature: try bytes("\(name)_signature"),
                chain: Bytes(utf8: try text("\(name)_issuer_chain")))
        }
        tcbInfo = try document("tcb_info")
        enclaveIdentity = try document("qe_identity")
        pckIssuers = Bytes(utf8: try text("pck_crl_issuer_chain"))
        pckRevocations = try bytes("pck_crl")
        rootRevocations = try bytes("root_ca_crl")
    }
}
