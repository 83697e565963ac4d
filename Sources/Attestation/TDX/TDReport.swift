public import Primitives

/// What the TDX module says of a guest: the body of a quote (Intel TDX DCAP quoting library, quote
/// format 4 and 5).
public struct TDReport: Hashable, Sendable {
    /// Security versions of the TDX module and the microcode beneath it, 16 bytes.
    public let tcb: Bytes
    /// The TDX module's measurement.
    public let mrSeam: PCR
    /// Who signed the TDX module: zeros for Intel.
    public let mrSignerSeam: PCR
    /// The TDX module's attributes, 8 bytes.
    public let seamAttributes: Bytes
    /// The guest's attributes.
    public let attributes: TDAttributes
    /// The guest's extended features, 8 bytes.
    public let xfam: Bytes
    /// The guest's first memory.
    public let mrTD: PCR
    /// The host's binding to an app, see ``ConfigurationID``.
    public let configurationID: PCR
    /// The host's owner of the guest.
    public let owner: PCR
    /// The host's configuration by the owner.
    public let ownerConfiguration: PCR
    /// The four registers that the guest extends.
    public let rtmr: [PCR]
    /// The guest's 64 bytes.
    public let reportData: Bytes
    /// TDX 1.5: the security versions that the module was loaded with.
    public let tcb2: Bytes?
    /// TDX 1.5: the service guest that migrates this one; zeros for none.
    public let mrServiceTD: PCR?

    /// The bytes of a report of TDX 1.0 and of TDX 1.5.
    static let byteCount = 584, byteCount15 = 648

    init(_ bytes: Bytes) throws(TDXQuoteError) {
        var reader = QuoteReader(bytes)
        func register() throws(TDXQuoteError) -> PCR {
            guard let register = PCR(try reader.take(48)) else { throw .length("a register") }
            return register
        }
        tcb = try reader.take(16)
        mrSeam = try register()
        mrSignerSeam = try register()
        seamAttributes = try reader.take(8)
        attributes = TDAttributes(rawValue: QuoteReader.number(try reader.take(8)))
        xfam = try reader.take(8)
        mrTD = try register()
        configurationID = try register()
        owner = try register()
        ownerConfiguration = try register()
        var registers: [PCR] = []
        for _ in 0..<4 { registers.append(try register()) }
        rtmr = registers
        reportData = try reader.take(64)
        guard bytes.count == TDReport.byteCount15 else {
            tcb2 = nil
            mrServiceTD = nil
            return
        }
        tcb2 = try reader.take(16)
        mrServiceTD = try register()
    }
}

/// A guest's attributes (Intel TDX module specification, ATTRIBUTES).
public struct TDAttributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt64

    /// The attributes of these bits.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The host can read the guest.
    public static let debug = TDAttributes(rawValue: 1)
    /// Pages that the host takes away raise no exception in the guest.
    public static let septVEDisable = TDAttributes(rawValue: 1 << 28)
    /// The guest may be moved to another machine by a service guest.
    public static let migratable = TDAttributes(rawValue: 1 << 29)
    /// Supervisor protection keys.
    public static let protectionKeys = TDAttributes(rawValue: 1 << 30)
    /// Key locker.
    public static let keyLocker = TDAttributes(rawValue: 1 << 31)
    /// Performance monitoring.
    public static let performanceMonitoring = TDAttributes(rawValue: 1 << 63)
    /// All bits under which a guest is not to be trusted: the whole lowest byte.
    public static let untrusted = TDAttributes(rawValue: 0xff)
}
