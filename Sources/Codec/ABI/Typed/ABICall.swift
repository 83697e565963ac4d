public import Primitives

/// A call of a function that is known when the program is compiled: its arguments are the members.
public protocol ABICall: ABITuple, Hashable {
    /// What the function returns: one type, a tuple for several values, or Void.
    associatedtype Returned = Void

    /// The function's selector and declaration.
    static var id: ABI.SelectorID { get }

    /// Reads what a call returned.
    ///
    /// - Throws: ``ABIError`` with the first rule broken.
    static func decodeReturn(
        _ data: Bytes, rules: ABI.DecodingRules
    ) throws(ABIError) -> Returned
}

extension ABICall {
    /// The selector and the encoded arguments.
    @inlinable
    public var calldata: Bytes { ABI.encode(self, behind: Self.id.selector) }

    /// The call that calldata makes.
    ///
    /// - Throws: ``ABIError`` with rule `selector` when it is another function's, or with the first
    ///   rule that the arguments break; offsets count from the beginning of `calldata`.
    @inlinable
    public init(
        calldata: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) {
        self = try ABI.decode(Self.self, from: calldata, behind: Self.id.selector, rules: rules)
    }
}

extension ABICall where Returned: ABICodable {
    /// Reads one returned value.
    @inlinable
    public static func decodeReturn(
        _ data: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) -> Returned {
        try ABI.decode(Returned.self, from: data, rules: rules)
    }
}

extension ABICall where Returned: ABITuple {
    /// Reads several returned values.
    @inlinable
    public static func decodeReturn(
        _ data: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) -> Returned {
        try ABI.decode(membersOf: Returned.self, from: data, rules: rules)
    }
}

extension ABICall where Returned == Void {
    /// Accepts whatever a function without returned values returned.
    @inlinable
    public static func decodeReturn(
        _ data: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) {}
}

/// An error of a contract that is known when the program is compiled: its parameters are the members.
public protocol ABIRevert: ABITuple, Hashable {
    /// The error's selector and declaration.
    static var id: ABI.SelectorID { get }
}

extension ABIRevert {
    /// The selector and the encoded parameters.
    @inlinable
    public var revertData: Bytes { ABI.encode(self, behind: Self.id.selector) }

    /// The error that revert data holds.
    ///
    /// - Throws: ``ABIError`` with rule `selector` when it is another error's, or with the first rule
    ///   that the parameters break.
    @inlinable
    public init(
        revertData: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) {
        self = try ABI.decode(Self.self, from: revertData, behind: Self.id.selector, rules: rules)
    }
}
