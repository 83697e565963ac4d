public import Primitives

/// What whoever signed a certificate says of its app's boot (dstack ra-tls, extension
/// 1.3.6.1.4.1.62397.1.9): a claim, worth as much as the signer.
public struct RATLSAppInfo: Hashable, Sendable {
    /// The app, 20 bytes.
    public let appID: Bytes
    /// The hash of the app's compose file.
    public let composeHash: Bytes
    /// The instance; it may be empty.
    public let instanceID: Bytes
    /// The device.
    public let deviceID: Hash32
    /// The hash of the system's registers.
    public let mrSystem: Hash32
    /// The hash of all registers.
    public let mrAggregated: Hash32
    /// The hash of the OS image.
    public let osImageHash: Bytes
    /// Who gave the keys, a JSON text as a rule; it may be empty.
    public let keyProviderInfo: Bytes
    /// The hashes of the scripts that ran before the app.
    public let initScriptHashes: [Bytes]

    /// Reads an array of MessagePack, whose members are known by their places.
    ///
    /// - Throws: ``ContainerError`` with the member at fault.
    init(parsing value: Bytes) throws(ContainerError) {
        let parsed: MessagePackValue
        do throws(MessagePackError) { parsed = try MessagePackValue(parsing: value) } catch {
            throw .messagePack(error)
        }
        guard let items = parsed.items, items.count == 9 else { throw .type("the app info") }
        func bytes(_ place: Int, _ name: String) throws(ContainerError) -> Bytes {
            guard let bytes = items[place].byteString else { throw .type(name) }
            return bytes
        }
        func hash(_ place: Int, _ name: String) throws(ContainerError) -> Hash32 {
            guard let hash = Hash32(try bytes(place, name)) else { throw .type(name) }
            return hash
        }
        appID = try bytes(0, "app_id")
        composeHash = try bytes(1, "compose_hash")
        instanceID = try bytes(2, "instance_id")
        deviceID = try hash(3, "device_id")
        mrSystem = try hash(4, "mr_system")
        mrAggregated = try hash(5, "mr_aggregated")
        osImageHash = try bytes(6, "os_image_hash")
        keyProviderInfo = try bytes(7, "key_provider_info")
        guard let scripts = items[8].items else { throw .type("init_script_hashes") }
        var hashes: [Bytes] = []
        for script in scripts {
            guard let hash = script.byteString else { throw .type("init_script_hashes") }
            hashes.append(hash)
        }
        initScriptHashes = hashes
    }
}
