import Codec
import Primitives

/// One answer (JSON-RPC 2.0 section 5): a result of the kind asked for, or the node's error.
enum RPCAnswer<Result: Sendable>: Sendable {
    case result(Result)
    case error(NodeError)
}

/// The members of an answer.
enum AnswerField: Int, CaseIterable {
    case jsonrpc
    case id
    case result
    case error

    static let table = JSONFieldTable(allCases.map { "\($0)" })
}

extension RPCAnswer {
    /// Reads the answer to the request `id` from the whole of `text`. An error may carry the id
    /// `null`, as the standard says of servers that could not read the request.
    static func read(
        _ text: Bytes, id: UInt64, _ rules: AnswerRules,
        decode: (inout JSONReader) throws(AnswerFault) -> Result
    ) throws(AnswerFault) -> RPCAnswer {
        try text.withSpan { span throws(AnswerFault) in
            var reader: JSONReader
            do throws(JSONError) {
                reader = try JSONReader(span, limits: rules.limits)
            } catch {
                throw .json(error)
            }
            reader.acceptsLooseQuantities = rules.acceptsLooseQuantities
            let answer = try read(&reader, id: id, decode: decode)
            do throws(JSONError) {
                try reader.finish()
            } catch {
                throw .json(error)
            }
            return answer
        }
    }

    /// Reads one answer at the reader's place.
    private static func read(
        _ reader: inout JSONReader, id: UInt64,
        decode: (inout JSONReader) throws(AnswerFault) -> Result
    ) throws(AnswerFault) -> RPCAnswer {
        var result: Result?
        var error: NodeError?
        var envelope = Envelope()
        var table = AnswerField.table
        var fields = JSONFields()
        do throws(JSONError) {
            try reader.beginObject()
        } catch {
            throw .json(error)
        }
        while let field = try field(&reader, &table, &fields) {
            switch field {
            case .result: result = try decode(&reader)
            case .error: error = try nodeError(&reader)
            case .jsonrpc: envelope.version = try scalar(&reader)
            case .id: envelope.id = try scalar(&reader)
            }
        }
        try envelope.check(id: id, isError: error != nil)
        switch (result, error) {
        case (let result?, nil): return .result(result)
        case (nil, let error?): return .error(error)
        case (nil, nil): throw .envelope("neither result nor error")
        case (_?, _?): throw .envelope("result and error")
        }
    }

    private static func field(
        _ reader: inout JSONReader, _ table: inout JSONFieldTable, _ fields: inout JSONFields
    ) throws(AnswerFault) -> AnswerField? {
        do throws(JSONError) {
            return try reader.nextField(&table, &fields).flatMap(AnswerField.init(rawValue:))
        } catch {
            throw .json(error)
        }
    }

    private static func nodeError(
        _ reader: inout JSONReader
    ) throws(AnswerFault) -> NodeError {
        do throws(JSONError) {
            return try NodeError(&reader)
        } catch {
            throw .json(error)
        }
    }

    private static func scalar(_ reader: inout JSONReader) throws(AnswerFault) -> JSONValue {
        do throws(JSONError) {
            return try reader.value()
        } catch {
            throw .json(error)
        }
    }
}

/// What surrounds a result.
private struct Envelope {
    var version: JSONValue?
    var id: JSONValue?

    /// Refuses another version and another id: a string for a number, a fraction for an integer.
    func check(id expected: UInt64, isError: Bool) throws(AnswerFault) {
        guard version == "2.0" else { throw .envelope("jsonrpc is not \"2.0\"") }
        if isError, id == .null { return }
        guard id == JSONValue(expected) else {
            throw .identifier(expected: expected, found: id?.serialized())
        }
    }
}
