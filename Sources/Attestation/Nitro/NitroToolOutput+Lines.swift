import Primitives

extension NitroToolOutput {
    /// The image of lines such as `PCR0: e81e…`, `PCR1=…` or `"PCR2": "…",`; other lines are
    /// skipped.
    static func pastedLines(_ text: Bytes) throws(NitroToolError) -> NitroImage {
        var registers: [Int: PCR] = [:]
        for line in text.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
            guard let (index, digits) = register(in: line) else { continue }
            guard registers[index] == nil else { throw .twice(member: "PCR\(index)") }
            do throws(HexError) {
                registers[index] = try PCR(digits: digits)
            } catch {
                throw .digits(member: "PCR\(index)", error)
            }
        }
        guard !registers.isEmpty else { throw .noMeasurement }
        for index in 0...2 where registers[index] == nil { throw .missing(member: "PCR\(index)") }
        let measurement = NitroMeasurement(
            pcr0: registers[0] ?? .zero, pcr1: registers[1] ?? .zero, pcr2: registers[2] ?? .zero)
        return NitroImage(
            name: nil, enclaveID: nil, state: nil, flags: nil, measurement: measurement,
            pcr8: registers[8], failedChecks: [])
    }

    /// The number and the text of the register that a line names.
    private static func register(in line: some Sequence<UInt8>) -> (index: Int, digits: String)? {
        let decoration = Set(" \t\":=,".utf8)
        let words = Array(line).split { decoration.contains($0) }.map(Array.init)
        guard words.count == 2, words[0].starts(with: "PCR".utf8),
            let index = Int(String(decoding: words[0].dropFirst(3), as: UTF8.self)),
            (0...31).contains(index)
        else { return nil }
        return (index, String(decoding: words[1], as: UTF8.self))
    }
}
