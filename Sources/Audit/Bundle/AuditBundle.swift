import Codec
import Cryptography
public import Primitives

/// A store as one signed file: everything that is needed to repeat an audit elsewhere.
///
/// The file is the line of ``head``, the public key (32 bytes), the Ed25519 signature (64 bytes) and
/// an LZ4 frame of rows. The same store and key give the same bytes.
public struct AuditBundle: Sendable {
    /// The first line of the file, which is signed together with the digest of the frame.
    public static let head = Bytes(utf8: "dstack-governance audit bundle 1\n")
    /// The most bytes of rows: 2 GiB.
    public static let mostBytes = 2 << 30

    /// The public key.
    public let publicKey: Hash32
    /// The signature of ``message(_:)``.
    public let signature: Bytes
    /// The rows, compressed.
    public let frame: Bytes

    /// A bundle from its parts.
    public init(publicKey: Hash32, signature: Bytes, frame: Bytes) {
        self.publicKey = publicKey
        self.signature = signature
        self.frame = frame
    }

    /// The compressed rows of a store, which are to be signed.
    public static func frame(of store: AuditStore) throws(StoreError) -> Bytes {
        var rows: [Bytes] = []
        try store.eachRow { table, values throws(StoreError) in
            rows.append(RLP.encode(.list([.string(Bytes(utf8: table))] + values.map(item))))
        }
        return LZ4.compress(Bytes.joining(rows))
    }

    /// What is signed: the first line and the SHA-256 digest of the frame.
    public static func message(_ frame: Bytes) -> Bytes { head + SHA256.hash(frame).bytes }

    /// The file.
    public var encoded: Bytes {
        Bytes.joining([AuditBundle.head, publicKey.bytes, signature, frame])
    }

    /// Reads a file and checks its signature; who owns the key, the reader has to know.
    ///
    /// - Throws: ``BundleError``.
    public init(decoding file: Bytes) throws(BundleError) {
        let head = AuditBundle.head
        guard file.count > head.count + 96, file.slice(0..<head.count) == head,
            let key = Hash32(file.slice(head.count..<(head.count + 32)))
        else { throw .form }
        publicKey = key
        signature = file.slice((head.count + 32)..<(head.count + 96)).copied()
        frame = file.slice(from: head.count + 96)
        let isSigned = try? Ed25519.isValid(
            signature, of: AuditBundle.message(frame), by: publicKey)
        guard isSigned == true else { throw .signature }
    }

    /// Puts the rows into an empty store.
    ///
    /// - Throws: ``BundleError``.
    public func restore(to store: AuditStore) throws(BundleError) {
        guard let plain = LZ4.decompress(frame, limit: AuditBundle.mostBytes) else {
            throw .compression
        }
        do throws(StoreError) {
            try store.restore { add throws(StoreError) in
                var place = 0
                while place < plain.count {
                    guard let (row, end) = AuditBundle.row(plain, at: place) else {
                        throw .malformed("the bundle's row at byte \(place) is none")
                    }
                    try add(row.table, row.values)
                    place = end
                }
            }
        } catch {
            throw .store(error)
        }
    }

    private static func item(_ value: SQLiteValue) -> RLP.Item {
        switch value {
        case .integer(let number):
            let word = UInt64(bitPattern: number)
            let bytes = (UInt64(0)..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
            return .list([.string([1]), .string(Bytes(bytes))])
        case .bytes(let bytes): return .list([.string([2]), .string(bytes)])
        case .text(let text): return .list([.string([3]), .string(Bytes(utf8: text))])
        case .null: return .list([.string([4]), .string(Bytes())])
        }
    }

    private static func row(
        _ plain: Bytes, at place: Int
    ) -> (row: (table: String, values: [SQLiteValue]), end: Int)? {
        let rest = plain.slice(from: place)
        let range = try? rest.withSpan { span throws(RLPError) in
            var reader = RLPReader(span)
            return try reader.skipItem()
        }
        guard let range, let items = (try? RLP.decode(rest.slice(range)))?.list,
            let table = items.first?.string.map({ String(decoding: $0, as: UTF8.self) })
        else { return nil }
        var values: [SQLiteValue] = []
        for item in items.dropFirst() {
            guard let parts = item.list, parts.count == 2, let kind = parts[0].string,
                let bytes = parts[1].string
            else { return nil }
            switch Array(kind) {
            case [1]:
                guard bytes.count == 8 else { return nil }
                let word = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                values.append(.integer(Int64(bitPattern: word)))
            case [2]: values.append(.bytes(bytes))
            case [3]: values.append(.text(String(decoding: bytes, as: UTF8.self)))
            case [4]: values.append(.null)
            default: return nil
            }
        }
        return ((table, values), place + range.upperBound)
    }
}

/// Why a file is no bundle.
public enum BundleError: Error, Hashable, Sendable {
    /// The file does not begin as a bundle does, or is cut.
    case form
    /// The signature is not that of the rows by the key.
    case signature
    /// The rows do not unpack.
    case compression
    /// The rows are not those of a store.
    case store(StoreError)
}

extension BundleError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .form: "no audit bundle, or not all of it"
        case .signature: "the signature is not that of the bundle's key over its content"
        case .compression: "the content does not unpack"
        case .store(let error): "the content is none of a store: \(error)"
        }
    }
}
