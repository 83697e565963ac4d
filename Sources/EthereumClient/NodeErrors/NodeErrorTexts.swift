/// What nodes and the services in front of them write, as data (recorded or read in their sources;
/// lower case, because their spelling varies).
enum NodeErrorTexts {
    /// One text: the message holds all `fragments`, and the number is `number` where one is given.
    struct Row: Sendable {
        let number: Int?
        let fragments: [String]
        let fault: NodeFault

        init(_ fragments: String..., number: Int? = nil, fault: NodeFault) {
            self.fragments = fragments
            self.number = number
            self.fault = fault
        }
    }

    /// In the order in which they are tried: the more special text first.
    static let rows: [Row] = execution + ranges + limits + state + pool

    private static let execution: [Row] = [
        Row("execution reverted", fault: .reverted),
        Row("vm exception while processing transaction: revert", fault: .reverted),
        Row("transaction reverted", fault: .reverted),
        Row("always failing transaction", fault: .reverted),
        Row("reverted 0x", fault: .reverted),
        Row("gas required exceeds allowance", fault: .executionFailed),
        Row("out of gas", fault: .executionFailed),
        Row("invalid opcode", fault: .executionFailed),
        Row("invalid jump", fault: .executionFailed),
        Row("stack underflow", fault: .executionFailed),
        Row("stack limit reached", fault: .executionFailed),
        Row("bad instruction", fault: .executionFailed),
    ]

    private static let ranges: [Row] = [
        Row("log response size exceeded", fault: .rangeTooLarge),
        Row("this block range should work", fault: .rangeTooLarge),
        Row("up to a", "block range", fault: .rangeTooLarge),
        Row("query returned more than", "results", fault: .rangeTooLarge),
        Row("try with this block range", fault: .rangeTooLarge),
        Row("range", "exceeds limit", fault: .rangeTooLarge),
        Row("eth_getlogs is limited to", fault: .rangeTooLarge),
        Row("block range is too wide", fault: .rangeTooLarge),
        Row("block range is too large", fault: .rangeTooLarge),
        Row("block range too large", fault: .rangeTooLarge),
        Row("query exceeds max", fault: .rangeTooLarge),
        Row("exceed maximum block range", fault: .rangeTooLarge),
        Row("exceeds maximum block range", fault: .rangeTooLarge),
        Row("limit the query to at most", fault: .rangeTooLarge),
        Row("ranges over", "not supported", fault: .rangeTooLarge),
        Row("max range", fault: .rangeTooLarge),
        Row("maximum range", fault: .rangeTooLarge),
        Row("block range exceeds", fault: .rangeTooLarge),
        Row("block range limit exceeded", fault: .rangeTooLarge),
        Row("query block range exceeds", fault: .rangeTooLarge),
        Row("query returns too many logs", fault: .rangeTooLarge),
        Row("too many logs", fault: .rangeTooLarge),
        Row("response is too big", fault: .rangeTooLarge),
        Row("exceeded max limit of", fault: .rangeTooLarge),
        Row("response size exceed", fault: .rangeTooLarge),
        Row("response size should not", fault: .rangeTooLarge),
        Row("query timeout exceeded", fault: .rangeTooLarge),
        Row("result window is too large", fault: .rangeTooLarge),
        Row("returned more than", "logs", fault: .rangeTooLarge),
        Row("logs matched by query exceeds limit", fault: .rangeTooLarge),
        Row("distance between fromblock and toblock", fault: .rangeTooLarge),
        Row("exceed max addresses or topics", fault: .invalidParameters),
        Row("block range extends beyond current head", fault: .notFound),
        Row("invalid block range", fault: .invalidParameters),
    ]

    private static let limits: [Row] = [
        Row("rate limit", fault: .rateLimited),
        Row("rate-limit", fault: .rateLimited),
        Row("too many requests", fault: .rateLimited),
        Row("request limit", fault: .rateLimited),
        Row("exceeded its compute units", fault: .rateLimited),
        Row("compute units per second", fault: .rateLimited),
        Row("daily request count exceeded", fault: .rateLimited),
        Row("call rate", fault: .rateLimited),
        Row("capacity limit", fault: .rateLimited),
        Row("no backend is currently healthy", fault: .unavailable),
        Row("service unavailable", fault: .unavailable),
        Row("bad gateway", fault: .unavailable),
        Row("temporarily unavailable", fault: .unavailable),
        Row("request timed out", fault: .unavailable),
        Row("execution aborted (timeout", fault: .unavailable),
        Row("timeout", fault: .unavailable),
    ]

