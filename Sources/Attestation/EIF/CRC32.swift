/// The checksum of Ethernet and zlib (ITU-T V.42).
///
/// Bytes are divided by a sparse multiple of its polynomial, x^4949 + x^3112 + x^1749 + 1, whose
/// eighth power has the same terms with bytes in place of bits: a byte of the quotient is the
/// message's and three earlier ones of the quotient, and any processor takes sixteen in one step.
/// Only the remainder, 4,949 bytes, is divided by the polynomial itself. Of the sparse multiples it
/// is not the shortest, but the one whose earlier bytes are furthest away: what a step loads has
/// long been stored.
struct CRC32 {
    /// The end of the quotient so far, and room for what comes next.
    private var quotient: [UInt8]
    private var end = CRC32.history

    init() {
        quotient = [UInt8](repeating: 0, count: CRC32.history + CRC32.room)
        // Four bytes that leave the remainder which the checksum begins with.
        quotient.replaceSubrange((end - 4)..<end, with: [0x62, 0xf5, 0x26, 0x92])
    }

    /// The checksum of all bytes so far.
    var value: UInt32 {
        var state: UInt32 = 0
        for place in 0..<CRC32.distance {
            var byte = quotient[end + place - CRC32.distance]
            if place < CRC32.middle { byte ^= quotient[end + place - CRC32.middle] }
            if place < CRC32.nearest { byte ^= quotient[end + place - CRC32.nearest] }
            state = CRC32.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ state >> 8
        }
        return ~CRC32.product(state, CRC32.inverse)
    }

    mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { raw in
            var start = 0
            while start < raw.count {
                let count = min(raw.count - start, quotient.count - end)
                unsafe divide(UnsafeRawBufferPointer(rebasing: raw[start..<(start + count)]))
                start += count
            }
        }
    }

    /// Divides a piece for which there is room.
    private mutating func divide(_ piece: UnsafeRawBufferPointer) {
        // To where stores are aligned, then vectors, then the rest.
        let head = min(piece.count, -end & 15)
        let tail = head + (piece.count - head) & ~63
        let start = end
        unsafe quotient.withUnsafeMutableBytes { quotient in
            for at in 0..<head { unsafe CRC32.divideByte(quotient, start + at, piece[at]) }
            for at in stride(from: head, to: tail, by: 64) {
                unsafe CRC32.divideVectors(quotient, start + at, piece, at)
            }
            for at in tail..<piece.count {
                unsafe CRC32.divideByte(quotient, start + at, piece[at])
            }
        }
        end += piece.count
        if end == quotient.count { makeRoom() }
    }

    private mutating func makeRoom() {
        unsafe quotient.withUnsafeMutableBytes { quotient in
            unsafe quotient.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: quotient.suffix(CRC32.history)))
        }
        end = CRC32.history
    }

    private typealias Vector = SIMD16<UInt8>

    @inline(__always)
    private static func divideByte(
        _ quotient: UnsafeMutableRawBufferPointer, _ place: Int, _ byte: UInt8
    ) {
        unsafe quotient[place] =
            byte ^ quotient[place - nearest] ^ quotient[place - middle]
            ^ quotient[place - distance]
    }

    /// Four vectors, none of which needs another of them.
    @inline(__always)
    private static func divideVectors(
        _ quotient: UnsafeMutableRawBufferPointer, _ place: Int,
        _ piece: UnsafeRawBufferPointer, _ at: Int
    ) {
        let a = unsafe divided(quotient, place, piece, at)
        let b = unsafe divided(quotient, place &+ 16, piece, at &+ 16)
        let c = unsafe divided(quotient, place &+ 32, piece, at &+ 32)
        let d = unsafe divided(quotient, place &+ 48, piece, at &+ 48)
        unsafe quotient.storeBytes(of: a, toByteOffset: place, as: Vector.self)
        unsafe quotient.storeBytes(of: b, toByteOffset: place &+ 16, as: Vector.self)
        unsafe quotient.storeBytes(of: c, toByteOffset: place &+ 32, as: Vector.self)
        unsafe quotient.storeBytes(of: d, toByteOffset: place &+ 48, as: Vector.self)
    }

    @inline(__always)
    private static func divided(
        _ quotient: UnsafeMutableRawBufferPointer, _ place: Int,
        _ piece: UnsafeRawBufferPointer, _ at: Int
    ) -> Vector {
        let bytes = unsafe piece.loadUnaligned(fromByteOffset: at, as: Vector.self)
        let a = unsafe quotient.loadUnaligned(fromByteOffset: place &- nearest, as: Vector.self)
        let b = unsafe quotient.loadUnaligned(fromByteOffset: place &- middle, as: Vector.self)
        let c = unsafe quotient.loadUnaligned(fromByteOffset: place &- distance, as: Vector.self)
        return bytes ^ a ^ b ^ c
    }

    /// From the multiple's first term to its others: 4949, 4949 - 1749 and 4949 - 3112.
    private static let distance = 4949
    private static let middle = 3200
    private static let nearest = 1837
    /// What is kept of the quotient: its last 4,949 bytes, and eleven that keep places aligned.
    private static let history = 4960
    private static let room = 16_384

    /// x^(-8 * 4949) modulo the polynomial, the highest bit being that of x^0: the quotient reaches
    /// to the message's end, so that its remainder is the message's times x^(8 * 4949).
    private static let inverse: UInt32 = 0x6200_86ff

    /// The product modulo the polynomial, the highest bit being that of x^0.
    private static func product(_ a: UInt32, _ b: UInt32) -> UInt32 {
        var product: UInt32 = 0
        var power = a
        for bit in (0..<32).reversed() {
            if b >> UInt32(bit) & 1 == 1 { product ^= power }
            power = shifted(power)
        }
        return product
    }

    private static func shifted(_ value: UInt32) -> UInt32 {
        value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1
    }

    /// The remainders of single bytes.
    private static let table = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { state, _ in shifted(state) }
    }
}
