import Cryptography
import Primitives

/// The registers of an image whose content comes in pieces.
///
/// What PCR0 measures begins with what PCR1 measures, so one hash serves both up to the end of the
/// first ramdisk, and only the other ramdisks are hashed twice.
struct EIFRegisters {
    private var all = SHA384()
    private var boot: SHA384?
    private var application = SHA384()
    private var ramdiskCount = 0

    /// Notes that a section begins.
    mutating func begin(_ kind: EIFSection.Kind) {
        guard kind == .ramdisk else { return }
        ramdiskCount += 1
        if ramdiskCount == 2 { boot = all }
    }

    /// Measures a piece of the section that began last.
    mutating func update(_ kind: EIFSection.Kind, _ bytes: RawSpan) {
        switch kind {
        case .signature, .metadata: return
        case .kernel, .commandLine: all.update(bytes)
        case .ramdisk:
            all.update(bytes)
            if ramdiskCount > 1 { application.update(bytes) }
        }
    }

    /// PCRs 0 to 2.
    var measurement: NitroMeasurement {
        NitroMeasurement(
            pcr0: PCR.zero.extended(by: all.finishedBytes()),
            pcr1: PCR.zero.extended(by: (boot ?? all).finishedBytes()),
            pcr2: PCR.zero.extended(by: application.finishedBytes()))
    }
}
