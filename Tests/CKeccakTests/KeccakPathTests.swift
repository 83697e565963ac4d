import CKeccak
import TestSupport
import Testing

@Suite("Every path of the Keccak kernel gives the same hashes")
struct KeccakPathTests {
    /// As `ckeccak256_many_with_lanes` names them: portable, best single lane, AVX2, AVX-512.
    static let paths: [UInt32] = [0, 1, 4, 5, 8]

    @Test("All of fixtures/keccak256 at once, on each path that this machine has", arguments: paths)
    func corpus(path: UInt32) throws {
        let cases = try Fixtures.cases("keccak256/keccak256.jsonl")
        #expect(cases.count == 408)
        let messages = try cases.map { try bytes(hex: $0.string("input")) }
        let expected = try cases.map { try bytes(hex: $0.string("hash")) }
        guard let hashes = hashes(of: messages, path: path) else {
            #expect(path > 1, "the paths without vectors run everywhere")
            return
        }
        for (index, each) in cases.enumerated() {
            #expect(hashes[index] == expected[index], "\(each.id)")
        }
    }

    @Test("Every length from 0 to 1,100, in mixed company", arguments: paths)
    func lengths(path: UInt32) {
        var random = SeededRandom(seed: 1)
        let messages = (0...1100).map { random.bytes($0) }.shuffled(using: &random)
        guard let found = hashes(of: messages, path: path) else { return }
        let wrong = zip(messages, found).filter { message, hash in hash != portable(message) }
        #expect(wrong.map(\.0.count) == [], "the lengths whose hashes differ")
    }

    @Test("Any number of messages, more and fewer than lanes", arguments: paths)
    func batches(path: UInt32) {
        var random = SeededRandom(seed: 2)
        for count in 0...33 {
            for longest in [1, 40, 300, 1100] {
                let messages = (0..<count).map { _ in
                    random.bytes(Int(random.next() % UInt64(longest)))
                }
                guard let found = hashes(of: messages, path: path) else { return }
                #expect(found == messages.map(portable))
            }
        }
    }

    @Test("Messages of one length at a stride", arguments: [0, 1, 31, 32, 64, 135, 136, 137, 532])
    func fixed(length: Int) {
        var random = SeededRandom(seed: 3)
        for count in [0, 1, 2, 3, 4, 5, 8, 9, 17] {
            let stride = length + 3
            let memory = random.bytes(stride * count + 1)
            var output = [UInt8](repeating: 0, count: 32 * count)
            unsafe ckeccak256_fixed(memory, length, stride, count, &output)
            for index in 0..<count {
                let message = Array(memory[stride * index..<stride * index + length])
                #expect(Array(output[32 * index..<32 * index + 32]) == portable(message))
            }
        }
    }

    @Test("A message in pieces has the hash of the whole")
    func pieces() {
        var random = SeededRandom(seed: 4)
        for length in 0...600 {
            let message = random.bytes(length)
            var state = ckeccak_state()
            unsafe ckeccak_init(&state)
            var rest = message[...]
            while !rest.isEmpty {
                let piece = Array(rest.prefix(Int(random.next() % 200)))
                unsafe ckeccak_update(&state, piece, piece.count)
                rest = rest.dropFirst(piece.count)
            }
            var hash = [UInt8](repeating: 0, count: 32)
            unsafe ckeccak_final(&state, &hash)
            #expect(hash == portable(message))
        }
    }

    @Test("A path that nobody has writes nothing")
    func unknownPath() { #expect(hashes(of: [[1]], path: 9) == nil) }
}

extension KeccakPathTests {
    private func bytes(hex: String) throws -> [UInt8] {
        let digits = [UInt8](hex.utf8.dropFirst(2))
        return try stride(from: 0, to: digits.count, by: 2).map { place in
            let pair = String(decoding: digits[place..<place + 2], as: UTF8.self)
            return try #require(UInt8(pair, radix: 16))
        }
    }

    private func portable(_ message: [UInt8]) -> [UInt8] {
        hashes(of: [message], path: 0)?[0] ?? []
    }

    /// Nil when this machine has no such path.
    private func hashes(of messages: [[UInt8]], path: UInt32) -> [[UInt8]]? {
        // One memory for all, each message at an odd place, so that no alignment is assumed.
        let memory = messages.reduce(into: [UInt8]()) { memory, message in
            if memory.count.isMultiple(of: 2) { memory.append(0xee) }
            memory += message + [0xee]
        }
        var output = [UInt8](repeating: 0, count: 32 * messages.count)
        let ran = unsafe memory.withUnsafeBufferPointer { memory in
            var place = 0
            var inputs: [UnsafePointer<UInt8>?] = unsafe []
            for message in messages {
                if place.isMultiple(of: 2) { place += 1 }
                unsafe inputs.append(memory.baseAddress.map { unsafe $0 + place })
                place += message.count + 1
            }
            return unsafe ckeccak256_many_with_lanes(
                path, inputs, messages.map(\.count), messages.count, &output)
        }
        guard ran else { return nil }
        return (0..<messages.count).map { Array(output[32 * $0..<32 * $0 + 32]) }
    }
}
