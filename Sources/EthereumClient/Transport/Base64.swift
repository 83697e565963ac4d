package import Primitives

/// Base64 (RFC 4648 section 4), for the header of basic authentication.
package enum Base64 {
    /// The digits of `bytes`, padded.
    package static func encode(_ bytes: Bytes) -> String {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let group = (0..<3).map { index + $0 < bytes.count ? UInt32(bytes[index + $0]) : 0 }
            let word = group[0] << 16 | group[1] << 8 | group[2]
            for place in 0..<4 {
                let isPadding = index + place > bytes.count
                result.append(isPadding ? UInt8(ascii: "=") : digit(word >> (18 - 6 * place) & 63))
            }
            index += 3
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func digit(_ value: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: value)
        return switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + value - 26
        case 52..<62: UInt8(ascii: "0") + value - 52
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }
}
