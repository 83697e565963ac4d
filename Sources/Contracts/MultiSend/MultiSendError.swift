/// Why bytes are no batch of MultiSend.
public struct MultiSendError: Error, Hashable, Sendable {
    /// The rule that is broken.
    public enum Rule: String, Sendable {
        /// A record's operation is none that the library runs.
        case operation
        /// A record ends before its header or its data does; on chain zeros would take their place.
        case truncated
        /// Bytes behind the last record that are none; on chain up to 32 are ignored, more are run.
        case trailing
    }

    /// The rule that is broken.
    public let rule: Rule
    /// The place in the packed records.
    public let offset: Int
    /// The operation, or how many bytes there are.
    public let found: Int

    init(_ rule: Rule, at offset: Int, found: Int) {
        self.rule = rule
        self.offset = offset
        self.found = found
    }
}

extension MultiSendError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch rule {
        case .operation: "a record at \(offset) has operation \(found), which the library refuses"
        case .truncated: "the record at \(offset) is cut: only \(found) bytes are left"
        case .trailing: "\(found) bytes at \(offset) belong to no record"
        }
    }
}
