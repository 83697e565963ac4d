import Foundation
import TestSupport
import Testing

@Suite("dstackgov key without a service")
struct KeyPlaceTests {
    /// A VSOCK address of which nobody hears: Linux answers at once that this machine has no such
    /// device, other kernels that there is no such family.
    private static let nowhere = "3:\(UInt32.max)"

    @Test(
        "a service that cannot be reached is named, with what the kernel says: exit code 3",
        arguments: [
            (["--vsock", nowhere], "--vsock \(nowhere): "),
            (["--socket", "missing.sock"], "--socket missing.sock: connect: No such file"),
            (["--url", "http://127.0.0.1:1"], "dstack-keyd: "),
        ])
    func unreachable(place: [String], message: String) async throws {
        let outcome = try await Program.dstackgov.run(
            ["key", "nonce"] + place, in: FileManager.default.temporaryDirectory)
        #expect(outcome.status == 3 && outcome.output.isEmpty, "\(outcome.errors)")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test(
        "an address that is none is an error of the command line",
        arguments: [
            (["--vsock", "3"], "3:8002"), (["--vsock", "3:x"], "3:8002"),
            (["--vsock", "4294967296:1"], "3:8002"),
            (["--socket", String(repeating: "a", count: 108)], "107 bytes"),
            (["--url", "http://192.0.2.1"], "--url"), ([], "Give one of"),
            (["--url", "http://127.0.0.1:1", "--socket", "a"], "Give one of"),
        ])
    func malformed(place: [String], message: String) async throws {
        let outcome = try await Program.dstackgov.run(
            ["key", "nonce"] + place, in: FileManager.default.temporaryDirectory)
        #expect(outcome.status == 2, "\(outcome.status)")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
}
