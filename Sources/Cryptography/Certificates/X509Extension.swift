import COpenSSL
public import Primitives

/// An extension of a certificate (RFC 5280, section 4.2).
public struct X509Extension: Equatable, Sendable {
    /// The object identifier in dotted numbers.
    public let identifier: String
    /// Whether who does not know it must refuse the certificate.
    public let isCritical: Bool
    /// The bytes inside the octet string extnValue.
    public let value: Bytes
}

extension X509Certificate {
    /// The extensions in order.
    public var extensions: [X509Extension] {
        let count = unsafe X509_get_ext_count(handle)
        return (0..<max(0, count)).compactMap { index in
            guard let item = unsafe X509_get_ext(handle, index) else { return nil }
            return unsafe X509Extension(
                identifier: X509Certificate.dotted(X509_EXTENSION_get_object(item)),
                isCritical: X509_EXTENSION_get_critical(item) == 1,
                value: X509Certificate.bytes(X509_EXTENSION_get_data(item)))
        }
    }

    /// The value of the extension with this identifier in dotted numbers; nil when there is none or
    /// more than one.
    public func extensionValue(_ identifier: String) -> Bytes? {
        let found = extensions.filter { $0.identifier == identifier }
        return found.count == 1 ? found[0].value : nil
    }

    private static func dotted(_ object: OpaquePointer?) -> String {
        var text = [CChar](repeating: 0, count: 128)
        let count = unsafe OBJ_obj2txt(&text, Int32(text.count), object, 1)
        guard count > 0, Int(count) < text.count else { return "?" }
        return String(
            decoding: text.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
