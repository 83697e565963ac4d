import Codec
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("dstackgov attest and measure with TDX")
struct AttestTDXTests {
    /// The folder of real evidence; nil where the checkout stands alone.
    static let folder = Fixtures.sharedData?.appending(path: "attestation")
    /// Milliseconds at which the collateral of February 2026 is in force.
    static let now = "1774003274000"
    static let device = "ea0ba482106a22ecb76b59b95fed32b5cc3a81534b27ee01a25a10a87cca7d03"

    @Test(
        "a real guest verifies with collateral, in every form that it comes in",
        .enabled(if: folder != nil, "needs ../shared/data"))
    func verified() async throws {
        let folder = try #require(Self.folder)
        let options = ["--collateral", "tdx/collateral-feb2026-90c06f.json", "--at", Self.now]
        for file in ["containers/v1-quote-report.bin", "tdx/dstack-quote-report.json"] {
            let outcome = try await Program.dstackgov.run(
                ["attest", "verify", file, "--json"] + options, in: folder)
            #expect(outcome.status == 0, "\(file): \(outcome.errors)")
            let document = try JSONValue(parsing: outcome.output)
            #expect(document["verified"]?.bool == true && document["isReplay"]?.bool == true)
            #expect(document["identity"]?.object?.count == 11)
            #expect(document["identity"]?["deviceId"]?.string == Self.device)
            #expect(document["identity"]?["tcbStatus"]?.string == "UpToDate")
            #expect(document["origins"]?["appId"]?.string == "replayed")
        }
        let bare = try await Program.dstackgov.run(
            ["attest", "verify", "tdx/dstack-quote-report-v4.bin", "--json"] + options, in: folder)
        #expect(bare.status == 0, "\(bare.errors)")
        #expect(try JSONValue(parsing: bare.output)["origins"]?["appId"]?.string == "absent")
        let without = try await Program.dstackgov.run(
            ["attest", "verify", "tdx/dstack-quote-report.json"], in: folder)
        #expect(without.status == 5 && without.errors.contains("collateral"), "\(without.errors)")
    }

    @Test("a guest under a test root verifies as such, an old platform is told, debug mode refused")
    func otherRoot() async throws {
        guard TLSServers.isAvailable else { return }
        let evidence = try Evidence()
        let made = { (more: [String]) in
            try await PythonTool.run("tools.tdx_evidence", [evidence.folder.path] + more)
        }
        let judged = ["report.json", "--collateral", "collateral.json", "--root", "tdx-root.pem"]
        _ = try await made([])
        let right = try await Program.dstackgov.run(
            ["attest", "verify", "--json"] + judged, in: evidence.folder)
        #expect(right.status == 0, "\(right.errors)")
        let document = try JSONValue(parsing: right.output)
        #expect(document["verified"]?.bool == false && document["isReplay"]?.bool == false)
        #expect(document["identity"]?["appId"]?.string == String(repeating: "11", count: 20))
        #expect(document["identity"]?["composeHash"]?.string == String(repeating: "22", count: 32))
        #expect(document["origins"]?["osImageHash"]?.string == "claimed")
        let pinned = try await Program.dstackgov.run(
            ["attest", "verify"] + judged.prefix(3), in: evidence.folder)
        #expect(pinned.status == 5, "\(pinned.errors)")

        _ = try await made(["--old"])
        let old = try await Program.dstackgov.run(
            ["attest", "outlook", "--json"] + judged, in: evidence.folder)
        #expect(old.status == 1 && old.errors.contains("OutOfDate"), "\(old.errors)")
        let shortfalls = try JSONValue(parsing: old.output)["shortfalls"]?.array
        #expect(shortfalls?.count == 16, "\(old.output)")
        _ = try await made(["--debug"])
        let debug = try await Program.dstackgov.run(
            ["attest", "verify"] + judged, in: evidence.folder)
        #expect(debug.status == 1 && debug.errors.contains("debug mode"), "\(debug.errors)")
    }

    @Test(
        "a certificate of a TDX guest verifies for its key, with today's extensions and the older")
    func certificates() async throws {
        guard TLSServers.isAvailable else { return }
        let evidence = try Evidence()
        let judged = ["--collateral", "collateral.json", "--root", "tdx-root.pem"]
        for (more, imageIsKnown) in [([], true), (["--legacy"], false)] {
            _ = try await PythonTool.run(
                "tools.tdx_evidence",
                [evidence.folder.path, "--certificate", "guest.pem"] + more)
            let right = try await Program.dstackgov.run(
                ["attest", "verify", "guest.pem", "--json"] + judged, in: evidence.folder)
            #expect(right.status == 0, "\(more): \(right.errors)")
            let document = try JSONValue(parsing: right.output)
            let app = document["identity"]?["appId"]?.string
            #expect(app == String(repeating: "11", count: 20))
            let image = document["origins"]?["osImageHash"]?.string
            #expect(image == (imageIsKnown ? "claimed" : "absent"))
            _ = try await PythonTool.run(
                "tools.tdx_evidence",
                [evidence.folder.path, "--certificate", "guest.pem", "--foreign-key"] + more)
            let foreign = try await Program.dstackgov.run(
                ["attest", "verify", "guest.pem"] + judged, in: evidence.folder)
            #expect(foreign.status == 5 && foreign.errors.contains("another key"))
        }
    }

