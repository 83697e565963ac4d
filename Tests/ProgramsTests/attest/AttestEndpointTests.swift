import Codec
import Foundation
import TestSupport
import Testing

@Suite("dstackgov attest endpoint", .enabled(if: TLSServers.isAvailable))
struct AttestEndpointTests {
    @Test("a running endpoint is who its evidence says, and the evidence is bound to its key")
    func endpoints() async throws {
        let evidence = try Evidence()
        let folder = evidence.folder
        _ = try await PythonTool.run("tools.nitro_evidence", ["root", folder.path])
        let app = "0x" + String(repeating: "11", count: 20)
        let image = try await PythonTool.run(
            "tools.nitro_evidence",
            ["certificate", folder.path, folder.path + "/right", "--image", "a", "--app", app])
        _ = try await PythonTool.run(
            "tools.nitro_evidence",
            [
                "certificate", folder.path, folder.path + "/foreign", "--image", "a", "--app", app,
                "--foreign-key",
            ])

        let right = try TLSEndpoint("right", in: folder)
        let told = try await evidence.dstackgov(
            "attest", "endpoint", right.url, "--root", "root.pem", "--json", "--save", "seen.pem")
        #expect(told.status == 0, "\(told.errors)")
        let document = try JSONValue(parsing: told.output)
        #expect("0x" + (document["identity"]?["osImageHash"]?.string ?? "") == image)
        #expect("0x" + (document["identity"]?["appId"]?.string ?? "") == app)
        #expect(document["isReplay"]?.bool == false && document["verified"]?.bool == false)
        let again = try await evidence.dstackgov(
            "attest", "verify", "seen.pem", "--root", "root.pem", "--at", "signed", "--json")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try JSONValue(parsing: again.output)["isReplay"]?.bool == true)

        let foreign = try TLSEndpoint("foreign", in: folder)
        let refused = try await evidence.dstackgov(
            "attest", "endpoint", foreign.url, "--root", "root.pem")
        #expect(refused.status == 5 && refused.errors.contains("bound to another key"))

        let plain = try TLSServers.shared.get().port("selfSigned")
        let bare = try await evidence.dstackgov("attest", "endpoint", "https://127.0.0.1:\(plain)")
        #expect(bare.status == 5 && bare.errors.contains("no attestation"), "\(bare.errors)")
        let past = try await evidence.dstackgov(
            "attest", "endpoint", right.url, "--root", "root.pem", "--at", "signed")
        #expect(past.status != 0 && past.errors.contains("judged now"), "\(past.errors)")
        let gone = try await evidence.dstackgov("attest", "endpoint", "https://127.0.0.1:1")
        #expect(gone.status == 3, "\(gone.errors)")
    }
}
