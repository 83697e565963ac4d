import Codec
import Contracts
import Primitives
import Testing

@Suite("Boot questions and verdicts have the form of the published vectors")
struct BootVerdictTests {
    private func boot(_ bytes: (UInt8) -> Hash32) -> AppBootInfo {
        AppBootInfo(
            appID: Address(lastBytesOf: bytes(0x11)), composeHash: bytes(0x22),
            instanceID: Address(lastBytesOf: bytes(0x33)), deviceID: bytes(0x44),
            mrAggregated: bytes(0x55), mrSystem: bytes(0x66), osImageHash: bytes(0x77),
            tcbStatus: "UpToDate", advisoryIDs: ["INTEL-SA-00001"])
    }

    @Test("The calldata of the published boots is theirs (dstack.md A.11)")
    func published() {
        func filled(_ byte: UInt8) -> Hash32 {
            Hash32(Bytes(repeating: byte, count: 32)) ?? .zero
        }
        var info = boot(filled)
        let app = AppAuth.IsAppAllowed(info).calldata
        #expect(app.count == 516)
        #expect(
            Keccak256.hash(app).hex
                == "0xa76b246894c406bfd50707ffe61d7e91bdd97fc1e5d52a628d52033407c1c081")
        info.instanceID = .zero
        info.mrSystem = .zero
        info.tcbStatus = ""
        info.advisoryIDs = []
        #expect(DstackKms.IsKmsAllowed(info).calldata.count == 388)
    }

    @Test("A verdict is read with trailing bytes and with a reason that is no UTF-8")
    func lenient() throws {
        let denied = ABI.encode(
            membersOf: BootVerdict(isAllowed: false, reason: "App not registered"))
        #expect(denied.count == 128)
        let read = try AppAuth.IsAppAllowed.decodeReturn(
            denied + [1, 2, 3], rules: BootVerdict.rules)
        #expect(!read.isAllowed)
        #expect(AppAuth.Reason(rawValue: read.reason) == .appNotRegistered)
        var broken = [UInt8](denied)
        broken[96] = 0xff
        let odd = try AppAuth.IsAppAllowed.decodeReturn(Bytes(broken), rules: BootVerdict.rules)
        #expect(odd.reasonBytes.first == 0xff)
        #expect(odd.reason.hasPrefix("\u{fffd}pp"))
        #expect(throws: ABIError.self) { try AppAuth.IsAppAllowed.decodeReturn(Bytes(broken)) }
    }

    @Test("Whatever is shorter, overlaps or has another flag is no verdict")
    func refused() throws {
        let whole = [UInt8](
            ABI.encode(membersOf: BootVerdict(isAllowed: true, reason: "yes")))
        for count in 0..<whole.count {
            #expect(throws: ABIError.self) {
                try AppAuth.IsAppAllowed.decodeReturn(
                    Bytes(whole[..<count]), rules: BootVerdict.rules)
            }
        }
        for (place, byte) in [(31, 2), (0, 1), (63, 0x20), (63, 0x60), (95, 0xff)] as [(Int, UInt8)]
        {
            var changed = whole
            changed[place] = byte
            #expect(throws: ABIError.self) {
                try AppAuth.IsAppAllowed.decodeReturn(Bytes(changed), rules: BootVerdict.rules)
            }
        }
    }
}