    @Test("containers of a TPM are refused by name: exit code 5")
    func ofTPM() async throws {
        let evidence = try Evidence()
        for (number, name) in [(UInt8(1), "gcp-tdx"), (4, "aws-nitro-tpm")] {
            try evidence.write("tpm", [0, number, 0, 0])
            let outcome = try await evidence.dstackgov("attest", "verify", "tpm")
            #expect(outcome.status == 5 && outcome.errors.contains(name), "\(outcome.errors)")
        }
    }

    @Test(
        "the outlook says what is too low, and ends with 1 unless the platform is up to date",
        .enabled(if: folder != nil, "needs ../shared/data"))
    func outlook() async throws {
        let folder = try #require(Self.folder)
        let fresh = try await Program.dstackgov.run(
            [
                "attest", "outlook", "tdx/dstack-quote-report.json", "--collateral",
                "tdx/collateral-feb2026-90c06f.json", "--at", Self.now, "--json",
            ], in: folder)
        #expect(fresh.status == 0, "\(fresh.errors)")
        let document = try JSONValue(parsing: fresh.output)
        #expect(document["status"]?.string == "UpToDate" && document["isReplay"]?.bool == true)
        #expect(document["shortfalls"]?.array?.isEmpty == true)
        let old = try await Program.dstackgov.run(
            [
                "attest", "outlook", "tdx/automata-v4.bin", "--collateral",
                "tdx/collateral-june2025-00806f05.json", "--at", "1751622017000",
            ], in: folder)
        #expect(old.status == 1 && old.output.contains("What is too low"), "\(old.errors)")
        #expect(old.output.contains("INTEL-SA-00960") && old.output.contains("not now"))
    }

    @Test(
        "measure tdx reads quote and log, and a log of another boot ends with 1",
        .enabled(if: folder != nil, "needs ../shared/data"))
    func measured() async throws {
        let folder = try #require(Self.folder)
        let outcome = try await Program.dstackgov.run(
            ["measure", "tdx", "tdx/dstack-quote-report.json", "--json"], in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let document = try JSONValue(parsing: outcome.output)
        #expect(
            document["mrSystem"]?.string
                == "0xe1ae776a1492d4f87937b7e563d265c16300be4aba5d748207587023bb7dbb75")
        #expect(
            document["mrAggregatedBoottime"]?.string
                == "0xf9a9159f75a175a0a65052b78f764a312456db56f5c397c600d08445ab68937b")
        #expect(document["deviceId"]?.string == "0x" + Self.device)
        #expect(document["isReplayed"]?.bool == true)
        let evidence = try Evidence()
        let text = try String(
            contentsOf: folder.appending(path: "tdx/dstack-quote-report.json"), encoding: .utf8)
        try evidence.write(
            "other.json", Bytes(utf8: text.replacing("LIUM_MINER_HOTKEY", with: "SOMETHING_ELSE")))
        let other = try await evidence.dstackgov("measure", "tdx", "other.json")
        #expect(other.status == 1 && other.errors.contains("RTMR3"), "\(other.errors)")
    }

    @Test("an event log alone has its replay and its app")
    func eventLog() async throws {
        let evidence = try Evidence()
        let events = [("app-id", String(repeating: "11", count: 20)), ("boot-mr-done", "")].map {
            """
            {"imr":3,"event_type":134217729,"digest":"","event":"\($0.0)","event_payload":"\($0.1)"}
            """
        }
        try evidence.write("log.json", Bytes(utf8: "[\(events.joined(separator: ","))]"))
        let outcome = try await evidence.dstackgov("measure", "tdx", "log.json", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let document = try JSONValue(parsing: outcome.output)
        #expect(document["appId"]?.string == "0x" + String(repeating: "11", count: 20))
        #expect(document["rtmr3Replayed"]?.string == document["rtmr3Boottime"]?.string)
        #expect(document["mrAggregated"] == nil && document["isReplayed"] == .null)
    }

    @Test("an EC2 instance has its device id before an enclave runs there")
    func device() async throws {
        let evidence = try Evidence()
        let vectors = [
            (
                "i-0827e799ec9232d44",
                "0xf1e60ca892d43cd58b25acf6bcbd1cb609209d7113d87a14646a247dcc01dd75"
            ),
            (
                "i-0fd3fdaad4e904e69",
                "0xd7586d4cd01acaf8c2155e40cf111d19966618f3cc27a268e63b5647b4095a3f"
            ),
        ]
        for (instance, device) in vectors {
            let outcome = try await evidence.dstackgov("measure", "device", instance, "--json")
            #expect(try JSONValue(parsing: outcome.output)["deviceId"]?.string == device)
        }
        for wrong in ["i-0827E799ec9232d44", "i-123", "0827e799ec9232d44"] {
            let outcome = try await evidence.dstackgov("measure", "device", wrong)
            #expect(outcome.status == 2, "\(wrong)")
        }
    }
}
