import Chain
import Primitives

/// A transaction that is read is written as it was, and its sender is found or refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    if let transaction = try? BlockTransaction(decoding: bytes) {
        precondition(transaction.encoded == bytes, "another encoding")
    }
    if let signed = try? SignedTransaction(decoding: bytes) {
        let again = SignedTransaction(signed.transaction, signature: signed.signature)
        precondition(again.encoded == bytes, "another encoding of the fields")
        _ = try? signed.sender()
        _ = try? signed.transaction.validate()
        _ = signed.transaction.accessList.entries
    }
    _ = try? BlobNetworkForm(decoding: bytes)
    if let receipt = try? Receipt(decoding: bytes) {
        precondition(receipt.encoded == bytes, "another encoding of a receipt")
    }
    return 0
}
