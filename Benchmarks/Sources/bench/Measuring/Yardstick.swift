import CSimdjson
import CYardsticks

/// What the machine can do in C: measured right before each row that stands beside it.
struct Yardstick {
    /// What the table calls it.
    let name: String
    /// How many units one run is.
    var units = 1.0
    /// What passes while it works.
    var clock = Clock.thread
    /// The work, or nil where this machine or this build cannot do it.
    let prepare: (Inputs) throws -> Work?

    /// One Keccak-f of OpenSSL's assembly, the unit P.
    static let permutationName = "Keccak-f of OpenSSL"
    static var permutation: Yardstick {
        Yardstick(name: permutationName, units: Double(CYARDSTICKS_PERMUTATIONS)) { _ in
            cyardsticks_sha3
        }
    }
    /// One Keccak-f among four in lanes of AVX2, in C.
    static var lane: Yardstick {
        Yardstick(name: "one of four lanes in C", units: 4) { _ in
            cyardsticks_has_avx2() ? cyardsticks_permute_4 : nil
        }
    }
    /// The signature of libsecp256k1.
    static var sign: Yardstick {
        Yardstick(name: "libsecp256k1, sign") { _ in cyardsticks_sign }
    }
    /// Recovery, serialising and hashing with libsecp256k1.
    static var recoverAddress: Yardstick {
        Yardstick(name: "libsecp256k1, recover an address") { _ in cyardsticks_recover_address }
    }
    /// 1 KiB into hex with SSSE3.
    static var hexEncode: Yardstick {
        Yardstick(name: "SSSE3 in C") { _ in cyardsticks_hex_encode }
    }
    /// 1 KiB from hex with SSSE3.
    static var hexDecode: Yardstick {
        Yardstick(name: "SSSE3 in C") { _ in cyardsticks_hex_decode }
    }
    /// One product modulo 2^256 in C.
    static var multiply: Yardstick {
        Yardstick(name: "the same in C", units: 1024) { _ in cyardsticks_multiply }
    }
    /// Every string of a JSON file visited by simdjson.
    static func simdjson(_ file: String) -> Yardstick {
        Yardstick(name: "simdjson, strings visited") { inputs in
            guard csimdjson_is_here() else { return nil }
            let text = try inputs.lastingText(file)
            return { times in
                guard csimdjson_walk(text.baseAddress, text.count, times) else {
                    throw Inputs.Wrong(name: file)
                }
            }
        }
    }
}
