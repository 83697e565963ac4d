import Attestation
import Primitives

/// Any bytes as an enclave image: the first byte says how long the pieces are in which it comes, and
/// whether the file's size is known. Each is read with its own checksum, and with the right one: what
/// stands behind that test is metadata and signature.
@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    guard let first = bytes.first else { return 0 }
    let image = bytes.slice(from: 1)
    read(image, first)
    guard image.count >= 548 else { return 0 }
    let checksum = ~remainder(image.slice(from: 548), remainder(image.slice(0..<544), ~0))
    let right = (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (24 - 8 * $0)) }
    read(image.slice(0..<544) + Bytes(right) + image.slice(from: 548), first)
    return 0
}

private func read(_ image: Bytes, _ first: UInt8) {
    var reader = EIFReader(fileSize: first & 1 == 0 ? UInt64(image.count) : nil)
    let size = 1 + Int(first >> 1) * 16
    do {
        for place in stride(from: 0, to: image.count, by: size) {
            try reader.update(image.slice(place..<min(image.count, place + size)))
        }
        _ = try reader.finish()
    } catch {}
}

/// The remainder of CRC-32 behind the bytes, from the one before them, bit by bit.
private func remainder(_ bytes: Bytes, _ before: UInt32) -> UInt32 {
    bytes.reduce(before) { state, byte in
        (0..<8).reduce(state ^ UInt32(byte)) { state, _ in
            state & 1 == 1 ? state >> 1 ^ 0xedb8_8320 : state >> 1
        }
    }
}
