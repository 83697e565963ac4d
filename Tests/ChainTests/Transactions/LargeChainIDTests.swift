import Chain
import Primitives
import Testing

@Suite("Chain ids above 2^64")
struct LargeChainIDTests {
    @Test("A legacy transaction keeps its chain id of 70 bits, its hash and its sender")
    func legacy() throws {
        let raw = """
            0xf86c80843b9aca00825208945afe3855358e112b5647b952709e6165e1c1eeee80808956bc75e2d631000024\
            a02c9f91a55d7722bf209eb0c3dce9a2ec4504d0fe441c78c54f709c5955f3dcfa\
            a02d8c75e8e37164b55fcd2872b73c9069a16b59d4ef118caae532287f0ccfaf2d
            """
        let transaction = try SignedTransaction(decoding: Bytes(hex: raw))
        let chainID = ChainID(try UInt256(decimal: "800000000000000000000"))
        #expect(transaction.transaction.chainID == chainID)
        let hash = "0x362cf4c7e1318bb7a4158344ccb14cfe87bc13b4fa4accf16639402282989138"
        #expect(transaction.hash.hex == hash)
        let sender = try transaction.sender()
        #expect(sender.checksummed == "0x1F81960b9D6094ca6A3fAbF90F2A4031B0F99771")
    }
}
