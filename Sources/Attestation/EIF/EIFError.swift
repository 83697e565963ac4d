public import Cryptography
public import Primitives

/// Why bytes are no Enclave Image File that is safe to measure
/// (aws-nitro-enclaves-image-format, `defs/mod.rs`).
public enum EIFError: Error, Equatable, Sendable {
    /// The file ends inside of the header.
    case shortHeader(found: Int)
    /// The file does not begin with `.eif`.
    case magic(Bytes)
    /// A version other than 2, 3 and 4.
    case version(UInt16)
    /// No section, or more than 32.
    case sectionCount(UInt16)
    /// The header's table says another place or size than the section has, or something behind the
    /// last section.
    case table(section: Int, expected: UInt64, found: UInt64)
    /// The section is larger than the file can be.
    case overflow(section: Int, size: UInt64)
    /// The file ends inside of a section or of a section's header.
    case truncated(section: Int, missing: UInt64)
    /// No such type of section.
    case sectionType(UInt16, section: Int)
    /// A section of a kind that is kept in memory, larger than any honest one.
    case tooLarge(EIFSection.Kind, size: UInt64)
    /// A second section of a kind that stands once.
    case duplicate(EIFSection.Kind)
    /// A section before one that it must follow: registers depend on the order.
    case order(EIFSection.Kind)
    /// A section that must be there is not.
    case missing(EIFSection.Kind)
    /// Bytes behind the last section that the header announces.
    case trailing(offset: UInt64)
    /// The checksum is another.
    case checksum(expected: UInt32, found: UInt32)
    /// The metadata is no JSON of the builder's form; the member at fault.
    case metadata(String)
    /// The signature's section is no list of one certificate and signature.
    case signature(CBORError?)
    /// The signer's certificate cannot be read.
    case certificate(X509Error)
}

extension EIFError: CustomStringConvertible {
    /// One sentence for people, in ASCII.
    public var description: String {
        switch self {
        case .shortHeader(let found): "the file has \(found) bytes; the header alone has 548"
        case .magic(let found): "no Enclave Image File: it begins with \(found.hex), not .eif"
        case .version(let version): "version \(version); 2, 3 and 4 are known"
        case .sectionCount(let count): "\(count) sections; 1 to 32 are possible"
        case .table(let section, let expected, let found):
            "the header says \(found) of section \(section), which has \(expected)"
        case .overflow(let section, let size):
            "section \(section) has the size \(size), more than the file"
        case .truncated(let section, let missing):
            "the file ends in section \(section): \(missing) bytes are missing"
        case .sectionType(let type, let section): "section \(section) has the type \(type)"
        case .tooLarge(let kind, let size): "a \(kind.rawValue) of \(size) bytes"
        case .duplicate(let kind): "a second \(kind.rawValue)"
        case .order(let kind): "the \(kind.rawValue) stands before a section that it must follow"
        case .missing(let kind): "no \(kind.rawValue)"
        case .trailing(let offset): "bytes behind the last section, from \(offset)"
        case .checksum(let expected, let found):
            "the checksum is \(String(found, radix: 16)), the header says "
                + String(expected, radix: 16)
        case .metadata(let member): "the metadata: \(member)"
        case .signature(let error?): "the signature's section: \(error)"
        case .signature(nil): "the signature's section is no list of one certificate and signature"
        case .certificate(let error): "the signer's certificate: \(error)"
        }
    }
}
