import Attestation
import Primitives

/// Any bytes behind the mark of SCALE as a container; its events can be replayed.
@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    if let container = try? AttestationContainer(parsing: [0x00] + bytes) {
        _ = container.log.replay(.sha384)
    }
    return 0
}
