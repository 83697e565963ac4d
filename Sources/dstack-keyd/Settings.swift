import Attestation
import Cryptography
import DecisionLog
import EthereumClient
import Glibc
import HTTPServer
import Primitives

/// What keeps the service from starting: the option or variable, and what is wrong with it.
struct SettingsFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// What options and environment mean.
enum Settings {
    /// The largest file that is read, 1 MiB.
    static let mostBytes = 1 << 20

    /// The provider of `ETH_RPC_URL`; not an option, since a URL may hold a key.
    static func provider() throws(SettingsFault) -> RedactedURL {
        guard let text = unsafe getenv("ETH_RPC_URL") else {
            throw SettingsFault("ETH_RPC_URL: not set")
        }
        do throws(URLFault) { return try RedactedURL(unsafe String(cString: text)) } catch {
            throw SettingsFault("ETH_RPC_URL: \(error)")
        }
    }

    /// The KMS contract.
    static func contract(_ text: String) throws(SettingsFault) -> Address {
        guard let address = try? Address(hex: text), !address.isZero else {
            throw SettingsFault("--kms: an address other than zero is needed")
        }
        return address
    }

    /// The addresses to listen on: TCP or a Unix socket, and VSOCK beside it.
    static func addresses(
        _ text: String, socket: String?, vsock: UInt32?
    ) throws(SettingsFault) -> [ListenAddress] {
        let first = try address(text, socket: socket)
        guard let vsock else { return [first] }
        return [first, .vsock(contextID: ListenAddress.anyContext, port: vsock)]
    }

    private static func address(
        _ text: String, socket: String?
    ) throws(SettingsFault) -> ListenAddress {
        if let socket { return .unixDomainSocket(path: socket) }
        guard let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...])
        else { throw SettingsFault("--listen: HOST:PORT is needed") }
        let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
        return .host(host, port: Int(port))
    }

    /// The URL of a bound address.
    static func url(_ address: ListenAddress) -> String {
        switch address {
        case .host: "http://\(address)"
        case .unixDomainSocket, .vsock: address.description
        }
    }

    /// The root of evidence: AWS's, or the one of a file.
    static func root(_ path: String?) throws(SettingsFault) -> X509Certificate {
        do {
            guard let path else { return try AWSNitroRoot.certificate() }
            let bytes = try bytes(of: path, "--test-root")
            let isText = bytes.starts(with: Bytes(utf8: "-----"))
            return try isText ? X509Certificate(pem: bytes) : X509Certificate(der: bytes)
        } catch {
            throw SettingsFault("--test-root: \(error)")
        }
    }

    /// The log of releases in the folder of the service's state, which is made where it is not there.
    static func log(_ state: String) throws -> LogWriter {
        if unsafe mkdir(state, 0o700) != 0, errno != EEXIST {
            throw SettingsFault("--state \(state): cannot be made (error \(errno))")
        }
        return try LogWriter(
            folder: state + "/log",
            key: try LogKey(path: state + "/log.key", name: "dstack-keyd"))
    }

    /// The bytes of a file that is no secret.
    static func bytes(of path: String, _ option: String) throws(SettingsFault) -> Bytes {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SettingsFault("\(option) \(path): cannot be opened (error \(errno))")
        }
        defer { close(descriptor) }
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0, all.count + count <= mostBytes else {
                throw SettingsFault("\(option) \(path): cannot be read, or has more than 1 MiB")
            }
            if count == 0 { return Bytes(all) }
            all += buffer[..<count]
        }
    }
}
