/// Why no key was derived.
public enum KeyDerivationError: Error, Equatable, Sendable {
    /// More bytes than the function can give: 255 hashes (RFC 5869, section 2.3).
    case tooLong(asked: Int, most: Int)
    /// A parameter is outside of what its definition allows.
    case parameter(name: String, value: Int)
    /// The parameters are legal, but need more memory than the limit.
    case memory(bytes: UInt64, limit: UInt64)
    /// The parameters are legal, but need more work than the limit.
    case work(units: UInt64, limit: UInt64)
    /// OpenSSL failed.
    case failed(OpenSSLError)
}

extension KeyDerivationError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .tooLong(let asked, let most): "\(asked) bytes asked of a function that gives \(most)"
        case .parameter(let name, let value): "\(name) = \(value) is not allowed"
        case .memory(let bytes, let limit): "\(bytes) bytes of memory needed, limit \(limit)"
        case .work(let units, let limit): "cost of \(units), limit \(limit)"
        case .failed(let error): error.description
        }
    }
}
