public import Cryptography
public import Primitives

/// The root under which AWS signs the documents of all Nitro enclaves: "AWS Nitro Enclaves Root-G1",
/// valid until 2049-10-28 (https://aws-nitro-enclaves.amazonaws.com/AWS_NitroEnclaves_Root-G1.zip).
public enum AWSNitroRoot {
    /// The certificate.
    ///
    /// - Throws: ``/Cryptography/X509Error`` when OpenSSL cannot read it, which only a broken
    ///   installation explains.
    public static func certificate() throws(X509Error) -> X509Certificate {
        guard let der = try? Bytes(hex: digits) else { throw .malformed("digits") }
        return try X509Certificate(der: der)
    }

    /// SHA-256 of the certificate, as AWS publishes it.
    public static let fingerprint =
        Hash32([
            0x64, 0x1a, 0x03, 0x21, 0xa3, 0xe2, 0x44, 0xef, 0xe4, 0x56, 0x46, 0x31, 0x95, 0xd6,
            0x06, 0x31, 0x7e, 0xd7, 0xcd, 0xcc, 0x3c, 0x17, 0x56, 0xe0, 0x98, 0x93, 0xf3, 0xc6,
            0x8f, 0x79, 0xbb, 0x5b,
        ]) ?? .zero

    private static let digits =
        "0x3082021130820196a003020102021100f93175681b90afe11d46ccb4e4e7f856300a0608"
        + "2a8648ce3d0403033049310b3009060355040613025553310f300d060355040a0c06416d"
        + "617a6f6e310c300a060355040b0c03415753311b301906035504030c126177732e6e6974"
        + "726f2d656e636c61766573301e170d3139313032383133323830355a170d343931303238"
        + "3134323830355a3049310b3009060355040613025553310f300d060355040a0c06416d61"
        + "7a6f6e310c300a060355040b0c03415753311b301906035504030c126177732e6e697472"
        + "6f2d656e636c617665733076301006072a8648ce3d020106052b8104002203620004fc02"
        + "54eba608c1f36870e29ada90be46383292736e894bfff672d989444b5051e534a4b1f6db"
        + "e3c0bc581a32b7b176070ede12d69a3fea211b66e752cf7dd1dd095f6f1370f4170843d9"
        + "dc100121e4cf63012809664487c9796284304dc53ff4a3423040300f0603551d130101ff"
        + "040530030101ff301d0603551d0e041604149025b50dd90547e796c396fa729dcf99a9df"
        + "4b96300e0603551d0f0101ff040403020186300a06082a8648ce3d040303036900306602"
        + "3100a37f2f91a1c9bd5ee7b8627c1698d255038e1f0343f95b63a9628c3d39809545a11e"
        + "bcbf2e3b55d8aeee71b4c3d6adf3023100a2f39b1605b27028a5dd4ba069b5016e65b4fb"
        + "de8fe0061d6a53197f9cdaf5d943bc61fc2beb03cb6fee8d2302f3dff6"
}
