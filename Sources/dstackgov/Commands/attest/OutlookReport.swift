import Attestation
import Codec
import Primitives

/// A platform's outlook, as a page and as a document.
struct OutlookReport {
    let name: String
    let quote: VerifiedTDXQuote
    /// The registered apps, where the chain was asked.
    var apps: [RegisteredApps.Requirement]?

    private var isUpToDate: Bool { quote.status == .upToDate }

    /// The page, the answer first.
    var page: Page {
        var page = Page()
        if !quote.root.isPinned {
            page.line(
                "Under another root than the vendor's: this proves nothing about hardware.", .danger
            )
        }
        page.heading(name)
        page.line("  Intel says \(quote.status.rawValue)", isUpToDate ? .good : .danger)
        var facts = [
            ("judged as of", quote.freshness.judgedAt.description + (isReplay ? ", not now" : "")),
            ("platform", "\(quote.deviceID.hex)"), ("FMSPC", quote.platform.fmspc.hex),
            ("collateral ends", quote.outlook.collateralEnds.description),
        ]
        if let date = quote.outlook.presentDate { facts.append(("its TCB is of", date)) }
        if let date = quote.outlook.currentDate { facts.append(("up to date since", date)) }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        if !quote.advisories.isEmpty {
            page.heading("Advisories")
            for advisory in quote.advisories { page.line("  \(EscapedText(advisory))", .warning) }
        }
        if !quote.outlook.shortfalls.isEmpty {
            page.heading("What is too low")
            page.table(
                ["part", "version", "needs"],
                quote.outlook.shortfalls.map { [$0.part, "\($0.has)", "\($0.needs)"] })
        }
        if let apps {
            page.heading("Registered apps")
            page.table(
                ["app", "requires UpToDate", "at its next recovery"],
                apps.map { app in
                    [app.app.description, OutlookReport.text(app), fate(app)]
                })
        }
        return page
    }

    /// The document for programs.
    var document: JSONValue {
        var members = [
            JSONMember("verified", .bool(quote.root.isPinned)),
            JSONMember("status", .string(quote.status.rawValue)),
            JSONMember("advisoryIds", .array(quote.advisories.map { .string($0) })),
            JSONMember("judgedAt", .string(quote.freshness.judgedAt.milliseconds.description)),
            JSONMember("isReplay", .bool(isReplay)),
            JSONMember("deviceId", .string(quote.deviceID.hex)),
            JSONMember("fmspc", .string(quote.platform.fmspc.hex)),
            JSONMember("collateralEnds", .string(quote.outlook.collateralEnds.description)),
            JSONMember("presentTcb", quote.outlook.presentDate.map { .string($0) } ?? .null),
            JSONMember("currentTcb", quote.outlook.currentDate.map { .string($0) } ?? .null),
            JSONMember(
                "shortfalls",
                .array(
                    quote.outlook.shortfalls.map { shortfall in
                        [
                            "part": .string(shortfall.part), "has": JSONValue(shortfall.has),
                            "needs": JSONValue(shortfall.needs),
                        ]
                    })),
        ]
        if let apps {
            members.append(
                JSONMember(
                    "apps",
                    .array(
                        apps.map { app in
                            [
                                "app": .string(app.app.description),
                                "requiresUpToDate": app.requiresUpToDate.map { .bool($0) } ?? .null,
                                "stops": .bool(stops(app)),
                            ]
                        })))
        }
        return .object(members)
    }

    private var isReplay: Bool { quote.freshness.isReplay }

    private func stops(_ app: RegisteredApps.Requirement) -> Bool {
        app.requiresUpToDate == true && !isUpToDate
    }

    private func fate(_ app: RegisteredApps.Requirement) -> String {
        guard app.requiresUpToDate != nil else { return "not known" }
        return stops(app) ? "stops: no key on this platform" : "goes on"
    }

    private static func text(_ app: RegisteredApps.Requirement) -> String {
        guard let requires = app.requiresUpToDate else { return "does not say" }
        return requires ? "yes" : "no"
    }
}
