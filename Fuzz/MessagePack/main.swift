import Attestation
import Primitives

/// Any bytes as one value of MessagePack, and behind a map's first byte as a container.
@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    if let value = try? MessagePackValue(parsing: bytes) { _ = value.hashValue }
    _ = try? AttestationContainer(parsing: [0x83] + bytes)
    return 0
}
