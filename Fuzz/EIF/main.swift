import Attestation
import Primitives

/// Any bytes as an enclave image: the first byte says how long the pieces are in which it comes, and
/// whether the file's size is known.
@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    guard let first = bytes.first else { return 0 }
    let image = bytes.slice(from: 1)
    var reader = EIFReader(fileSize: first & 1 == 0 ? UInt64(image.count) : nil)
    let size = 1 + Int(first >> 1) * 16
    do {
        for place in stride(from: 0, to: image.count, by: size) {
            try reader.update(image.slice(place..<min(image.count, place + size)))
        }
        _ = try reader.finish()
    } catch {}
    return 0
}
