public import Chain
import Codec
public import Primitives

/// What a message touches, as `eth_createAccessList` tells it.
public struct AccessListOutcome: Hashable, Sendable {
    /// The accounts and slots touched.
    public let accessList: AccessList
    /// The gas used with this list.
    public let gasUsed: Gas
    /// Why the execution failed; nil where it succeeded. Untrusted text.
    public let failure: String?

    private enum Field: Int, CaseIterable {
        case accessList
        case gasUsed
        case error

        static let table = JSONFieldTable(allCases.map { "\($0)" })
        static let required = [accessList, gasUsed].map(\.rawValue)
    }

    /// Reads the result of the method.
    init(_ reader: inout JSONReader) throws(JSONError) {
        var list = AccessList()
        var gasUsed: Gas = 0
        var failure: String?
        var table = Field.table
        var fields = JSONFields()
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            switch Field(rawValue: index) {
            case .accessList: list = try AccessList.read(&reader)
            case .gasUsed: gasUsed = try reader.quantity(as: Gas.self)
            case .error: failure = try reader.takesNull() ? nil : try reader.string()
            case nil: try reader.skip()
            }
        }
        try reader.require(Field.required, of: table, in: fields)
        accessList = list
        self.gasUsed = gasUsed
        self.failure = failure
    }
}

extension RPCCall where Result == AccessListOutcome {
    /// `eth_createAccessList`: which accounts and slots a message touches (EIP-2930).
    public static func createAccessList(
        _ request: CallRequest, at block: BlockReference = .latest
    ) -> RPCCall {
        RPCCall(
            "eth_createAccessList", [request.parameter, block.parameter],
            responseLimit: ResponseLimit.data
        ) { reader throws(JSONError) in try AccessListOutcome(&reader) }
    }
}

extension EthereumClient {
    /// Which accounts and slots a message touches (EIP-2930).
    public func createAccessList(
        _ request: CallRequest, at block: BlockReference = .latest
    ) async throws(ClientError) -> AccessListOutcome {
        try await send(.createAccessList(request, at: block))
    }
}
