import Chain
import Codec
import EthereumClient
import Primitives
import Synchronization
import TestSupport

/// A node of a test's chain, honest or not: what it does can change at any time.
final class TestNode: Sendable {
    /// How a node deviates from the truth.
    enum Behaviour: Equatable, Sendable {
        case honest
        /// So many blocks behind.
        case lagging(Int)
        /// Another chain id.
        case wrongChain
        /// `null` for everything.
        case empty
        /// No proofs but of the newest block.
        case proofsOfTipOnly
        /// No `eth_getProof`.
        case noProofs
        /// A result that is not the true one.
        case altering(Alteration)
        /// No answer at transport level.
        case failing(TransportError.Kind)
        /// A node's error to everything but heads and chain id.
        case refusing(Int, String)
    }

    /// What of an answer is not the truth.
    enum Alteration: String, Hashable, Sendable, CaseIterable {
        case slot, account, code, call, header
        case otherAddress, otherSlot, relabelledSlot, droppedSlot, extraSlot, swappedSlots,
            noExclusion
        case otherBlock, trailingNode
        case badHex, badIdentifier, twoResults, notJSON
    }

    private struct State {
        var world: TestWorld
        var behaviour: Behaviour
        var finalityDepth = 2
        var requests: [String] = []
        var calls: JSONValue = .null
    }

    /// The operator's label.
    let label: String
    private let state: Mutex<State>

    init(_ label: String, _ world: TestWorld, _ behaviour: Behaviour = .honest) {
        self.label = label
        state = Mutex(State(world: world, behaviour: behaviour))
    }

    /// What it does.
    var behaviour: Behaviour {
        get { state.withLock { $0.behaviour } }
        set { state.withLock { $0.behaviour = newValue } }
    }
    /// The chain that it serves.
    var world: TestWorld {
        get { state.withLock { $0.world } }
        set { state.withLock { $0.world = newValue } }
    }
    /// How far its finalized block is behind its newest.
    var finalityDepth: Int {
        get { state.withLock { $0.finalityDepth } }
        set { state.withLock { $0.finalityDepth = newValue } }
    }
    /// What `eth_call` returns, or an error object.
    var callAnswer: JSONValue {
        get { state.withLock { $0.calls } }
        set { state.withLock { $0.calls = newValue } }
    }
    /// The methods that it was asked for.
    var requests: [String] { state.withLock { $0.requests } }
    /// Forgets what it was asked for.
    func forgetRequests() { state.withLock { $0.requests = [] } }

    /// A transport to it, without a network.
    var transport: LiarTransport {
        LiarTransport { [self] request, _ in
            if case .failing(let kind) = behaviour {
                return .failure(TransportError(kind, detail: ""))
            }
            return .text(answer(request))
        }
    }

    /// The text of an answer to a request or a batch.
    func answer(_ request: JSONValue) -> String {
        if let parts = request.array { return "[" + parts.map(answer).joined(separator: ",") + "]" }
        let method = request["method"]?.string ?? ""
        state.withLock { $0.requests.append(method) }
        let id = request["id"]?.serialized() ?? "null"
        let outcome = result(method, request["params"]?.array ?? [])
        let body =
            switch outcome {
            case .success(let value): #""result":"# + value.serialized()
            case .failure(let error): #""error":"# + error.value.serialized()
            }
        switch behaviour {
        case .altering(.badIdentifier): return #"{"jsonrpc":"2.0","id":1,"# + body + "}"
        case .altering(.twoResults):
            return #"{"jsonrpc":"2.0","id":"# + id + "," + body + #","result":null}"#
        case .altering(.notJSON): return "<html>welcome to the hotel</html>"
        default: return #"{"jsonrpc":"2.0","id":"# + id + "," + body + "}"
        }
    }

    /// An error object.
    struct Refusal: Error {
        let value: JSONValue
        init(_ value: JSONValue) { self.value = value }
        init(_ code: Int, _ message: String) {
            value = ["code": JSONValue(code), "message": .string(message)]
        }
    }

    private func result(_ method: String, _ parameters: [JSONValue]) -> Result<JSONValue, Refusal> {
        let behaviour = behaviour
        if behaviour == .empty { return .success(.null) }
        switch method {
        case "eth_chainId":
            return .success(behaviour == .wrongChain ? "0x1" : "0x7a69")
        case "eth_getBlockByNumber", "eth_getBlockByHash":
            return .success(block(parameters.first).map { altered($0.json) } ?? .null)
        default: break
        }
        if case .refusing(let code, let message) = behaviour {
            return .failure(Refusal(code, message))
        }
        switch method {
        case "eth_getProof": return proof(parameters)
        case "eth_getCode":
            guard let block = block(parameters.last?["blockHash"]),
                let address = address(parameters)
            else { return .failure(Refusal(-32000, "header not found")) }
            let code = block.state[address]?.code ?? Bytes()
            return .success(.string(behaviour == .altering(.code) ? (code.hex + "00") : code.hex))
        case "eth_call":
            let answer = callAnswer
            return answer.object == nil ? .success(answer) : .failure(Refusal(answer))
        default: return .failure(Refusal(-32601, "the method does not exist/is not available"))
        }
    }

    private func proof(_ parameters: [JSONValue]) -> Result<JSONValue, Refusal> {
        if behaviour == .noProofs {
            return .failure(
                Refusal(-32601, "the method eth_getProof does not exist/is not available"))
        }
        guard let block = block(parameters.last?["blockHash"] ?? parameters.last),
            let address = address(parameters)
        else { return .failure(Refusal(-32000, "header not found")) }
        if behaviour == .proofsOfTipOnly, block.sealed.number != tip.sealed.number {
            return .failure(
                Refusal(-32000, "distance to target block exceeds maximum proof window"))
        }
        let slots = parameters[1].array?.compactMap { try? Hash32(hex: $0.string ?? "") } ?? []
        guard case .altering(let alteration) = behaviour else {
            return .success(block.proof(of: address, slots: slots))
        }
        return .success(ProofAlteration.apply(alteration, block, world, address, slots))
    }

    private func address(_ parameters: [JSONValue]) -> Address? {
        parameters.first?.string.flatMap { try? Address(hex: $0) }
    }

    /// Its newest block.
    private var tip: TestWorld.Block {
        let blocks = world.blocks
        if case .lagging(let count) = behaviour { return blocks[max(0, blocks.count - 1 - count)] }
        return blocks[blocks.count - 1]
    }

    private func block(_ parameter: JSONValue?) -> TestWorld.Block? {
        let blocks = world.blocks
        let tip = Int(tip.sealed.number.value)
        switch parameter?.string {
        case "latest": return blocks[tip]
        case "finalized": return blocks[max(0, tip - finalityDepth)]
        case let text?:
            if let number = FakeChain.number(text), text.utf8.count < 20 {
                return number <= tip ? blocks[number] : nil
            }
            return blocks[...tip].first { $0.sealed.hash.hex == text }
        case nil: return nil
        }
    }

    private func altered(_ block: JSONValue) -> JSONValue {
        var members = block.object ?? []
        for place in members.indices {
            switch (behaviour, members[place].name) {
            case (.altering(.header), "stateRoot"):
                members[place].value = .string(Keccak256.hash(utf8: "another state").hex)
            case (.altering(.badHex), "number"):
                members[place].value = .string(
                    "0x0" + (members[place].value.string ?? "").dropFirst(2))
            default: break
            }
        }
        return .object(members)
    }
}
