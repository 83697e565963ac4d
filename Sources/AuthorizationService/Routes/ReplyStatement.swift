public import Primitives

/// What is stated about a reply, of which ``/DecisionLog/LogAttestation`` is the signature.
public struct ReplyStatement: Hashable, Sendable {
    /// The SHA-256 digest of the request's body.
    public var request: Hash32
    /// The SHA-256 digest of the reply's body.
    public var reply: Hash32
    /// The leaf hash of the decision's record.
    public var decision: Hash32
    /// The finalized block; nil when none was needed or agreed.
    public var finalized: Hash32?
    /// The recent block; nil when none was needed or agreed.
    public var recent: Hash32?
    /// Until when the blocks may be decided by.
    public var expires: Timestamp?

    /// A statement.
    public init(
        request: Hash32, reply: Hash32, decision: Hash32, finalized: Hash32?, recent: Hash32?,
        expires: Timestamp?
    ) {
        self.request = request
        self.reply = reply
        self.decision = decision
        self.finalized = finalized
        self.recent = recent
        self.expires = expires
    }

    /// The text: one line each for purpose, request digest, reply digest, decision, both blocks and
    /// expiry, `-` where there is none.
    public var text: Bytes {
        var text: [UInt8] = []
        text.reserveCapacity(ReplyStatement.mostBytes)
        text += "dstack-authd reply v2\n".utf8
        for hash in [request, reply, decision, finalized, recent] {
            if let hash {
                unsafe hash.withUnsafeBytes { raw in unsafe Hex.append(raw, to: &text) }
            } else {
                text.append(UInt8(ascii: "-"))
            }
            text.append(UInt8(ascii: "\n"))
        }
        if let expires {
            DecimalText.append(expires.seconds, to: &text)
        } else {
            text.append(UInt8(ascii: "-"))
        }
        text.append(UInt8(ascii: "\n"))
        return Bytes(text)
    }

    /// The longest text, in bytes: its purpose, five hashes, and a number of 20 digits.
    private static let mostBytes = 22 + 5 * 67 + 21
}
