import Attestation
import CYardsticks
import Codec
import Cryptography
import Glibc
import Primitives

extension Rows {
    /// Evidence of measured boots.
    static var attestation: [Row] {
        [document, image, quote]
    }

    private static var document: Row {
        Row(
            name: "nsm_document", title: "NSM document verified: form, chain, signature",
            yardstick: Yardstick(name: "OpenSSL, chain and signature") { inputs in
                try prepareChain(inputs)
                return cyardsticks_verify
            }, goal: .yardsticks(1.1)
        ) { inputs in
            let (bytes, root, time) = try nitro(inputs)
            let boot = try VerifiedNSMDocument(verifying: bytes, root: root, at: time)
                .measuredBoot()
            try check(boot?.refusals.isEmpty == true, "nsm_document")
            return each {
                keep(try VerifiedNSMDocument(verifying: bytes, root: root, at: time))
            }
        }
    }

    private static var image: Row {
        Row(
            name: "eif_measure", title: "enclave image of 9 MiB measured, its checksum included",
            yardstick: Yardstick(name: "OpenSSL, SHA-384 of the same bytes") { inputs in
                let bytes = [UInt8](try inputs.bytes("image.eif"))
                cyardsticks_set_content(bytes, bytes.count)
                return cyardsticks_sha384
            }, goal: .yardsticks(1 / 0.95)
        ) { inputs in
            let bytes = try inputs.bytes("image.eif")
            let blocks = stride(from: 0, to: bytes.count, by: 1 << 16).map {
                bytes.slice($0..<min($0 + 1 << 16, bytes.count))
            }
            return each {
                var reader = EIFReader(fileSize: UInt64(bytes.count))
                for block in blocks { try reader.update(block) }
                try check(reader.finish().measurement.refusal == nil, "eif_measure")
            }
        }
    }

    private static var quote: Row {
        Row(
            name: "tdx_quote", title: "TDX quote verified with its collateral",
            goal: .perSecond(333)
        ) { inputs in
            let bytes = try inputs.bytes("quote.bin")
            let root = try X509Certificate(pem: inputs.bytes("tdx-root.pem"))
            let text = try inputs.bytes("collateral.json")
            let seconds = try inputs.json("quote_now.json").integer(as: UInt64.self)
            let time = EvidenceTime(seconds: seconds ?? 0)
            func verified() throws -> VerifiedTDXQuote {
                let collateral = try TDXCollateral(json: JSONValue(parsing: text))
                return try VerifiedTDXQuote(
                    verifying: bytes, collateral: collateral, root: root, at: time)
            }
            try check(verified().status == .upToDate, "tdx_quote")
            return each { keep(try verified()) }
        }
    }

    private static func nitro(_ inputs: Inputs) throws -> (Bytes, X509Certificate, EvidenceTime) {
        let milliseconds = try inputs.json("nsm_now.json").integer(as: UInt64.self)
        return (
            try inputs.bytes("nsm.bin"), try X509Certificate(der: inputs.bytes("nsm_root.der")),
            EvidenceTime(milliseconds: milliseconds ?? 0)
        )
    }

    /// Hands the document's signature and certificates to the yardstick.
    private static func prepareChain(_ inputs: Inputs) throws {
        let (bytes, root, time) = try nitro(inputs)
        let message = try COSESign1(parsing: bytes)
        let document = try NSMDocument(payload: message.payload)
        func head(_ count: Int) -> [UInt8] { [0x59, UInt8(count >> 8), UInt8(count & 0xff)] }
        // ["Signature1", {1: -35}, "", payload] of COSE (RFC 9052, section 4.4).
        let signed =
            [0x84, 0x6a] + Array("Signature1".utf8) + [0x44, 0xa1, 0x01, 0x38, 0x22, 0x40]
            + head(message.payload.count) + [UInt8](message.payload)
        let signature = [UInt8](message.signature)
        try check(
            cyardsticks_set_signed(
                signed, signed.count, signature, 48, Int(time.milliseconds / 1000)), "signature")
        let chain = [document.certificate] + document.bundle.dropFirst().reversed() + [root.der]
        for certificate in chain {
            let der = [UInt8](certificate)
            cyardsticks_add_certificate(der, der.count)
        }
        try check(cyardsticks_verifies(), "the yardstick's chain")
    }
}
