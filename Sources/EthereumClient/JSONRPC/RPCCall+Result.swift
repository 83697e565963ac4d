import Codec
public import Primitives

extension RPCCall {
    /// The result that a text holds by itself, read and checked as in a node's answer: of a recorded
    /// session, a file, another program.
    ///
    /// - Parameter text: One JSON value, without JSON-RPC's envelope.
    /// - Returns: The result.
    /// - Throws: ``AnswerFault`` where the client would not believe the node.
    public func result(in text: Bytes) throws(AnswerFault) -> Result {
        try text.withSpan { span throws(AnswerFault) in
            var reader: JSONReader
            do throws(JSONError) { reader = try JSONReader(span) } catch { throw .json(error) }
            let result = try decode(&reader)
            do throws(JSONError) { try reader.finish() } catch { throw .json(error) }
            return result
        }
    }
}
