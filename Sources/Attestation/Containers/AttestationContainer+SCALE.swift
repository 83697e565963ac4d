import Primitives

extension AttestationContainer {
    /// The container of the form V0: 00, the platform's number and evidence, the events, the report
    /// data, the configuration.
    init(scale bytes: Bytes) throws(SCALEError) {
        var reader = SCALEReader(bytes, from: 1)
        let evidence = try AttestationContainer.evidence(&reader)
        let events = try reader.list(leastBytes: 2) { reader throws(SCALEError) in
            RuntimeEvent(name: try reader.text(), payload: try reader.byteList())
        }
        let reportData = try reader.take(64)
        let configuration = try reader.text()
        try reader.end()
        self.init(
            format: .v0, evidence: evidence, reportData: reportData, log: EventLog(events),
            configuration: configuration)
    }

    /// Platforms 1 and 4 were refused before, by their names.
    private static func evidence(
        _ reader: inout SCALEReader
    ) throws(SCALEError) -> PlatformEvidence {
        let start = reader.offset
        switch try reader.number(width: 1) {
        case 0:
            return .tdx(
                quote: try reader.byteList(),
                events: try reader.list(leastBytes: 11) { reader throws(SCALEError) in
                    try event(&reader)
                })
        case 2: return .nitroEnclave(document: try reader.byteList())
        case 3:
            return .snp(
                report: try reader.byteList(),
                certificates: try reader.list(leastBytes: 1) { reader throws(SCALEError) in
                    try reader.byteList()
                },
                configuration: try reader.text())
        default: throw SCALEError(rule: .variant, offset: start)
        }
    }

    private static func event(_ reader: inout SCALEReader) throws(SCALEError) -> TDXEvent {
        TDXEvent(
            register: UInt32(truncatingIfNeeded: try reader.number(width: 4)),
            type: UInt32(truncatingIfNeeded: try reader.number(width: 4)),
            digest: try reader.byteList(), name: try reader.text(),
            payload: try reader.byteList(), version: .v1)
    }
}
