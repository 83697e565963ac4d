import Cryptography
public import Primitives

/// How somebody may have come from three registers to 32 bytes: rightly, or by one of the ways that
/// documents and shells suggest and that authorise nothing once registered.
public enum NitroRecipe: String, CaseIterable, Sendable {
    /// SHA-256 over the raw bytes: OS_IMAGE_HASH.
    case right
    /// `sha256sum <<< "$PCR0$PCR1$PCR2"`, as dstack's documents for Nitro once printed it.
    case hexTextAndNewline
    /// The same without the newline.
    case hexText
    /// The same with capital digits.
    case upperCaseHexText
    /// The registers in the order of the documents' other pages.
    case reversedOrder
    /// The first register alone.
    case firstRegister
    /// Ethereum's hash of the raw bytes.
    case keccak256
    /// No hash at all: 32 zero bytes, which one fork takes for every debug enclave.
    case zero

    /// What the recipe makes of a measurement.
    public func result(for measurement: NitroMeasurement) -> Hash32 {
        let raw = Bytes.joining(measurement.registers.map(\.bytes))
        let text = measurement.registers.map(\.digits).joined()
        return switch self {
        case .right: SHA256.hash(raw)
        case .hexTextAndNewline: SHA256.hash(utf8: text + "\n")
        case .hexText: SHA256.hash(utf8: text)
        case .upperCaseHexText: SHA256.hash(utf8: text.uppercased())
        case .reversedOrder:
            SHA256.hash(Bytes.joining(measurement.registers.reversed().map(\.bytes)))
        case .firstRegister: SHA256.hash(measurement.pcr0.bytes)
        case .keccak256: Keccak256.hash(raw)
        case .zero: Hash32.zero
        }
    }
}

extension NitroMeasurement {
    /// The recipe that gives `hash` for this measurement; nil when none does, which means another
    /// image.
    public func recipe(giving hash: Hash32) -> NitroRecipe? {
        NitroRecipe.allCases.first { recipe in recipe.result(for: self) == hash }
    }
}

extension NitroRecipe: CustomStringConvertible {
    /// What was hashed, for people.
    public var description: String {
        switch self {
        case .right: "SHA-256 of the raw bytes of PCR0, PCR1, PCR2"
        case .hexTextAndNewline: "SHA-256 of the lower-case hex text and a newline"
        case .hexText: "SHA-256 of the lower-case hex text"
        case .upperCaseHexText: "SHA-256 of the upper-case hex text"
        case .reversedOrder: "SHA-256 of PCR2, PCR1, PCR0"
        case .firstRegister: "SHA-256 of PCR0 alone"
        case .keccak256: "Keccak-256 of the raw bytes"
        case .zero: "32 zero bytes"
        }
    }
}
