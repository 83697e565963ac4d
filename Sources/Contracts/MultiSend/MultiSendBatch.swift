import Codec
public import Primitives

/// The calls that a Safe makes through MultiSend: packed records of operation, target, value and data.
///
/// Reading is strict where the contracts are not: they ignore up to 32 bytes behind the last record,
/// run more as one further call, and fill records that are cut with zeros.
public struct MultiSendBatch: Hashable, Sendable {
    /// One call of the batch.
    public struct Record: Hashable, Sendable {
        /// How to call.
        public var operation: SafeOperation
        /// Whom to call. Libraries from 1.5.0 on call the Safe itself for zero.
        public var to: Address
        /// The wei to send.
        public var value: Wei
        /// The calldata.
        public var data: Bytes

        /// A call.
        public init(operation: SafeOperation, to: Address, value: Wei, data: Bytes) {
            self.operation = operation
            self.to = to
            self.value = value
            self.data = data
        }
    }

    /// The bytes of a record before its data.
    public static let headerSize = 85

    /// The calls in order.
    public var records: [Record]

    /// Calls to make.
    public init(_ records: [Record]) { self.records = records }

    /// The packed records: the argument of `multiSend`.
    public var packed: Bytes {
        Bytes.joining(
            records.flatMap { record in
                [
                    Bytes([record.operation.rawValue]), record.to.bytes,
                    Hash32(record.value.number).bytes,
                    Hash32(UInt256(UInt64(record.data.count))).bytes, record.data,
                ]
            })
    }

    /// The calls that packed records make.
    ///
    /// - Parameters:
    ///   - packed: The argument of `multiSend`.
    ///   - library: Which library runs them: it decides what operations are known.
    /// - Throws: ``MultiSendError`` with rule `operation`, `truncated` or `trailing`.
    public init(packed: Bytes, library: MultiSendLibrary) throws(MultiSendError) {
        records = []
        var offset = 0
        while offset < packed.count {
            let rest = packed.slice(from: offset)
            guard rest.count >= MultiSendBatch.headerSize, let to = Address(rest.slice(1..<21)),
                let value = Hash32(rest.slice(21..<53)), let length = Hash32(rest.slice(53..<85))
            else {
                throw MultiSendError(
                    records.isEmpty ? .truncated : .trailing, at: offset, found: rest.count)
            }
            guard let operation = SafeOperation(rawValue: rest[0]),
                operation == .call || library.allowsDelegateCall
            else { throw MultiSendError(.operation, at: offset, found: Int(rest[0])) }
            let left = rest.count - MultiSendBatch.headerSize
            guard let count = Int(exactly: UInt256(length)), count <= left else {
                throw MultiSendError(.truncated, at: offset + 53, found: left)
            }
            let end = MultiSendBatch.headerSize + count
            records.append(
                Record(
                    operation: operation, to: to, value: Wei(UInt256(value)),
                    data: rest.slice(MultiSendBatch.headerSize..<end)))
            offset += end
        }
    }

    /// The calls as they happen when `safe` delegates to a library of `version`: from 1.5.0 on the
    /// target zero is the Safe itself.
    public func resolved(for safe: Address, version: SafeVersion) -> MultiSendBatch {
        guard version.multiSendReadsZeroAsSafe else { return self }
        return MultiSendBatch(
            records.map { record in
                var record = record
                if record.to.isZero { record.to = safe }
                return record
            })
    }
}

/// The two libraries.
public enum MultiSendLibrary: String, Hashable, Sendable, CaseIterable {
    /// Calls and delegatecalls; the code of the latter runs as the Safe.
    case multiSend = "MultiSend"
    /// Calls only.
    case multiSendCallOnly = "MultiSendCallOnly"

    /// Whether records may be delegatecalls.
    public var allowsDelegateCall: Bool { self == .multiSend }
}
