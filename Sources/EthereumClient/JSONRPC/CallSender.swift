/// Something that gets calls answered: one provider, or several in a row.
public protocol CallSender: Sendable {
    /// Sends one call.
    ///
    /// - Parameter call: What is asked, and how the result is read.
    /// - Returns: The result.
    /// - Throws: ``ClientError`` when there is none.
    func send<Result>(_ call: RPCCall<Result>) async throws(ClientError) -> Result

    /// Sends several calls in one request; each has a result or an error of its own.
    ///
    /// - Parameter calls: What is asked. Answers are matched by id, whatever their order.
    /// - Returns: As many results as there are calls, in their order.
    /// - Throws: ``ClientError`` when the answer as a whole cannot be used.
    func sendBatch<Result>(
        _ calls: [RPCCall<Result>]
    ) async throws(ClientError) -> [Swift.Result<Result, ClientError>]
}
