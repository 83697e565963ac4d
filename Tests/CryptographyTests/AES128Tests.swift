import Cryptography
import Primitives
import Testing

@Suite("AES-128 does what SP 800-38A's examples say")
struct AES128Tests {
    private let key: Bytes = [
        0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6, 0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f,
        0x3c,
    ]
    private let plain = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"

    @Test("Counter mode, F.5.1, whole and of every length, there and back")
    func counter() throws {
        let vector = Bytes(0xf0...0xff)
        let known = try hex("874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff")
        let plain = try hex(plain)
        for count in 0...32 {
            let cipher = try apply(plain.slice(0..<count), vector, .counter)
            #expect(cipher == known.slice(0..<count))
            #expect(try apply(cipher, vector, .counter) == plain.slice(0..<count))
        }
    }

    @Test("Block chaining, F.2.2, whole blocks only")
    func blockChain() throws {
        let known = try hex("7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2")
        #expect(try apply(known, Bytes(0...15), .decryptingBlockChain) == hex(plain))
        #expect(throws: AES128.Failure.partialBlock(31)) {
            try apply(known.slice(from: 1), Bytes(0...15), .decryptingBlockChain)
        }
    }

    @Test("Keys and vectors of another length are refused")
    func lengths() {
        #expect(throws: AES128.Failure.vectorLength(15)) {
            try apply([1], Bytes(0...14), .counter)
        }
        #expect(throws: AES128.Failure.keyLength(17)) {
            try apply([1], Bytes(0...15), .counter, key: key + [0])
        }
    }

    private func apply(
        _ input: Bytes, _ vector: Bytes, _ mode: AES128.Mode, key: Bytes? = nil
    ) throws -> Bytes {
        try filled(input.count) { output in
            try input.withSpan { input in
                try (key ?? self.key).withSpan { key in
                    try vector.withSpan { vector in
                        try AES128.apply(
                            input, key: key, vector: vector, mode: mode, into: &output)
                    }
                }
            }
        }
    }
}
