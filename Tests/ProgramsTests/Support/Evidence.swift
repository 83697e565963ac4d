import Codec
import Foundation
import Primitives
import TestSupport
import Testing

/// A folder with evidence of the corpus attestation: NSM documents, containers, images and the root
/// under which they were made.
final class Evidence: Sendable {
    /// Removed with the value.
    let folder: URL

    /// Writes `root.pem`, and `DOCUMENT.cose` for each document of the corpus that is named.
    init(_ documents: String...) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "evidence-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let root = try Evidence.bytes("nsm-roots", "root", "certificate")
        let base64 = Data(root).base64EncodedString(options: .lineLength64Characters)
        let pem = "-----BEGIN CERTIFICATE-----\n\(base64)\n-----END CERTIFICATE-----\n"
        try write("root.pem", Bytes(utf8: pem))
        for document in documents {
            try write("\(document).cose", try Evidence.bytes("nsm", document, "document"))
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes a file into the folder.
    func write(_ name: String, _ bytes: Bytes) throws {
        try Data(bytes).write(to: folder.appending(path: name))
    }

    /// Runs `dstackgov` in the folder.
    func dstackgov(_ arguments: String...) async throws -> Program.Outcome {
        try await Program.dstackgov.run(arguments, in: folder)
    }

    /// The bytes of a member of a case of the corpus.
    static func bytes(_ file: String, _ id: String, _ member: String) throws -> Bytes {
        let cases = try Fixtures.cases("attestation/\(file).jsonl")
        let example = try #require(cases.first { $0.id == id })
        return try Bytes(hex: example.string(member))
    }

    /// A container of the form V0 around a document, whose guest says that it is of an app.
    static func container(_ document: Bytes, app: Bytes) throws -> Bytes {
        let text = [UInt8](document)
        let name = Array("iuser_data".utf8) + [0x58, 0x40]
        let place = try #require(text.indices.first { text[$0...].starts(with: name) })
        let reportData = text[(place + name.count)...].prefix(64)
        let length = UInt16(document.count << 2 | 1)
        // One statement for each part: some compilers give up on a sum of all.
        var container: [UInt8] = [0, 2]
        container += [UInt8(truncatingIfNeeded: length), UInt8(truncatingIfNeeded: length >> 8)]
        container += text
        container += [4, 6 << 2] as [UInt8]
        container += Array("app-id".utf8)
        container.append(20 << 2)
        container += [UInt8](app)
        container += reportData
        container.append(0)
        return Bytes(container)
    }
}
