public import Cryptography
public import Primitives

extension SecretBytes {
    /// `count` random bytes.
    ///
    /// - Throws: ``SecretFailure``.
    public static func random(_ count: Int) throws(SecretFailure) -> SecretBytes {
        var secret = try make(count)
        do throws(OpenSSLError) {
            try secret.write { target throws(OpenSSLError) in try SystemRandom.fill(&target) }
        } catch {
            throw .library(error)
        }
        return secret
    }

    /// The bytes of `parts`, one after the other.
    static func joining(
        _ first: borrowing SecretBytes, _ second: RawSpan
    ) throws(SecretError) -> SecretBytes {
        let start = first.count
        var joined = try SecretBytes(count: start + second.byteCount)
        joined.write { target in
            first.withSpan { source in copy(source, to: &target, at: 0) }
            copy(second, to: &target, at: start)
        }
        return joined
    }

    /// The bytes that hex digits write, with or without `0x`; white space around them is no digit.
    ///
    /// - Throws: ``SecretFailure/hex(_:)``.
    public static func hex(_ text: borrowing SecretBytes) throws(SecretFailure) -> SecretBytes {
        let start = text.withSpan { digits in
            digits.byteCount >= 2 && byte(digits, 0) == 0x30 && byte(digits, 1) == 0x78 ? 2 : 0
        }
        let digitCount = text.count - start
        guard digitCount.isMultiple(of: 2) else {
            throw .hex(HexError(rule: .oddLength, offset: text.count, found: digitCount))
        }
        var secret = try make(digitCount / 2)
        let fault: Int? = text.withSpan { digits in
            secret.write { target in
                for index in 0..<target.byteCount {
                    let place = start + 2 * index
                    guard let high = Hex.value(of: byte(digits, place)),
                        let low = Hex.value(of: byte(digits, place + 1))
                    else { return place }
                    target.storeBytes(
                        of: high << 4 | low, toByteOffset: index, as: UInt8.self)
                }
                return nil
            }
        }
        if let fault { throw .hex(HexError(rule: .digit, offset: fault)) }
        return secret
    }

    static func make(_ count: Int) throws(SecretFailure) -> SecretBytes {
        do throws(SecretError) {
            return try SecretBytes(count: count)
        } catch {
            throw .memory(error)
        }
    }

    static func byte(_ span: RawSpan, _ offset: Int) -> UInt8 {
        unsafe span.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    /// Copies as much of `source` as there is room for behind `offset`.
    @_lifetime(target: copy target)
    static func copy(_ source: RawSpan, to target: inout MutableRawSpan, at offset: Int) {
        unsafe target.withUnsafeMutableBytes { target in
            unsafe source.withUnsafeBytes { source in
                let room = unsafe target.dropFirst(offset)
                let part = unsafe source.prefix(room.count)
                unsafe UnsafeMutableRawBufferPointer(rebasing: room)
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
            }
        }
    }
}

/// Why a secret could not be made.
public enum SecretFailure: Error, Equatable, Sendable {
    /// There is no memory for it.
    case memory(SecretError)
    /// The text is no hex.
    case hex(HexError)
    /// OpenSSL failed.
    case library(OpenSSLError)
}

extension SecretFailure: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .memory(let error): error.description
        case .hex(let error): error.description
        case .library(let error): error.description
        }
    }
}
