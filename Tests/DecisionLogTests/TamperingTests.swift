import Codec
import DecisionLog
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("Whoever changes a log is found out")
struct TamperingTests {
    @Test("any changed byte of any record is found")
    func changedBytes() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        _ = await log.appendNumbers(0..<4)
        log.close()
        let data = try folder.bytes(folder.records)
        var random = SeededRandom(seed: 7)
        for position in data.indices {
            var changed = data
            changed[position] ^= 1 << UInt8.random(in: 0...7, using: &random)
            try folder.write(changed, to: folder.records)
            #expect(throws: LogError.self, "byte \(position)") { try folder.verify() }
        }
        try folder.write(data, to: folder.records)
        #expect(try folder.verify().size == 4)
    }

    @Test("records that were left out, moved or rewritten as a new chain are found")
    func rewritten() async throws {
        let folder = try LogFolder()
        let log = try folder.open(.init(records: 1, seconds: 60))
        _ = await log.appendNumbers(0..<6)
        log.close()
        let lines = try folder.bytes(folder.records).split(separator: 0x0a)
        var orders = [[0, 2, 3, 4, 5], [0, 1, 2, 3, 4], [1, 0, 2, 3, 4, 5], [0, 0, 1, 2, 3, 4]]
        orders.append([])
        for order in orders {
            try folder.write(
                Data(order.flatMap { lines[$0] + [0x0a] }), to: folder.records)
            #expect(throws: LogError.self) { try folder.verify() }
        }
        // A forger without the key can chain new records, but not sign their heads.
        let other = try LogFolder()
        let forged = try other.open(.init(records: 1, seconds: 60))
        _ = await forged.appendNumbers(1..<7)
        forged.close()
        try folder.write(try other.bytes(other.records), to: folder.records)
        #expect(throws: LogError.self) { try folder.verify() }
        try folder.write(try other.bytes(other.heads), to: folder.heads)
        #expect(throws: LogError.self) { try folder.verify() }
        #expect(try other.verify().size == 6)
    }

    @Test("a key that others can read is refused, and so is a file that is no key")
    func keys() throws {
        let folder = try LogFolder()
        let path = folder.path + "/key"
        let key = try folder.key()
        #expect(try folder.key().identity == key.identity)
        for mode in [0o640, 0o604, 0o660] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let error = #expect(throws: LogError.self) { try folder.key() }
            #expect(error?.rule == .key)
        }
        for text in ["", "00", String(repeating: "g", count: 64)] {
            try? FileManager.default.removeItem(atPath: path)
            _ = FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
            #expect(throws: LogError.self) { try folder.key() }
        }
    }

    @Test("a verifier key is read as it is written, and only so")
    func identities() throws {
        let identity = try LogFolder().key("authd.example").identity
        #expect(LogIdentity(verifierKey: identity.description) == identity)
        let text = identity.description
        for index in text.indices where text[index] != "+" {
            var changed = text
            changed.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
            #expect(LogIdentity(verifierKey: changed) == nil)
        }
        // The example of the specification (c2sp.org/signed-note).
        let example = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        #expect(LogIdentity(verifierKey: example)?.name == "PeterNeumann")
        let note = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

            """
        let signer = try #require(LogIdentity(verifierKey: example))
        #expect(Checkpoint(note: note, signedBy: signer) == nil, "no checkpoint, though signed")
    }

    @Test("a checkpoint is read as it is signed, and by its own signer only")
    func checkpoints() throws {
        let key = try LogFolder().key("a.log")
        let other = try LogFolder().key("a.log")
        let head = Checkpoint(
            origin: "a.log", size: 7, root: MerkleHash.empty,
            time: Timestamp(seconds: 1_800_000_000))
        let note = try #require(head.note(signedBy: key))
        #expect(
            note.hasPrefix(
                "a.log\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 1800000000\n\n\u{2014} a.log "
            ))
        #expect(Checkpoint(note: note, signedBy: key.identity) == head)
        #expect(Checkpoint(note: note, signedBy: other.identity) == nil)
        let cosigned = note + "\u{2014} witness.example AAAAAA==\n"
        #expect(Checkpoint(note: cosigned, signedBy: key.identity) == head)
        #expect(Checkpoint(note: "x" + note, signedBy: key.identity) == nil)
        #expect(
            Checkpoint(note: note.replacing("\n7\n", with: "\n8\n"), signedBy: key.identity) == nil)
    }
}
