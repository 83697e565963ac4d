import Cryptography
import Primitives
import TestSupport
import Testing

@testable import Audit

@Suite("Bundles")
struct BundleTests {
    private func store() async throws -> AuditStore {
        let store = try AuditStore.recorded()
        try await store.synchronize(
            from: [
                RecordedChain(RecordedChain.history, label: "one"),
                RecordedChain(RecordedChain.history, label: "two"),
            ], to: 53)
        return store
    }

    private func bundle(_ store: AuditStore) throws -> AuditBundle {
        let frame = try AuditBundle.frame(of: store)
        let seed = [UInt8](repeating: 7, count: 32)
        let key = try unsafe Ed25519.publicKey(seed: seed.span.bytes)
        let signature = try unsafe Ed25519.sign(AuditBundle.message(frame), seed: seed.span.bytes)
        return AuditBundle(publicKey: key, signature: signature, frame: frame)
    }

    @Test("A bundle restored is the same store: content, evidence and bundle")
    func roundTrip() async throws {
        let store = try await store()
        let bundle = try bundle(store)
        let read = try AuditBundle(decoding: bundle.encoded)
        let restored = try AuditStore(path: ":memory:")
        try read.restore(to: restored)
        #expect(try restored.contentDigest() == store.contentDigest())
        #expect(try await Verifier(restored).run().isComplete)
        #expect(try self.bundle(restored).encoded == bundle.encoded)
        #expect(throws: BundleError.self) { try read.restore(to: restored) }
    }

    @Test("A bundle with any byte changed, or cut, is refused")
    func damaged() async throws {
        let file = try bundle(try await store()).encoded
        for place in stride(from: 0, to: file.count, by: file.count / 97) {
            var bytes = Array(file)
            bytes[place] ^= 0x10
            #expect(throws: BundleError.self) { try AuditBundle(decoding: Bytes(bytes)) }
            #expect(throws: BundleError.self) {
                try AuditBundle(decoding: file.slice(0..<place))
            }
        }
    }

    @Test("LZ4 gives back what went in", arguments: [0, 1, 4, 12, 13, 100, 5000, 300_000])
    func lz4(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        let steps = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let letters = (0..<count).map { _ in UInt8.random(in: 0...3, using: &random) }
        for plain in [noise, steps, letters, [UInt8](repeating: 9, count: count)] {
            let frame = LZ4.compress(Bytes(plain))
            #expect(LZ4.decompress(frame, limit: count) == Bytes(plain))
            #expect(count == 0 || LZ4.decompress(frame, limit: count - 1) == nil)
        }
        #expect(LZ4.compress(Bytes(repeating: 9, count: 300_000)).count < 2000)
    }

    @Test("LZ4 refuses what is no frame, and never reads beyond")
    func hostile() {
        let frame = Array(LZ4.compress(Bytes((0..<2000).map { UInt8($0 % 50) })))
        var random = SeededRandom(seed: 4)
        for _ in 0..<3000 {
            var bytes = frame
            for _ in 0..<3 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            _ = LZ4.decompress(Bytes(bytes), limit: 1 << 20)
        }
        for count in 0..<frame.count {
            #expect(LZ4.decompress(Bytes(Array(frame[..<count])), limit: 1 << 20) == nil)
        }
    }

    @Test("The frame's head is the one that lz4 writes: version 1, independent blocks of 4 MiB")
    func head() {
        #expect(LZ4.compress(Bytes()).hex == "0x04224d18607073" + "00000000")
    }
}
