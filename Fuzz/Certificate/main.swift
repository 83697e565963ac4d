import Attestation
import Cryptography
import Primitives

/// Any bytes as a certificate, whose extensions are read as RA-TLS and as Intel's PCK; and any bytes as
/// the value of an extension, which reaches the readers without a certificate around it.
@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    _ = try? PCKExtension(value: bytes)
    if let certificate = try? X509Certificate(der: bytes) {
        _ = try? PCKExtension(certificate)
        if let read = try? RATLSCertificate(certificate) {
            precondition(read.reportData.count == 64, "report data of another length")
            _ = try? read.appInfo()
        }
    }
    return 0
}
