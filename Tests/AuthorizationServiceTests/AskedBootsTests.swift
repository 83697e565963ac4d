import Authorization
import Cryptography
import Primitives
import TestSupport
import Testing

@testable import AuthorizationService

@Suite("Questions that were asked of late are kept by all their bytes and their route")
struct AskedBootsTests {
    private static let hash = String(repeating: "a1", count: 32)

    private static func body(_ device: Int, _ more: String = "") -> Bytes {
        let digits = String(device, radix: 16)
        let padded = String(repeating: "0", count: 64 - digits.count) + digits
        return Bytes(
            utf8: """
                {"mrAggregated":"\(hash)","osImageHash":"\(hash)","appId":"\(hash.prefix(40))",\
                "composeHash":"\(hash)","instanceId":"","deviceId":"\(padded)"\(more)}
                """)
    }

    @Test("the same question is the same object; another byte or route makes another")
    func same() throws {
        let boots = AskedBoots()
        let asked = try boots.boot(Self.body(1), .app)
        #expect(try boots.boot(Self.body(1), .app) === asked)
        #expect(asked.body == Self.body(1) && asked.digest == SHA256.hash(Self.body(1)))
        let others: [(Bytes, BootRequest.Kind)] = [
            (Self.body(1), .kms), (Self.body(2), .app), (Self.body(1) + Bytes([0x20]), .app),
        ]
        for (body, kind) in others {
            let other = try boots.boot(body, kind)
            #expect(other !== asked && other.body == body && other.request.kind == kind)
        }
        #expect(boots.count == 4)
    }

    @Test("a body that is none is refused each time and never kept")
    func refused() {
        let boots = AskedBoots()
        for body in [Bytes(), Bytes(utf8: "{}"), Self.body(1, ",\"deviceId\":\"\"")] {
            for _ in 0..<2 {
                #expect(throws: RequestFault.self) { try boots.boot(body, .app) }
            }
        }
        #expect(boots.count == 0)
    }

    @Test("however many are asked and however long they are, few and short ones are kept")
    func bounded() throws {
        let boots = AskedBoots()
        for device in 0..<(3 * AskedBoots.most) {
            #expect(
                try boots.boot(Self.body(device), .app).request.deviceID?.bytes.last
                    == UInt8(truncatingIfNeeded: device))
            #expect(boots.count <= AskedBoots.most)
        }
        let count = boots.count
        let padding = String(repeating: "x", count: AskedBoots.mostBytes)
        _ = try boots.boot(Self.body(1, ",\"other\":\"\(padding)\""), .app)
        #expect(boots.count == count)
    }
}
