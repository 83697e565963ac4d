/// Why bytes are no dstack attestation.
public enum ContainerError: Error, Equatable, Sendable {
    /// No bytes at all.
    case empty
    /// More bytes than are read.
    case size(Int)
    /// Neither 00, which begins SCALE, nor a map of MessagePack.
    case firstByte(UInt8)
    /// The form V0.
    case scale(SCALEError)
    /// The form V1.
    case messagePack(MessagePackError)
    /// A version of the form V1 other than 1.
    case version(UInt64)
    /// A member that must be there is not; its path.
    case missing(String)
    /// A member is of another type.
    case type(String)
    /// A member that the form does not have.
    case unknown(String)
    /// A kind that names no platform or stack.
    case kind(String)
    /// A platform that is known but cannot be read here.
    case unsupported(String)
    /// The JSON of a quote report.
    case report(String)
    /// The report data are not 64 bytes.
    case reportData(count: Int)
    /// A version of an event other than 1 and 2.
    case eventVersion(UInt64)
}

extension ContainerError: CustomStringConvertible {
    /// One sentence for people, in ASCII.
    public var description: String {
        switch self {
        case .empty: "no attestation: no bytes"
        case .size(let count): "\(count) bytes, more than any attestation has"
        case .firstByte(let byte):
            "no attestation: the first byte, \(byte), begins neither SCALE nor a map of MessagePack"
        case .scale(let error): error.description
        case .messagePack(let error): error.description
        case .version(let version): "version \(version) in place of 1"
        case .missing(let path): "\(path) is missing"
        case .type(let path): "\(path) is of another type"
        case .unknown(let path): "\(path) is no member of an attestation"
        case .kind(let kind): "the kind \(kind) is not known"
        case .unsupported(let kind):
            "evidence of the kind \(kind) rests on a TPM's quote, which is not verified here"
        case .report(let text): "the quote report: \(text)"
        case .reportData(let count): "\(count) bytes of report data in place of 64"
        case .eventVersion(let version): "version \(version) of an event; 1 and 2 are known"
        }
    }
}