    private static let state: [Row] = [
        Row("missing trie node", fault: .cannot),
        Row("proof window", fault: .cannot),
        Row("required historical state unavailable", fault: .cannot),
        Row("historical state", "not available", fault: .cannot),
        Row("state is not available", fault: .cannot),
        Row("state not available", fault: .cannot),
        Row("no state available for block", fault: .cannot),
        Row("state already discarded", fault: .cannot),
        Row("last 128 blocks", fault: .cannot),
        Row("distance to target block exceeds maximum proof window", fault: .cannot),
        Row("pruned", fault: .cannot),
        Row("archive", fault: .cannot),
        Row("old data not available", fault: .cannot),
        Row("finalized block not found", fault: .cannot),
        Row("safe block not found", fault: .cannot),
        Row("pending block is not available", fault: .cannot),
        Row("unknown block", number: -39_001, fault: .cannot),
        Row("header for hash not found", fault: .notFound),
        Row("header not found", fault: .notFound),
        Row("block not found", fault: .notFound),
        Row("unknown block", fault: .notFound),
        Row("resource not found", fault: .notFound),
        Row("transaction not found", fault: .notFound),
        Row("requested resource not found", fault: .notFound),
        Row("hash is not currently canonical", fault: .notFound),
    ]

    private static let pool: [Row] = [
        Row("nonce too low", fault: .nonceTooLow),
        Row("nonce is too low", fault: .nonceTooLow),
        Row("oldnonce", fault: .nonceTooLow),
        Row("invalid transaction nonce", fault: .nonceTooLow),
        Row("nonce too high", fault: .nonceTooHigh),
        Row("nonce too far", fault: .nonceTooHigh),
        Row("nonce gap", fault: .nonceTooHigh),
        Row("gapped-nonce", fault: .nonceTooHigh),
        Row("already known", fault: .alreadyKnown),
        Row("alreadyknown", fault: .alreadyKnown),
        Row("known transaction", fault: .alreadyKnown),
        Row("already imported", fault: .alreadyKnown),
        Row("already exists", fault: .alreadyKnown),
        Row("already in mempool", fault: .alreadyKnown),
        Row("replacement transaction underpriced", fault: .replacementUnderpriced),
        Row("replacementnotallowed", fault: .replacementUnderpriced),
        Row("could not replace existing", fault: .replacementUnderpriced),
        Row("another transaction with same nonce", fault: .replacementUnderpriced),
        Row("max fee per gas less than block base fee", fault: .underpriced),
        Row("maxfeepergas", "less than", fault: .underpriced),
        Row("fee cap less than block base fee", fault: .underpriced),
        Row("max priority fee per gas higher than max fee per gas", fault: .invalidParameters),
        Row("transaction underpriced", fault: .underpriced),
        Row("transaction gas price below minimum", fault: .underpriced),
        Row("feetoolow", fault: .underpriced),
        Row("gas price too low", fault: .underpriced),
        Row("gas tip cap", "below", fault: .underpriced),
        Row("insufficient funds", fault: .insufficientFunds),
        Row("insufficientfunds", fault: .insufficientFunds),
        Row("insufficient balance", fault: .insufficientFunds),
        Row("upfront cost exceeds account balance", fault: .insufficientFunds),
        Row("sender doesn't have enough funds", fault: .insufficientFunds),
        Row("intrinsic gas too low", fault: .gasLimit),
        Row("floor data gas", fault: .gasLimit),
        Row("exceeds block gas limit", fault: .gasLimit),
        Row("gas limit too high", fault: .gasLimit),
        Row("does not exist/is not available", fault: .methodNotFound),
        Row("method not found", fault: .methodNotFound),
        Row("unsupported method", fault: .methodNotFound),
        Row("method", "not supported", fault: .methodNotFound),
        Row("missing value for required argument", fault: .invalidParameters),
        Row("invalid argument", fault: .invalidParameters),
    ]
}
