/// The rule behind an answer, by its stable name `<layer>.<what>`.
public enum DecisionCode: String, Hashable, Sendable, CaseIterable {
    /// The contract's own answer, evaluated over proved state.
    case contract

    // the request and local rules
    /// The device has 64 bytes, which the contracts cannot hold.
    case device = "request.device"
    /// The app id is the KMS contract itself.
    case itself = "app.self"
    /// A hash that no honest boot has.
    case zero = "local.zero"
    /// The measurement of every enclave in debug mode.
    case debug = "local.debug"
    /// A Nitro enclave's four hashes are not one.
    case nitro = "local.nitro"
    /// The platform is one that the configuration refuses.
    case tee = "local.tee"
    /// The evidence is weaker than the configuration asks for.
    case evidence = "local.evidence"

    // the contracts
    /// The gateway id is none that guests can check.
    case gateway = "kms.gateway"
    /// The KMS contract's code is not known.
    case kmsCode = "kms.code"
    /// The app's code is not known.
    case appCode = "app.code"
    /// The app is an account that delegates its code (EIP-7702).
    case delegated = "app.delegated"
    /// An app of unknown code reverted.
    case appReverted = "app.reverted"
    /// An app of unknown code ran out of gas, or failed otherwise.
    case appGas = "app.gas"
    /// An app of unknown code answered what is no verdict.
    case appMalformed = "app.malformed"
    /// Too few operators give the same result of a call.
    case callDisagree = "call.disagree"

    // heads
    /// The agreed block is older than allowed, or below what was accepted before.
    case headStale = "head.stale"
    /// The chain itself stands still.
    case headHalted = "head.halted"
    /// No quorum gives the same block.
    case headDisagree = "head.disagree"
    /// Two blocks are called final at one height.
    case headEquivocation = "head.equivocation"
    /// A block of the future.
    case headFuture = "head.future"
    /// The operator knows no such block.
    case headMissing = "head.missing"
    /// What was final is no longer.
    case finalRegressed = "final.regressed"
    /// A header does not hash to its stated hash.
    case headerHash = "header.hash"
    /// A header has fields of a fork that is not known.
    case headerFork = "header.fork"
    /// The clocks disagree.
    case clockDisagree = "clock.disagree"
    /// Too few operators answer.
    case quorumLost = "quorum.lost"
    /// The operator serves another chain.
    case chainID = "chain.id"

    // proofs
    /// A proof does not hold.
    case proofInvalid = "proof.invalid"
    /// A proof of another address.
    case proofAddress = "proof.address"
    /// A proof of another slot.
    case proofKey = "proof.key"
    /// More or fewer slots than asked for.
    case proofCount = "proof.count"
    /// A way that ends before it proves anything.
    case proofMissing = "proof.missing"
    /// A node or value that is not canonical.
    case proofEncoding = "proof.encoding"
    /// A proof against another root.
    case proofRoot = "proof.root"
    /// The operator serves no proof of this block.
    case proofWindow = "proof.window"

    // transport
    /// An answer that is too large.
    case rpcSize = "rpc.size"
    /// No answer in time.
    case rpcDeadline = "rpc.deadline"
    /// No connection.
    case rpcConnect = "rpc.connect"
    /// An answer that is no strict JSON, or no JSON-RPC.
    case rpcJSON = "rpc.json"
    /// An answer to another request.
    case rpcID = "rpc.id"
    /// A number or bytes in another form than the methods have.
    case rpcHex = "rpc.hex"
    /// A value of another type.
    case rpcType = "rpc.type"
    /// A member is missing.
    case rpcShape = "rpc.shape"
    /// An answer about another block than was asked for.
    case rpcMismatch = "rpc.mismatch"
    /// A redirect.
    case rpcRedirect = "rpc.redirect"
    /// An answer that is no JSON by its type, or compressed unasked.
    case rpcContent = "rpc.content"
    /// No trusted TLS connection.
    case rpcTLS = "rpc.tls"
    /// An address that must not be reached.
    case rpcAddress = "rpc.addr"
    /// Another status than 200.
    case rpcStatus = "rpc.status"
    /// An answer that breaks HTTP.
    case rpcFraming = "rpc.framing"
    /// A connection that ended early.
    case rpcClosed = "rpc.closed"
    /// The question was given up.
    case rpcCancelled = "rpc.cancelled"
    /// The node refuses: a limit, a fault of its own, a method it has not.
    case node = "node.refused"

    // the service
    /// The emergency brake denies it.
    case brake
    /// The webhook beside which the service runs denies it, or does not answer.
    case shadow
    /// The decision could not be made durable.
    case log = "log.unavailable"
    /// No answer was found in time.
    case deadline = "service.deadline"
    /// A policy file answered in place of the chain.
    case file = "backend.file"
    /// A made-up policy answered in place of the chain.
    case mock = "backend.mock"
    /// The chain could not be read, or not be proved.
    case unavailable
}
