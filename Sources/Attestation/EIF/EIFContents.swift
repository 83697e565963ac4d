import Primitives

/// The sections of an image as they come, with the content of those that are small.
struct EIFContents {
    private var sections: [EIFSection] = []
    private var kept: [EIFSection.Kind: [UInt8]] = [:]

    /// The kind of the section that began last.
    var kind: EIFSection.Kind { sections.last?.kind ?? .metadata }

    /// A section begins: only ramdisks may stand more than once, and the registers depend on the
    /// order, which is kernel, command line, ramdisks.
    mutating func begin(_ section: EIFSection) throws(EIFError) {
        let kinds = sections.map(\.kind)
        guard section.kind == .ramdisk || !kinds.contains(section.kind) else {
            throw .duplicate(section.kind)
        }
        let later: [EIFSection.Kind] =
            switch section.kind {
            case .kernel: [.commandLine, .ramdisk]
            case .commandLine: [.ramdisk]
            case .ramdisk, .signature, .metadata: []
            }
        guard !kinds.contains(where: later.contains) else { throw .order(section.kind) }
        sections.append(section)
        if section.kind.largest != nil { kept[section.kind] = [] }
    }

    /// A piece of the section that began last.
    mutating func append(_ piece: Bytes) {
        guard kind.largest != nil else { return }
        kept[kind, default: []] += piece
    }

    /// The whole image.
    func image(
        _ header: EIFHeader, _ measurement: NitroMeasurement
    ) throws(EIFError) -> EIFImage {
        for kind in [EIFSection.Kind.kernel, .commandLine, .ramdisk]
        where !sections.contains(where: { $0.kind == kind }) {
            throw .missing(kind)
        }
        var remarks: [String] = []
        if header.flags & ~1 != 0 {
            remarks.append("unknown flags in the header: \(String(header.flags, radix: 16))")
        }
        for (index, section) in sections.enumerated() where section.flags != 0 {
            remarks.append("unknown flags in section \(index): \(section.flags)")
        }
        var metadata: EIFMetadata?
        if let json = kept[.metadata] { metadata = try EIFMetadata(parsing: Bytes(json)) }
        var signature: EIFSignature?
        if let content = kept[.signature] {
            signature = try EIFSignature(parsing: Bytes(content), pcr0: measurement.pcr0)
        }
        return EIFImage(
            version: Int(header.version), architecture: header.flags & 1 == 0 ? .x86 : .arm,
            sections: sections, commandLine: Bytes(kept[.commandLine] ?? []),
            measurement: measurement, signature: signature, metadata: metadata, remarks: remarks)
    }
}
