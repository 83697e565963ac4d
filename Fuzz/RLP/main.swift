import Codec
import Primitives

/// An item has one encoding: what is read is written as it was.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    if let item = try? RLP.decode(bytes) {
        precondition(RLP.encode(item) == bytes, "another encoding")
    }
    if let integer = try? RLP.integer(bytes) {
        precondition(RLP.encode(integer) == bytes, "another integer")
    }
    return 0
}
