/// Where a key stands below a wallet's seed (BIP-32): `m/44'/60'/0'/0/0`.
public struct DerivationPath: Hashable, Sendable {
    /// One step down.
    public struct Step: Hashable, Sendable {
        /// The number, below 2^31.
        public let index: UInt32
        /// Whether the child depends on the parent's private key.
        public let isHardened: Bool

        /// The step of this number; nil for numbers of 2^31 and more.
        public init?(_ index: UInt32, isHardened: Bool) {
            guard index < Step.hardenedBit else { return nil }
            self.index = index
            self.isHardened = isHardened
        }

        /// The number as keys are derived by it: 2^31 more for a hardened one.
        public var number: UInt32 { isHardened ? index | Step.hardenedBit : index }

        static let hardenedBit: UInt32 = 1 << 31
    }

    /// The steps from the seed's own key.
    public let steps: [Step]

    /// The path of these steps; nil for more than ``mostSteps``.
    public init?(_ steps: [Step]) {
        guard steps.count <= DerivationPath.mostSteps else { return nil }
        self.steps = steps
    }

    /// More steps than any wallet takes; BIP-32 ends at 255.
    public static let mostSteps = 16
}

/// Why a text is no derivation path.
public enum DerivationPathError: Error, Equatable, Sendable {
    /// The text does not begin with `m`.
    case beginning
    /// A step, counted from 1, is empty.
    case empty(step: Int)
    /// A step is no decimal number without leading zeros, with or without one of the marks `'`, `h`,
    /// `H` and U+2019 behind it.
    case number(step: Int)
    /// A step's number is 2^31 or more.
    case tooLarge(step: Int)
    /// There are more than ``DerivationPath/mostSteps`` steps.
    case tooLong(steps: Int)
}

extension DerivationPath {
    /// The path that `text` writes.
    ///
    /// Hardened steps end in `'`, `h`, `H` or the quotation mark U+2019 that telephones type; every
    /// other mark is refused, never read as a plain step.
    ///
    /// - Throws: ``DerivationPathError`` with the step at fault.
    public init(_ text: String) throws(DerivationPathError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts[0].elementsEqual("m".utf8) else { throw .beginning }
        guard parts.count - 1 <= DerivationPath.mostSteps else {
            throw .tooLong(steps: parts.count - 1)
        }
        var steps: [Step] = []
        for (position, part) in parts.enumerated().dropFirst() {
            guard !part.isEmpty else { throw .empty(step: position) }
            var digits = Array(part)
            let mark = DerivationPath.marks.first { digits.suffix($0.count).elementsEqual($0) }
            digits.removeLast(mark?.count ?? 0)
            let isDecimal = digits.allSatisfy { (0x30...0x39).contains($0) }
            guard isDecimal, let first = digits.first, digits.count == 1 || first != 0x30 else {
                throw .number(step: position)
            }
            guard let index = UInt32(String(decoding: digits, as: UTF8.self)),
                let step = Step(index, isHardened: mark != nil)
            else { throw .tooLarge(step: position) }
            steps.append(step)
        }
        self.steps = steps
    }

    /// The path of an Ethereum account (BIP-44, SLIP-44's coin 60), as most wallets count them:
    /// `m/44'/60'/0'/0/index`.
    public static func ethereum(index: UInt32 = 0) throws(DerivationPathError) -> DerivationPath {
        try DerivationPath("m/44'/60'/0'/0/\(index)")
    }

    /// The path of an Ethereum account as Ledger Live counts them: `m/44'/60'/account'/0/0`.
    public static func ledgerLive(
        account: UInt32
    ) throws(DerivationPathError) -> DerivationPath {
        try DerivationPath("m/44'/60'/\(account)'/0/0")
    }

    private static let marks: [[UInt8]] = ["'", "h", "H", "\u{2019}"].map { Array($0.utf8) }
}

extension DerivationPath: CustomStringConvertible {
    /// The path with `'` for hardened steps.
    public var description: String {
        (["m"] + steps.map { "\($0.index)" + ($0.isHardened ? "'" : "") }).joined(separator: "/")
    }
}

extension DerivationPathError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .beginning: "a derivation path begins with m"
        case .empty(let step): "step \(step) of the derivation path is empty"
        case .number(let step):
            "step \(step) of the derivation path is no number with or without ' or h behind it"
        case .tooLarge(let step): "step \(step) of the derivation path is 2^31 or more"
        case .tooLong(let steps):
            "\(steps) steps in the derivation path, at most \(DerivationPath.mostSteps)"
        }
    }
}
