import Codec
import Primitives

/// What the builder of an image says about it. Nothing measures it.
public struct EIFMetadata: Hashable, Sendable {
    /// The image's name.
    public let imageName: String
    /// The image's version.
    public let imageVersion: String
    /// When and with what it was built: BuildTime, BuildTool, BuildToolVersion, OperatingSystem,
    /// KernelVersion.
    public let build: [String: String]

    /// The metadata of a section's content.
    ///
    /// - Throws: ``EIFError/metadata(_:)``.
    init(parsing json: Bytes) throws(EIFError) {
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: json) } catch {
            throw .metadata(error.description)
        }
        imageName = try EIFMetadata.text(value, "ImageName")
        imageVersion = try EIFMetadata.text(value, "ImageVersion")
        guard let members = value["BuildMetadata"] else {
            throw .metadata("BuildMetadata is missing")
        }
        var build: [String: String] = [:]
        for name in [
            "BuildTime", "BuildTool", "BuildToolVersion", "OperatingSystem", "KernelVersion",
        ] {
            build[name] = try EIFMetadata.text(members, name)
        }
        self.build = build
    }

    private static func text(_ value: JSONValue, _ name: String) throws(EIFError) -> String {
        guard let text = value[name]?.string else {
            throw .metadata("\(name) is missing or no text")
        }
        return text
    }
}
