import Attestation
import Primitives

/// Any bytes as a TDX quote; what is read says of itself what it is.
@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    if let quote = try? TDXQuote(parsing: bytes) {
        precondition(quote.version == 4 || quote.version == 5, "another version")
        precondition(quote.report.reportData.count == 64, "report data of another length")
    }
    return 0
}
