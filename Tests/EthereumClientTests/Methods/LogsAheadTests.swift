import Chain
import Codec
import Primitives
import TestSupport
import Testing

@testable import EthereumClient

/// Answers to `eth_getLogs`, as nodes write them and as nobody should.
private struct LogAnswers {
    var random: SeededRandom

    /// A log at a place; some have members that nobody knows, in which it looks like the border
    /// between two logs.
    mutating func log(_ place: Int, isPlain: Bool) -> String {
        let word = Hash32(UInt256(random.next())).hex
        let topics = (0..<Int(random.next() % 5)).map { _ in "\"\(word)\"" }
        let data = Bytes(random.bytes(Int(random.next() % 3) * 20)).hex
        var members = [
            #""address":"0x5fbdb2315678afecb367f032d93f642f64180aa3""#,
            "\"topics\":[\(topics.joined(separator: ","))]", "\"data\":\"\(data)\"",
            #""blockNumber":"0x10""#, "\"transactionHash\":\"\(word)\"",
            #""transactionIndex":"0x0""#, "\"blockHash\":\"\(word)\"",
            "\"logIndex\":\"0x\(String(place, radix: 16))\"", #""removed":false"#,
        ]
        if isPlain { return "{\(members.joined(separator: ","))}" }
        switch random.next() % 6 {
        case 0: members.append(#""more":[{"a":1},{"b":[{"a":2},{"b":"\u0041"}]},{}]"#)
        case 1: members.append(#""text":"},{\"address\":},{},{""#)
        case 2: members.append("\"logs\":[\(log(1, isPlain: true)),\(log(2, isPlain: true))]")
        case 3: members.append(#""blockTimestamp":null"#)
        case 4: members.shuffle(using: &random)
        default: break
        }
        return "{\(members.joined(separator: random.next() % 4 == 0 ? " , " : ","))}"
    }

    /// A whole answer.
    mutating func answer(isPlain: Bool = false) -> String {
        let logs = (0..<6).map { log($0, isPlain: isPlain) }
        let list = "[\(logs.joined(separator: random.next() % 5 == 0 ? " ,\n" : ","))]"
        return switch isPlain ? 0 : random.next() % 5 {
        case 0: #"{"jsonrpc":"2.0","id":1,"result":"# + list + "}"
        case 1: #"{"result":"# + list + #","jsonrpc":"2.0","id":1}"#
        case 2: #"{"x":[[{"a":1},{"b":2}]],"jsonrpc":"2.0","id":1,"result":"# + list + "} "
        case 3: #"{"x":"# + list + #","jsonrpc":"2.0","id":1,"result":"# + list + "}"
        default: #"{"jsonrpc":"2.0","id":1,"error":"# + list + #","result":"# + list + "}"
        }
    }

    /// The answer after something happened to it.
    mutating func spoiled(_ answer: [UInt8]) -> [UInt8] {
        var answer = answer
        let place = Int(random.next() % UInt64(answer.count))
        let end = min(place + Int(random.next() % 400), answer.count)
        switch random.next() % 6 {
        case 0: answer.removeSubrange(place...)
        case 1: answer.removeSubrange(place..<end)
        case 2: answer.insert(contentsOf: answer[place..<end], at: place)
        case 3: answer[place] ^= UInt8(truncatingIfNeeded: 1 << (random.next() % 8))
        default:
            let tokens = ["},{", "\"", "]", "{", "\\", "null", ",", "}", " ", "[{", "]}", "é"]
            let token = tokens.randomElement(using: &random) ?? ""
            answer.insert(contentsOf: token.utf8, at: place)
        }
        return answer
    }
}

/// What an answer is read as.
private typealias Outcome = Result<[LogRecord], AnswerFault>

private func outcome(
    _ text: Bytes, _ rules: AnswerRules, _ decode: RPCCall<[LogRecord]>.Decoding
) -> Outcome {
    do throws(AnswerFault) {
        guard case .result(let logs) = try RPCAnswer.read(text, id: 1, rules, decode: decode) else {
            return .success([])
        }
        return .success(logs)
    } catch {
        return .failure(error)
    }
}

private let filter = LogFilter(blocks: .range(16...16))

private func inOrder(_ text: Bytes, _ rules: AnswerRules) -> Outcome {
    outcome(text, rules, RPCCall.getLogs(filter).decode)
}

private func inPieces(
    _ text: Bytes, _ rules: AnswerRules, first: Int = 1, of count: Int
) async -> Outcome {
    let ahead = await LogsAhead(in: text, rules, filter, sizes: (first, count))
    return outcome(text, rules) { reader throws(AnswerFault) in try ahead.list(&reader) }
}

@Suite("A long answer is read in pieces as it is read from beginning to end")
struct LogsAheadTests {
    @Test("the pieces of a plain answer follow each other, and are all of it")
    func pieces() async throws {
        var answers = LogAnswers(random: SeededRandom(seed: 1))
        let text = Bytes(utf8: answers.answer(isPlain: true))
        let pieces = await LogsAhead(in: text, AnswerRules(), filter, sizes: (1, 1)).take()
        #expect(pieces.map(\.logs.count) == [1, 1, 1, 1, 1, 1])
        #expect(pieces.map(\.isLast) == [false, false, false, false, false, true])
        for (piece, next) in zip(pieces, pieces.dropFirst()) {
            #expect(piece.end.offset == next.start.offset)
        }
        #expect(pieces.last?.end.offset == text.count - 1)
    }

    @Test("logs, errors and their places are the same, whatever a node writes", arguments: 0..<60)
    func same(seed: UInt64) async {
        var answers = LogAnswers(random: SeededRandom(seed: seed))
        let answer = Array(answers.answer(isPlain: seed.isMultiple(of: 3)).utf8)
        for turn in 0..<12 {
            let text = Bytes(turn == 0 ? answer : answers.spoiled(answer))
            let rules = AnswerRules(acceptsLooseQuantities: turn == 1)
            let expected = inOrder(text, rules)
            for (first, count) in [(1, 1), (2_000, 300), (300, 2_000)] {
                #expect(await inPieces(text, rules, first: first, of: count) == expected)
            }
        }
    }

    @Test("the limits of values and depth are met at the same place")
    func limits() async {
        var answers = LogAnswers(random: SeededRandom(seed: 7))
        let text = Bytes(utf8: answers.answer(isPlain: true))
        var outcomes: Set<Bool> = []
        for count in 0..<110 {
            var rules = AnswerRules()
            rules.limits.valueCount = count
            let expected = inOrder(text, rules)
            outcomes.insert((try? expected.get()) == nil)
            #expect(await inPieces(text, rules, of: 1) == expected)
        }
        #expect(outcomes == [true, false])
        for depth in 0..<6 {
            var rules = AnswerRules()
            rules.limits.depth = depth
            #expect(await inPieces(text, rules, of: 1) == inOrder(text, rules))
        }
    }

    @Test("a client reads a large answer so, and refuses what it refuses in a small one")
    func client() async throws {
        var answers = LogAnswers(random: SeededRandom(seed: 3))
        var logs = (0..<600).map { answers.log($0, isPlain: true) }
        func list() -> String { "[\(logs.joined(separator: ","))]" }
        func ask() async throws -> [LogRecord] {
            let text = list()
            #expect(text.utf8.count > LogsAhead.leastByteCount)
            let transport = LiarTransport { request, _ in
                let id = request["id"]?.serialized() ?? "1"
                return .text("{\"jsonrpc\":\"2.0\",\"id\":\(id),\"result\":\(text)}")
            }
            return try await EthereumClient(transport: transport, label: "test").getLogs(filter)
        }
        #expect(try await ask() == RPCCall.getLogs(filter).result(in: Bytes(utf8: list())))
        let last = logs[599]
        for (from, to) in [("\"0x10\"", "\"0x11\""), ("\"0x10\"", "16"), ("false", "true")] {
            logs[599] = last.split(separator: from).joined(separator: to)
            await #expect(throws: ClientError.self) { try await ask() }
        }
    }
}
