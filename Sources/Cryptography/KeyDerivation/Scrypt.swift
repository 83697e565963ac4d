import COpenSSL

/// scrypt (RFC 7914).
public struct Scrypt: Equatable, Sendable {
    /// The most memory that a file may ask for, 1 GiB: four times what geth writes.
    public static let mostMemory: UInt64 = 1 << 30

    /// The most work that a file may ask for, in bytes mixed (128·n·r·p): sixteen passes over
    /// ``mostMemory``.
    public static let mostWork: UInt64 = 1 << 34

    /// The cost n: a power of two above 1.
    public let cost: UInt64
    /// The block size r.
    public let blockSize: UInt64
    /// The parallelism p.
    public let parallelism: UInt64

    /// Parameters that are legal and within the limits.
    ///
    /// Memory is 128·r·(n + p): the table of n blocks and the p blocks that PBKDF2 fills. A file
    /// with n = 2 and a p near 2^30 passes any limit on n·r and would need 137 GB.
    ///
    /// - Parameters:
    ///   - cost: n.
    ///   - blockSize: r.
    ///   - parallelism: p.
    /// - Throws: ``KeyDerivationError`` that names the parameter or the limit.
    public init(cost: Int, blockSize: Int, parallelism: Int) throws(KeyDerivationError) {
        guard cost > 1, cost & (cost - 1) == 0 else { throw .parameter(name: "n", value: cost) }
        guard blockSize > 0 else { throw .parameter(name: "r", value: blockSize) }
        guard parallelism > 0 else { throw .parameter(name: "p", value: parallelism) }
        self.cost = UInt64(cost)
        self.blockSize = UInt64(blockSize)
        self.parallelism = UInt64(parallelism)
        let table = Scrypt.product(128, self.cost, self.blockSize)
        let blocks = Scrypt.product(128, self.parallelism, self.blockSize)
        for memory in [table, blocks] where memory > Scrypt.mostMemory {
            throw .memory(bytes: memory, limit: Scrypt.mostMemory)
        }
        let work = Scrypt.product(table, self.parallelism)
        guard work <= Scrypt.mostWork else { throw .work(units: work, limit: Scrypt.mostWork) }
    }

    /// The product, or the largest number where it has no room.
    private static func product(_ factors: UInt64...) -> UInt64 {
        var product: UInt64 = 1
        for factor in factors {
            let (next, overflow) = product.multipliedReportingOverflow(by: factor)
            if overflow { return .max }
            product = next
        }
        return product
    }

    /// Fills `target` with the key derived.
    ///
    /// - Parameters:
    ///   - target: Where the key goes; its length is the key's.
    ///   - password: The password's bytes.
    ///   - salt: The salt.
    /// - Throws: ``KeyDerivationError/failed(_:)``, for example without the memory.
    @_lifetime(target: copy target)
    public func derive(
        into target: inout MutableRawSpan, password: RawSpan, salt: RawSpan
    ) throws(KeyDerivationError) {
        // OpenSSL counts its own overhead too: both tables and a block of work, at most this.
        let memory = 2 * Scrypt.mostMemory + (1 << 20)
        let done = unsafe target.withUnsafeMutableBytes { key in
            unsafe password.withUnsafeBytes { password in
                unsafe salt.withUnsafeBytes { salt in
                    unsafe EVP_PBE_scrypt(
                        password.assumingMemoryBound(to: CChar.self).baseAddress, password.count,
                        salt.assumingMemoryBound(to: UInt8.self).baseAddress, salt.count,
                        cost, blockSize, parallelism, memory,
                        key.assumingMemoryBound(to: UInt8.self).baseAddress, key.count)
                }
            }
        }
        guard done == 1 else { throw .failed(OpenSSLError("EVP_PBE_scrypt")) }
    }
}
