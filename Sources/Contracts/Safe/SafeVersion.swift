/// The version of a Safe's contracts, and what differs between them.
public struct SafeVersion: Hashable, Comparable, Sendable {
    /// The first number.
    public let major: Int
    /// The second number.
    public let minor: Int
    /// The third number.
    public let patch: Int

    /// A version.
    public init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// The version that a text names: three numbers, and perhaps a suffix behind `+`, as in
    /// `1.3.0+L2`, which changes nothing about hashes. Nil for any other text.
    public init?(_ text: String) {
        let core = text.utf8.prefix { $0 != UInt8(ascii: "+") }
        let parts = core.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard (1...4).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }),
                part.count == 1 || part.first != 0x30, let number = Int(String(Substring(part)))
            else { return nil }
            numbers.append(number)
        }
        self.init(numbers[0], numbers[1], numbers[2])
    }

    /// The order of the numbers.
    public static func < (left: SafeVersion, right: SafeVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }

    /// 1.1.1.
    public static let v111 = SafeVersion(1, 1, 1)
    /// 1.3.0.
    public static let v130 = SafeVersion(1, 3, 0)
    /// 1.4.1.
    public static let v141 = SafeVersion(1, 4, 1)
    /// 1.5.0.
    public static let v150 = SafeVersion(1, 5, 0)

    /// Whether what owners sign names the chain (from 1.3.0 on).
    public var bindsChainID: Bool { self >= .v130 }

    /// Whether the sixth field is called `baseGas` (from 1.0.0 on) and not `dataGas`.
    public var callsItBaseGas: Bool { self >= SafeVersion(1, 0, 0) }

    /// Whether a contract that is an owner is asked `isValidSignature(bytes32,bytes)` (from 1.5.0 on)
    /// and not `isValidSignature(bytes,bytes)`.
    public var asksContractsByHash: Bool { self >= .v150 }

    /// Whether the revert data of an inner call comes through (from 1.5.0 on) and is not replaced by
    /// `GS013`.
    public var bubblesReverts: Bool { self >= .v150 }

    /// Whether MultiSend calls the Safe itself for the target zero (from 1.5.0 on).
    public var multiSendReadsZeroAsSafe: Bool { self >= .v150 }

    /// Whether guards have to say that they are guards (from 1.4.1 on).
    public var checksGuards: Bool { self >= .v141 }

    /// Whether modules can be guarded (from 1.5.0 on).
    public var hasModuleGuards: Bool { self >= .v150 }

    /// Whether `next` of a page of modules skips one (1.3.0).
    public var skipsModulesBetweenPages: Bool { self < .v141 }
}

extension SafeVersion: CustomStringConvertible {
    /// The three numbers.
    public var description: String { "\(major).\(minor).\(patch)" }
}
