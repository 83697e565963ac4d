import Codec
import Primitives
import Signing

/// A keystore is read or refused; nothing is derived, whose cost the file names.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    if let keystore = try? Keystore(parsing: bytes, leniency: .all) {
        let again = try? Keystore(parsing: Bytes(utf8: keystore.json.serialized()), leniency: .all)
        precondition(again == keystore, "another keystore after writing")
    }
    if let text = String(validating: Array(bytes), as: UTF8.self),
        let path = try? DerivationPath(text)
    {
        precondition((try? DerivationPath(path.description)) == path, "another path")
    }
    return 0
}
