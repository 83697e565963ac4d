/// The storage that slices of ``Bytes`` share: allocated once, written once, then only read.
@usableFromInline
final class BytesStorage: ManagedBuffer<Int, UInt8> {
    /// The first byte.
    @usableFromInline
    var bytes: UnsafeMutablePointer<UInt8> {
        unsafe withUnsafeMutablePointerToElements { pointer in unsafe pointer }
    }

    /// Uninitialised storage for `count` bytes.
    @usableFromInline
    static func allocate(count: Int) -> BytesStorage {
        let buffer = create(minimumCapacity: count) { _ in count }
        return unsafe unsafeDowncast(buffer, to: BytesStorage.self)
    }
}
