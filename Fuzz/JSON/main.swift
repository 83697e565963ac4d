import Codec
import Primitives

/// A JSON text that is read is written and read again as the same value, in every style.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    if let value = try? JSONValue(parsing: bytes) {
        for style in [JSONStyle.compact, .compact.ascii, .pretty] {
            let again = try? JSONValue(parsing: value.serializedBytes(style))
            precondition(again == value, "another value after writing")
        }
    }
    return 0
}
