import Codec
import Primitives
import TestSupport
import Testing

@Suite("ABI events are read from logs and written as logs")
struct ABIEventTests {
    private func event(_ entry: FixtureCase) throws -> ABI.Event {
        guard case .event(let event) = try ABIFixtures.declaration("event", of: entry) else {
            throw ABIFixtures.Unexpected(value: entry.id)
        }
        return event
    }

    private func topics(_ entry: FixtureCase) throws -> [Hash32] {
        try (try entry.member("topics").array ?? []).map { try Hash32(hex: $0.string ?? "") }
    }

    @Test(
        "Logs say their values, and hashes of what the topics do not hold",
        arguments: [("abi/logs.jsonl", 160), ("edge-cases/logs.jsonl", 2)])
    func logs(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for entry in cases {
            let event = try event(entry)
            let topics = try topics(entry)
            let data = try Bytes(hex: try entry.string("data"))
            let values = try ABIFixtures.values(
                try entry.member("values"), as: event.inputs.map(\.type))
            let read = try event.decode(topics: topics, data: data)
            #expect(read.count == values.count)
            for index in values.indices {
                let input = event.inputs[index]
                let hidden = input.isIndexed && !input.type.isElementaryWord
                let expected: ABI.EventValue =
                    hidden
                    ? .hash(try ABI.Event.topic(of: values[index], as: input.type))
                    : .value(values[index])
                #expect(read[index] == expected, "\(entry.id), parameter \(index)")
            }
            #expect(try event.topics(of: values) == topics, "\(entry.id)")
            #expect(try event.data(of: values) == data, "\(entry.id)")
        }
    }

    @Test(
        "Logs that are not what their event says are refused by their rule",
        arguments: [("abi/rejected_logs.jsonl", 245), ("edge-cases/rejected_logs.jsonl", 3)])
    func rejected(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for entry in cases {
            let event = try event(entry)
            let topics = try topics(entry)
            let data = try Bytes(hex: try entry.string("data"))
            let error = #expect(throws: ABIError.self, "\(entry.id)") {
                try event.decode(topics: topics, data: data)
            }
            #expect(error?.rule.rawValue == (try entry.string("rule")), "\(entry.id)")
        }
    }

    @Test("Data without its last padding is read where Solidity's rules are asked for")
    func unpadded() throws {
        for entry in try Fixtures.cases("edge-cases/rejected_logs.jsonl") {
            let event = try event(entry)
            let data = try Bytes(hex: try entry.string("data"))
            let read = try event.decode(
                topics: try topics(entry), data: data, rules: .solidity)
            let last = try #require(read.last?.value)
            #expect(last == .string("hello") || last == .bytes([1, 2, 3]), "\(entry.id)")
        }
    }
}
