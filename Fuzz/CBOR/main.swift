import Attestation
import Primitives

/// Any bytes as one item of CBOR; an item can be compared and hashed whole.
@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    if let value = try? CBORValue(parsing: bytes) { _ = value.hashValue }
    return 0
}
