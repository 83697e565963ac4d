import EthereumClient
import Glibc
import Primitives

/// What the environment says: the names are those of the incumbent webhook.
struct Settings {
    /// The provider's endpoint.
    let provider: RedactedURL
    /// The KMS contract.
    let kms: Address
    /// The address to listen on.
    let host: String
    /// The port; 0 takes a free one.
    let port: Int

    /// A variable that keeps the service from starting.
    struct Fault: Error, CustomStringConvertible {
        /// The variable and what is wrong with it.
        let description: String
    }

    /// Reads the environment.
    static func fromEnvironment() throws(Fault) -> Settings {
        let text = try required("ETH_RPC_URL")
        let provider: RedactedURL
        do throws(URLFault) { provider = try RedactedURL(text) } catch {
            throw Fault(description: "ETH_RPC_URL: \(error)")
        }
        let address = try required("KMS_CONTRACT_ADDR")
        let kms: Address
        do throws(HexError) { kms = try Address(hex: address) } catch {
            throw Fault(description: "KMS_CONTRACT_ADDR: \(error)")
        }
        guard !kms.isZero else { throw Fault(description: "KMS_CONTRACT_ADDR: the zero address") }
        let portText = value("PORT") ?? "8000"
        guard let port = UInt16(portText) else {
            throw Fault(description: "PORT: a number from 0 to 65535 is needed")
        }
        return Settings(
            provider: provider, kms: kms, host: value("HOST") ?? "127.0.0.1", port: Int(port))
    }

    private static func required(_ name: String) throws(Fault) -> String {
        guard let value = value(name), !value.isEmpty else {
            throw Fault(description: "\(name): not set, or empty")
        }
        return value
    }

    private static func value(_ name: String) -> String? {
        guard let text = unsafe getenv(name) else { return nil }
        return unsafe String(cString: text)
    }
}
