import Audit
import Chain
import Codec
import Contracts
import Primitives
import TestSupport
import Testing

@Suite("The recorded governance history, step by step")
struct RecordedTimelineTests {
    private func store() async throws -> AuditStore {
        let store = try AuditStore.recorded()
        try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
        return store
    }

    @Test("From the address of DstackKms alone every contract of the deployment is found")
    func subjects() async throws {
        let deployment = try RecordedDeployment()
        let found = Dictionary(
            uniqueKeysWithValues: try await store().subjects().map { ($0.address, $0.role) })
        #expect(found[deployment["kms"]] == .kms)
        #expect(found[deployment["app"]] == .app)
        #expect(found[deployment["timelock"]] == .owner)
        #expect(found[deployment["timelock2"]] == .owner)
        #expect(found[deployment["safe"]] == .proposer)
        for name in [
            "kmsImplementation", "kmsImplementation2", "appImplementation", "appImplementation2",
        ] {
            #expect(found[deployment[name]] == .implementation)
        }
    }

    @Test("Each schedule has the operation, the Safe's hash and the signers that were recorded")
    func schedules() async throws {
        let entries = try HistoryReader(try await store()).timeline()
        var count = 0
        for step in try Fixtures.cases("rpc/history-steps.jsonl") {
            guard let hash = step.value["safeTxHash"]?.string,
                let operation = step.value["operationId"]?.string
            else { continue }
            let block = try BlockNumber(decimal: try step.string("block"))
            let approved = entries.filter {
                $0.block == block && $0.approval?.hash.hex == hash && $0.passage == nil
            }
            #expect(!approved.isEmpty, "\(step.id)")
            let told = approved.contains { entry in
                switch entry.change {
                case .scheduled(let id, _, _, _), .cancelled(let id): id.hex == operation
                default: false
                }
            }
            #expect(told, "\(step.id)")
            guard case .array(let signers)? = step.value["signers"] else { continue }
            #expect(
                Set(approved.flatMap { $0.approval?.signers ?? [] })
                    == Set(try signers.map { try Address(hex: $0.string ?? "") }), "\(step.id)")
            count += 1
        }
        #expect(count >= 10)
    }

    @Test("A grant is told with its operation, its proposer's Safe and the delay it waited")
    func grant() async throws {
        let deployment = try RecordedDeployment()
        let entries = try HistoryReader(try await store()).timeline()
        let images = entries.filter { $0.change.kind == "os-image" }
        #expect(images.map(\.block) == [17, 22, 25])
        #expect(images.map(\.change.isEnabled) == [true, false, true])
        for image in images {
            let passage = try #require(image.passage)
            #expect(passage.waited >= 60)
            #expect(image.approval?.safe == deployment["safe"])
            #expect(image.approval?.signers.count == 2)
            #expect(image.contract == deployment["kms"])
        }
        // The deployer's own acts before the hand-over have no operation.
        let direct = entries.filter { $0.change.isPolicy && $0.block < 10 }
        #expect(direct.allSatisfy { $0.passage == nil && $0.approval == nil })
    }

    @Test("A change that was told twice, by its own event and by PolicyChanged, is one entry")
    func once() async throws {
        let entries = try HistoryReader(try await store()).timeline()
        let keys = entries.filter(\.change.isPolicy).map {
            "\($0.block) \($0.transaction) \($0.contract) \($0.change)"
        }
        #expect(Set(keys).count == keys.count)
    }

    @Test("Without PolicyChanged the events of their own tell the same")
    func before() async throws {
        let store = try await store()
        let changed = DstackPolicy.Changed.id.topic
        var all: [TimelineEntry] = []
        var old: [TimelineEntry] = []
        var first = Timeline(try store.subjects())
        var second = Timeline(try store.subjects())
        try HistoryReader(store).eachTransaction(in: 0...53) { events throws(StoreError) in
            all += first.apply(events)
            let without = events.filter { $0.log.topics.first != changed }
            old += second.apply(without[...])
        }
        func told(_ entries: [TimelineEntry]) -> [String] {
            entries.filter { $0.change.isPolicy && $0.change.kind != "implementation-upgrade" }
                .map { "\($0.block) \($0.contract) \($0.change)" }
        }
        #expect(told(all) == told(old))
        #expect(!told(old).isEmpty)
    }

    @Test("The filter takes kinds, contracts, blocks, moments and parts of values")
    func filter() async throws {
        let deployment = try RecordedDeployment()
        let entries = try HistoryReader(try await store()).timeline()
        var filter = TimelineFilter()
        #expect(entries.filter(filter.matches).allSatisfy { $0.change.isPolicy })
        filter.contracts = [deployment["app"]]
        #expect(entries.filter(filter.matches).allSatisfy { $0.contract == deployment["app"] })
        filter.kinds = ["compose-hash"]
        filter.first = 18
        #expect(entries.filter(filter.matches).allSatisfy { $0.block >= 18 })
        filter = TimelineFilter()
        filter.includesEverything = true
        #expect(entries.filter(filter.matches) == entries)
        filter.values = [String(deployment["timelock2"].checksummed.dropFirst(10))]
        #expect(!entries.filter(filter.matches).isEmpty)
        filter.until = Timestamp(seconds: 0)
        #expect(entries.filter(filter.matches).isEmpty)
    }

    @Test("Owners, roles, delays, signers and code have their periods")
    func authority() async throws {
        let deployment = try RecordedDeployment()
        let periods = AuthorityHistory.periods(try HistoryReader(try await store()).timeline())
        let owners = periods.filter {
            $0.contract == deployment["kms"] && $0.power == "owner"
        }
        #expect(owners.map(\.holder).first == deployment.people["deployer"]?.checksummed)
        #expect(owners.map(\.holder).last == deployment["timelock2"].checksummed)
        for (period, next) in zip(owners, owners.dropFirst()) { #expect(period.end == next.begin) }
        #expect(owners.last?.end == nil)
        let signers = periods.filter { $0.power == "signer" && $0.end == nil }
        #expect(signers.count == 3)
        #expect(signers.contains { $0.holder == deployment.people["newOwner"]?.checksummed })
        #expect(periods.contains { $0.power == "executor" && $0.holder == "anyone" })
        #expect(periods.filter { $0.power == "minimum delay" }.count >= 2)
    }
}
