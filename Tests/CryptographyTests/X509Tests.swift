import Cryptography
import Primitives
import Testing

@Suite("Certificates: what is read of them, and who vouches for them")
struct X509Tests {
    /// 2025-07-01.
    static let midYear: Int64 = 1_751_328_000
    private let root: X509Certificate
    private let authority: X509Certificate
    private let leaf: X509Certificate

    init() throws {
        root = try TestCertificates.certificate(TestCertificates.root)
        authority = try TestCertificates.certificate(TestCertificates.authority)
        leaf = try TestCertificates.certificate(TestCertificates.leaf)
    }

    @Test("The fields are those that were put in")
    func fields() throws {
        #expect(leaf.version == 3)
        #expect(leaf.serialNumber == [0x12, 0x34])
        #expect(leaf.subjectText == "CN=Test leaf")
        #expect(leaf.issuer == authority.subject)
        #expect(leaf.notBefore == 1_735_689_600)
        #expect(leaf.notAfter == 1_767_225_600)
        #expect(!leaf.isAuthority)
        #expect(leaf.keyUsage == .digitalSignature)
        #expect(leaf.pathLength == nil)
        #expect(authority.isAuthority)
        #expect(authority.pathLength == 0)
        #expect(authority.keyUsage == [.certificateSigning, .revocationListSigning])
        #expect(leaf.signatureAlgorithm == "ecdsa-with-SHA384")
        #expect(try leaf.publicKey().curve == .p384)
        #expect(leaf.spki.count == 120)
        #expect(leaf.extensionValue("1.3.6.1.4.1.62397.1.3") == Bytes(utf8: "\u{4}\u{3}abc"))
        #expect(leaf.extensionValue("1.3.6.1.4.1.62397.1.4") == nil)
        #expect(
            leaf.extensions.filter(\.isCritical).map(\.identifier) == ["2.5.29.19", "2.5.29.15"])
    }

    @Test("A chain to the pinned root holds, whatever stands between besides")
    func chain() throws {
        let other = try TestCertificates.certificate(TestCertificates.otherRoot)
        let chain = try X509Chain(
            leaf: leaf, intermediates: [other, leaf, authority, root], root: root,
            at: Self.midYear)
        #expect(chain.certificates == [leaf, authority, root])
    }

    @Test("Validity ends and begins on the second, each with its own refusal")
    func validity() throws {
        _ = try validate(at: leaf.notBefore)
        _ = try validate(at: leaf.notAfter)
        let early = #expect(throws: X509ChainError.self) {
            try validate(at: leaf.notBefore - 1)
        }
        #expect(early?.rule == .notYetValid(secondsEarly: 1))
        #expect(early?.description == "CN=Test leaf is not yet valid: is the clock 1 s behind?")
        let late = #expect(throws: X509ChainError.self) { try validate(at: leaf.notAfter + 1) }
        #expect(late?.rule == .expired(secondsLate: 1))
    }

    @Test("Another root of the same name, a missing authority and a leaf alone are not trusted")
    func untrusted() throws {
        let other = try TestCertificates.certificate(TestCertificates.otherRoot)
        let cases: [(intermediates: [X509Certificate], root: X509Certificate)] = [
            ([authority], other), ([], root), ([root], root), ([authority, root], leaf),
        ]
        for (intermediates, root) in cases {
            #expect(throws: X509ChainError.self) {
                try X509Chain(
                    leaf: leaf, intermediates: intermediates, root: root, at: Self.midYear)
            }
        }
    }

    @Test("A spoiled signature, a path too long, a leaf as issuer, an unknown critical extension")
    func faults() throws {
        var spoiled = try [UInt8](TestCertificates.der(TestCertificates.leaf))
        spoiled[spoiled.count - 1] ^= 1
        let bad = try X509Certificate(der: Bytes(spoiled))
        let second = try TestCertificates.certificate(TestCertificates.secondAuthority)
        for (certificate, intermediates) in [
            (bad, [authority]),
            (try TestCertificates.certificate(TestCertificates.leafTooDeep), [second, authority]),
            (try TestCertificates.certificate(TestCertificates.issuedByLeaf), [leaf, authority]),
            (try TestCertificates.certificate(TestCertificates.unknownCritical), [authority]),
        ] {
            let error = #expect(throws: X509ChainError.self) {
                try X509Chain(
                    leaf: certificate, intermediates: intermediates, root: root,
                    at: Self.midYear)
            }
            #expect(error?.rule != .untrusted)
        }
    }

    @Test("Bytes that are no certificate are refused, whatever their length")
    func malformed() throws {
        let der = leaf.der
        #expect(throws: X509Error.trailing(offset: der.count)) {
            try X509Certificate(der: der + [0])
        }
        for count in stride(from: 0, to: der.count, by: 3) {
            #expect(throws: X509Error.self) { try X509Certificate(der: der.slice(0..<count)) }
        }
    }

    private func validate(at time: Int64) throws(X509ChainError) -> X509Chain {
        try X509Chain(leaf: leaf, intermediates: [authority], root: root, at: time)
    }
}
