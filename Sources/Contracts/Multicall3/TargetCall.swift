public import Codec
public import Primitives

/// One call of Multicall3's `aggregate3`.
public struct TargetCall: ABITuple, Hashable {
    /// Two words and an offset.
    public static var abiShape: ABIShape { .dynamic(words: 3) }

    /// Whom to call.
    public let target: Address
    /// Whether the others go on when it fails.
    public let allowFailure: Bool
    /// The calldata.
    public let callData: Bytes

    /// With its members.
    public init(target: Address, allowFailure: Bool, callData: Bytes) {
        self.target = target
        self.allowFailure = allowFailure
        self.callData = callData
    }

    /// Writes the members in order.
    public func writeMembers(to writer: inout ABIWriter) {
        writer.write(target)
        writer.write(allowFailure)
        writer.write(callData)
    }

    /// Reads the members in order.
    public init(membersFrom reader: inout ABIReader) throws(ABIError) {
        target = try reader.read()
        allowFailure = try reader.read()
        callData = try reader.read()
    }
}

/// One call of Multicall3's `aggregate3Value`.
public struct TargetCallWithValue: ABITuple, Hashable {
    /// Three words and an offset.
    public static var abiShape: ABIShape { .dynamic(words: 4) }

    /// Whom to call.
    public let target: Address
    /// Whether the others go on when it fails.
    public let allowFailure: Bool
    /// The wei to send.
    public let value: Wei
    /// The calldata.
    public let callData: Bytes

    /// With its members.
    public init(target: Address, allowFailure: Bool, value: Wei, callData: Bytes) {
        self.target = target
        self.allowFailure = allowFailure
        self.value = value
        self.callData = callData
    }

    /// Writes the members in order.
    public func writeMembers(to writer: inout ABIWriter) {
        writer.write(target)
        writer.write(allowFailure)
        writer.write(value)
        writer.write(callData)
    }

    /// Reads the members in order.
    public init(membersFrom reader: inout ABIReader) throws(ABIError) {
        target = try reader.read()
        allowFailure = try reader.read()
        value = try reader.read()
        callData = try reader.read()
    }
}

/// What a call returned: `(bool success, bytes returnData)`.
public struct CallResult: ABITuple, Hashable {
    /// A word and an offset.
    public static var abiShape: ABIShape { .dynamic(words: 2) }

    /// Whether it did not revert.
    public let success: Bool
    /// What it returned or reverted with.
    public let returnData: Bytes

    /// With its members.
    public init(success: Bool, returnData: Bytes) {
        self.success = success
        self.returnData = returnData
    }

    /// Writes the members in order.
    public func writeMembers(to writer: inout ABIWriter) {
        writer.write(success)
        writer.write(returnData)
    }

    /// Reads the members in order.
    public init(membersFrom reader: inout ABIReader) throws(ABIError) {
        success = try reader.read()
        returnData = try reader.read()
    }
}
