public import Codec
import Cryptography
public import Primitives

/// The emergency brake: a list of what is denied at once, whatever the chain says. It cannot allow
/// anything, so that its key is no key to the workloads.
public struct BrakeOverlay: Hashable, Sendable {
    /// The chain for which it is meant.
    public let chainID: ChainID
    /// The KMS contract for which it is meant.
    public let kms: Address
    /// Grows with each overlay: an older one never replaces a newer one.
    public let sequence: UInt64
    /// When it was made.
    public let issued: Timestamp
    /// What is denied; none releases the brake.
    public let entries: [BrakeEntry]

    /// The most entries.
    public static let mostEntries = 4_096

    /// An overlay; nil with more than ``mostEntries``.
    public init?(
        chainID: ChainID, kms: Address, sequence: UInt64, issued: Timestamp, entries: [BrakeEntry]
    ) {
        guard entries.count <= BrakeOverlay.mostEntries else { return nil }
        self.chainID = chainID
        self.kms = kms
        self.sequence = sequence
        self.issued = issued
        self.entries = entries
    }

    /// The first entry that denies `request`.
    public func denial(of request: BootRequest) -> BrakeEntry? {
        entries.first { $0.matches(request) }
    }

    /// What is signed: a line that names the purpose, and the document without its signature.
    public var signedText: Bytes {
        Bytes(utf8: "dstack-governance brake v1\n")
            + JSONValue.object(members).serializedBytes(.compact.ascii)
    }

    /// The SHA-256 hash of what is signed, which names the overlay in records.
    public var digest: Hash32 { SHA256.hash(signedText) }

    private var members: [JSONMember] {
        [
            JSONMember("format", "dstack-governance/brake/1"),
            JSONMember("chainId", .string(chainID.decimal)), JSONMember("kms", .string(kms.hex)),
            JSONMember("sequence", .number(String(sequence))),
            JSONMember("issued", .number(String(issued.seconds))),
            JSONMember("entries", .array(entries.map(\.json))),
        ]
    }

    /// The document with its signature.
    ///
    /// - Parameters:
    ///   - signature: The Ed25519 signature of ``signedText``.
    ///   - signer: The public key.
    /// - Returns: The document.
    public func document(signature: Bytes, by signer: Hash32) -> JSONValue {
        .object(
            members + [
                JSONMember("signer", .string(signer.hex)),
                JSONMember("signature", .string(signature.hex)),
            ])
    }
}

/// Why a file is no emergency brake of this service.
public enum BrakeFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// No document of the format.
    case form(String)
    /// Signed by nobody who may, or not at all.
    case signature
    /// Meant for another KMS or chain.
    case other(ChainID, Address)
    /// Older than the one in force.
    case older(found: UInt64, inForce: UInt64)

    /// One sentence for people.
    public var description: String {
        switch self {
        case .form(let what): "no emergency brake: \(EscapedText(what, limit: 200))"
        case .signature: "the emergency brake is not signed by a key of the configuration"
        case .other(let chain, let kms):
            "the emergency brake is meant for the KMS \(kms.checksummed) on chain \(chain)"
        case .older(let found, let inForce):
            "the emergency brake has sequence \(found), and \(inForce) is in force"
        }
    }
}

extension BrakeOverlay {
    /// The largest document in bytes.
    public static let mostBytes = 2 << 20

    /// Reads an overlay and checks its signature.
    ///
    /// - Parameters:
    ///   - document: The file's bytes.
    ///   - keys: Ed25519 keys that may brake.
    /// - Throws: ``BrakeFault``.
    public init(document: Bytes, signedBy keys: Set<Hash32>) throws(BrakeFault) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(
                parsing: document,
                limits: JSONLimits(
                    byteCount: BrakeOverlay.mostBytes, depth: 8, valueCount: 100_000))
        } catch {
            throw .form(error.description)
        }
        guard value.object?.count == 8,
            value["format"]?.string == "dstack-governance/brake/1",
            let chain = value["chainId"]?.string.flatMap({ UInt64($0) }),
            let kms = value["kms"]?.string.flatMap({ try? Address(hex: $0) }),
            let sequence = value["sequence"]?.integer(as: UInt64.self),
            let issued = value["issued"]?.integer(as: UInt64.self),
            let items = value["entries"]?.array,
            let signer = value["signer"]?.string.flatMap({ try? Hash32(hex: $0) }),
            let signature = value["signature"]?.string.flatMap({ try? Bytes(hex: $0) })
        else { throw .form("a member is missing, unknown or of another form") }
        let entries = items.compactMap { BrakeEntry(json: $0) }
        guard entries.count == items.count,
            let overlay = BrakeOverlay(
                chainID: ChainID(UInt256(chain)), kms: kms, sequence: sequence,
                issued: Timestamp(seconds: issued), entries: entries)
        else { throw .form("an entry is none, or there are too many") }
        guard keys.contains(signer),
            (try? Ed25519.isValid(signature, of: overlay.signedText, by: signer)) == true
        else { throw .signature }
        self = overlay
    }

    /// Refuses an overlay that must not replace the one in force.
    ///
    /// - Parameters:
    ///   - chainID: The service's chain; nil when it is not known yet.
    ///   - kms: The service's KMS contract.
    ///   - inForce: The highest sequence seen so far.
    /// - Throws: ``BrakeFault``.
    public func check(chainID: ChainID?, kms: Address, inForce: UInt64) throws(BrakeFault) {
        guard kms == self.kms, chainID ?? self.chainID == self.chainID else {
            throw .other(self.chainID, self.kms)
        }
        guard sequence >= inForce else { throw .older(found: sequence, inForce: inForce) }
    }
}
