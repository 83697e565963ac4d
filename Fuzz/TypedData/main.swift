import Codec
import Primitives

/// A document of typed data is hashed or refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    if let document = try? JSONValue(parsing: bytes),
        let data = try? TypedData(document, options: .wallets)
    {
        _ = data.digest
        _ = data.structHashes
        for name in data.typeNames { _ = data.encodeType(name) }
        if let strict = try? TypedData(document) {
            precondition(strict.digest == data.digest, "another digest by stricter rules")
        }
    }
    return 0
}
