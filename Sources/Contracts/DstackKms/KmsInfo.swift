public import Codec
public import Primitives

/// What a KMS publishes about itself: its keys and the evidence for them.
public struct KmsInfo: ABITuple, Hashable {
    /// Four offsets.
    public static var abiShape: ABIShape { .dynamic(words: 4) }

    /// The secp256k1 public key.
    public var k256PublicKey: Bytes
    /// The public key of its certificate authority.
    public var caPublicKey: Bytes
    /// The attestation quote.
    public var quote: Bytes
    /// The event log that belongs to the quote.
    public var eventLog: Bytes

    /// With its members.
    public init(k256PublicKey: Bytes, caPublicKey: Bytes, quote: Bytes, eventLog: Bytes) {
        self.k256PublicKey = k256PublicKey
        self.caPublicKey = caPublicKey
        self.quote = quote
        self.eventLog = eventLog
    }

    /// Writes the members in order.
    public func writeMembers(to writer: inout ABIWriter) {
        writer.write(k256PublicKey)
        writer.write(caPublicKey)
        writer.write(quote)
        writer.write(eventLog)
    }

    /// Reads the members in order.
    public init(membersFrom reader: inout ABIReader) throws(ABIError) {
        k256PublicKey = try reader.read()
        caPublicKey = try reader.read()
        quote = try reader.read()
        eventLog = try reader.read()
    }
}
