import Codec
import Primitives

/// A level of a TDX module or an enclave: at or above this security version it has this status.
struct VersionLevel: Sendable {
    let version: UInt64
    let status: TCBStatus
    let advisories: [String]
}

/// A level of a platform: at or above all of these it has this status.
struct PlatformLevel: Sendable {
    let components: [UInt64]
    let pceSVN: UInt64
    let tdxComponents: [UInt64]
    let status: TCBStatus
    let advisories: [String]
    /// What Intel calls the components; empty where it gives no name.
    let componentNames: [String]
    let tdxComponentNames: [String]
    /// The date of the level, as Intel writes it.
    let date: String?
}

/// Who may have signed a TDX module, and with which attributes.
struct ModuleIdentity: Sendable {
    /// Nil for the modules before TDX 1.5, which have none.
    let id: String?
    let mrSigner: Bytes
    let attributes: Bytes
    let attributesMask: Bytes
    let levels: [VersionLevel]
}

/// What Intel says of one kind of platform (TCB Info, version 3).
struct TCBInfo: Sendable {
    let fmspc: Bytes
    let pceID: Bytes
    let module: ModuleIdentity
    let modules: [ModuleIdentity]
    let levels: [PlatformLevel]

    /// The most levels, modules or advisories of a document.
    static let mostItems = 256

    init(_ value: JSONValue) throws(TDXQuoteError) {
        let reader = CollateralReader(value, "tcb_info")
        guard value["id"]?.string == "TDX", try reader.number("version") == 3 else {
            throw .collateral("tcb_info is not of TDX, version 3")
        }
        fmspc = try reader.hex("fmspc", 6)
        pceID = try reader.hex("pceId", 2)
        module = try ModuleIdentity(try reader.member("tdxModule"))
        var modules: [ModuleIdentity] = []
        if value["tdxModuleIdentities"] != nil {
            for item in try reader.items("tdxModuleIdentities") {
                modules.append(try ModuleIdentity(item))
            }
        }
        self.modules = modules
        var levels: [PlatformLevel] = []
        for item in try reader.items("tcbLevels") { levels.append(try PlatformLevel(item)) }
        self.levels = levels
    }
}

/// What Intel says of the quoting enclave (QE Identity, version 2).
struct EnclaveIdentity: Sendable {
    let miscSelect: Bytes
    let miscSelectMask: Bytes
    let attributes: Bytes
    let attributesMask: Bytes
    let mrSigner: Bytes
    let productID: UInt64
    let levels: [VersionLevel]

    init(_ value: JSONValue) throws(TDXQuoteError) {
        let reader = CollateralReader(value, "qe_identity")
        guard value["id"]?.string == "TD_QE", try reader.number("version") == 2 else {
            throw .collateral("qe_identity is not of TD_QE, version 2")
        }
        miscSelect = try reader.hex("miscselect", 4)
        miscSelectMask = try reader.hex("miscselectMask", 4)
        attributes = try reader.hex("attributes", 16)
        attributesMask = try reader.hex("attributesMask", 16)
        mrSigner = try reader.hex("mrsigner", 32)
        productID = try reader.number("isvprodid")
        levels = try VersionLevel.all(reader)
    }
}

extension ModuleIdentity {
    init(_ value: JSONValue) throws(TDXQuoteError) {
        let reader = CollateralReader(value, "a TDX module")
        id = value["id"]?.string
        mrSigner = try reader.hex("mrsigner", 48)
        attributes = try reader.hex("attributes", 8)
        attributesMask = try reader.hex("attributesMask", 8)
        levels = id == nil ? [] : try VersionLevel.all(reader)
    }
}

extension VersionLevel {
    static func all(_ reader: CollateralReader) throws(TDXQuoteError) -> [VersionLevel] {
        var levels: [VersionLevel] = []
        for item in try reader.items("tcbLevels") {
            let level = CollateralReader(item, "a level")
            let tcb = CollateralReader(try level.member("tcb"), "a level")
            levels.append(
                VersionLevel(
                    version: try tcb.number("isvsvn"), status: try level.status(),
                    advisories: try level.advisories()))
        }
        return levels
    }
}

extension PlatformLevel {
    init(_ value: JSONValue) throws(TDXQuoteError) {
        let reader = CollateralReader(value, "a level")
        let tcb = CollateralReader(try reader.member("tcb"), "a level")
        components = try tcb.components("sgxtcbcomponents")
        pceSVN = try tcb.number("pcesvn")
        tdxComponents = try tcb.components("tdxtcbcomponents")
        componentNames = try tcb.componentNames("sgxtcbcomponents")
        tdxComponentNames = try tcb.componentNames("tdxtcbcomponents")
        date = reader.shortText("tcbDate")
        status = try reader.status()
        advisories = try reader.advisories()
    }
}
