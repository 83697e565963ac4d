import Chain
import EthereumClient
import Primitives

/// A header that is read is written as it was; a header in JSON is hashed or refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    if let header = try? Header(decoding: bytes) {
        precondition(header.encoded == bytes, "another encoding")
    }
    if let account = try? Account(decoding: bytes) {
        precondition(account.encoded == bytes, "another encoding of an account")
    }
    _ = try? SealedHeader(parsing: bytes)
    _ = try? RPCCall.getBlock(.latest, isFull: true).result(in: bytes)
    _ = try? RPCCall.getBlockReceipts(.latest).result(in: bytes)
    _ = try? RPCCall.getLogs(LogFilter(blocks: .range(0...1000))).result(in: bytes)
    return 0
}
