import Codec
import Primitives

/// Why a guest's configuration says nothing, in words.
struct GuestConfigurationFault: Error {
    let text: String
}

/// What a guest says of itself in the configuration beside its evidence, a JSON text.
enum GuestConfiguration {
    /// The OS image's hash; nil for an empty configuration, and where it has none.
    static func imageHash(_ text: String) throws(GuestConfigurationFault) -> Bytes? {
        if text.isEmpty { return nil }
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: text) } catch {
            throw GuestConfigurationFault(text: error.description)
        }
        guard value.object != nil else { throw GuestConfigurationFault(text: "no JSON object") }
        guard let member = value["os_image_hash"] else { return nil }
        guard let digits = member.string, let hash = try? Bytes(hex: "0x" + digits) else {
            throw GuestConfigurationFault(text: "os_image_hash is no hex text")
        }
        return hash
    }
}
