import COpenSSL
public import Primitives

/// Random bytes that nobody can guess, from OpenSSL's generator, which the kernel seeds.
public enum SystemRandom {
    /// Fills `target` with random bytes.
    ///
    /// - Throws: ``OpenSSLError`` when the generator has no seed.
    public static func fill(_ target: inout MutableRawSpan) throws(OpenSSLError) {
        let done = unsafe target.withUnsafeMutableBytes { raw in
            guard let count = Int32(exactly: raw.count) else { return false }
            let start = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress
            return unsafe count == 0 || RAND_priv_bytes(start, count) == 1
        }
        guard done else { throw OpenSSLError("RAND_priv_bytes") }
    }

    /// `count` random bytes.
    ///
    /// - Throws: ``OpenSSLError`` when the generator has no seed.
    public static func bytes(_ count: Int) throws(OpenSSLError) -> Bytes {
        try unsafe Bytes(count: count) { target throws(OpenSSLError) in
            var span = unsafe target.mutableBytes
            try fill(&span)
        }
    }
}
