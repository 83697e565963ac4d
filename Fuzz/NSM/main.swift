import Attestation
import Primitives

/// Any bytes as a signed message and as a document; the signature is never right, so the document is
/// read from both.
@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    _ = try? NSMDocument(payload: bytes)
    if let message = try? COSESign1(parsing: bytes, algorithms: COSEAlgorithm.allCases) {
        _ = try? NSMDocument(payload: message.payload)
    }
    return 0
}
