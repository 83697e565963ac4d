import Codec
import Contracts
import Governance
import Primitives
import TestSupport
import Testing

@Suite("Lints: a planted case each, and a clean twin")
struct LintTests {
    private static let contract = Address(literal: 0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0)
    private static let safe = Address(literal: 0x12f051e0d79a35AEC5349038f5857CDDa27e1769)
    private static let timelock = Address(literal: 0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9)
    private static let somebody = Address(literal: 0x70997970C51812dc3A010C7d01b50e0d17dc79C8)
    private static let image = Keccak256.hash(utf8: "image")

    private static func call(
        _ data: Bytes, to: Address = contract, value: Wei = .zero
    ) -> TimelockOperation.Call {
        TimelockOperation.Call(target: to, value: value, data: data)
    }

    /// Calls through the timelock: the lint, the planted calls, and calls without it.
    private static let scheduled:
        [(lint: Lint, planted: [TimelockOperation.Call], clean: [TimelockOperation.Call])] = {
            let compose = call(DstackApp.AddComposeHash(image).calldata)
            let device = DstackApp.AddDevice(image).calldata
            return [
                (.zeroHash, [call(DstackApp.AddComposeHash(.zero).calldata)], [compose]),
                (
                    .debugHash,
                    [call(DstackApp.AddComposeHash(DstackPolicy.debugMeasurement).calldata)],
                    [compose]
                ),
                (
                    .sharedDevice,
                    [
                        call(
                            DstackApp.AddDevice(
                                Hash32(
                                    literal:
                                        0xde7d1b721a1e0632b7cf04edf5032c8ecffa9f9a08492152b926f1a5a7e765d7
                                )
                            ).calldata)
                    ], [call(device)]
                ),
                (
                    .onePlace, [call(DstackKms.AddOsImageHash(image).calldata)],
                    [call(DstackKms.AddOsImageHash(image).calldata), compose]
                ),
                (
                    .anyDevice, [call(DstackApp.SetAllowAnyDevice(true).calldata)],
                    [call(DstackApp.SetAllowAnyDevice(false).calldata)]
                ),
                (
                    .nitroTCB, [call(DstackApp.SetRequireTcbUpToDate(true).calldata)],
                    [call(DstackApp.SetRequireTcbUpToDate(false).calldata)]
                ),
                (.slowRemoval, [call(DstackApp.RemoveDevice(image).calldata)], [call(device)]),
                (.unknownCall, [call([1, 2, 3, 4])], [compose]),
                (.unknownCall, [call(DstackApp.AddDevice(image).calldata + [0])], [compose]),
                (.emptyCall, [call(Bytes())], [call(Bytes(), value: 1)]),
                (.value, [call(device, value: 1)], [call(device)]),
                (.irreversible, [call(Ownable.RenounceOwnership().calldata)], [compose]),
                (.irreversible, [call(DstackApp.DisableUpgrades().calldata)], [compose]),
                (
                    .upgrade,
                    [
                        call(
                            UUPS.UpgradeToAndCall(newImplementation: somebody, data: Bytes())
                                .calldata)
                    ], [compose]
                ),
                (.ownership, [call(Ownable.TransferOwnership(somebody).calldata)], [compose]),
                (
                    .roleChange,
                    [
                        call(
                            AccessControl.GrantRole(
                                role: TimelockController.executorRole, account: .zero
                            ).calldata, to: timelock)
                    ], [compose]
                ),
                (
                    .delayChange, [call(TimelockController.UpdateDelay(0).calldata, to: timelock)],
                    [compose]
                ),
            ]
        }()

    /// Calls of the Safe itself.
    private static let direct:
        [(lint: Lint, planted: TimelockOperation.Call, clean: TimelockOperation.Call)] = {
            let clean = call(Bytes(), to: somebody, value: 1)
            let own: [(Lint, Bytes)] = [
                (
                    .ownerChange,
                    Safe.AddOwnerWithThreshold(owner: somebody, threshold: 1).calldata
                ),
                (
                    .ownerChange,
                    Safe.RemoveOwner(prevOwner: somebody, owner: contract, threshold: 1).calldata
                ),
                (.ownerChange, Safe.ChangeThreshold(1).calldata),
                (.module, Safe.EnableModule(somebody).calldata),
                (.transactionGuard, Safe.SetGuard(somebody).calldata),
                (.fallbackHandler, Safe.SetFallbackHandler(somebody).calldata),
            ]
            return own.map { (lint: $0.0, planted: call($0.1, to: safe), clean: clean) } + [
                (.approval, call(Safe.ApproveHash(image).calldata, to: somebody), clean),
                (.directCall, call(DstackApp.AddDevice(image).calldata), clean),
            ]
        }()

    @Test("through the timelock")
    func scheduledCalls() throws {
        for row in Self.scheduled {
            #expect(try lints(of: Self.operation(row.planted)).contains(row.lint), "\(row.lint)")
            #expect(try !lints(of: Self.operation(row.clean)).contains(row.lint), "\(row.lint)")
        }
    }

    @Test("by the Safe itself")
    func directCalls() throws {
        for row in Self.direct {
            #expect(try lints(of: Self.direct([row.planted])).contains(row.lint), "\(row.lint)")
            #expect(try !lints(of: Self.direct([row.clean])).contains(row.lint), "\(row.lint)")
        }
    }

    @Test("in the fields of a Safe's transaction")
    func transactions() throws {
        let library = try #require(SafeDeployment.of(.multiSendCallOnly, .v150)).address
        func batch(_ target: Address, cut: Int = 0) -> Bytes {
            let record = MultiSendBatch.Record(operation: .call, to: target, value: 1, data: [])
            let packed = MultiSendBatch([record]).packed
            return MultiSend.Call(packed.slice(0..<packed.count - cut)).calldata
        }
        let clean = SafeTransaction(to: Self.somebody, value: 1, data: Bytes(), nonce: 7)
        var refund = clean
        refund.gasPrice = 1
        var gas = clean
        gas.safeTxGas = 1
        func delegates(_ target: Address, _ data: Bytes) -> SafeTransaction {
            SafeTransaction(to: target, data: data, operation: .delegateCall, nonce: 7)
        }
        let good = delegates(library, batch(Self.somebody))
        let rows: [(Lint, SafeTransaction, SafeTransaction)] = [
            (.refund, refund, clean), (.innerGas, gas, clean),
            (.delegateCall, delegates(Self.somebody, [1, 2, 3, 4]), good),
            (.malformedBatch, delegates(library, batch(Self.somebody, cut: 1)), good),
            (.zeroTarget, delegates(library, batch(.zero)), good),
        ]
        for (lint, planted, twin) in rows {
            #expect(lints(of: planted).contains(lint), "\(lint)")
            #expect(!lints(of: twin).contains(lint), "\(lint)")
        }
        #expect(lints(of: clean, version: .v111).contains(.oldSafe))
        #expect(!lints(of: clean).contains(.oldSafe))
    }

    @Test("calls within calls beyond the limit are told, and none traps")
    func depth() {
        var data: Bytes = DstackApp.AddDevice(Self.image).calldata
        for _ in 0..<30 {
            data =
                TimelockController.Schedule(
                    target: Self.contract, value: .zero, data: data, predecessor: .zero,
                    salt: Self.image, delay: 86_400
                ).calldata
        }
        let deep = CallTree.reading(caller: nil, target: Self.timelock, data: data)
        #expect(CallInspection(deep).findings.contains { $0.lint == .tooDeep })
        let flat = CallTree.reading(
            caller: nil, target: Self.contract, data: DstackApp.AddDevice(Self.image).calldata)
        #expect(!CallInspection(flat).findings.contains { $0.lint == .tooDeep })
    }

    @Test("from what the chain says")
    func chainFacts() throws {
        let operation = Self.operation([Self.call(DstackApp.AddDevice(Self.image).calldata)])
        let id = try #require(operation.id)
        let key = OperationKey(timelock: Self.timelock, id: id)
        let first = OperationKey(timelock: Self.timelock, id: Self.image)
        var after = operation
        after.timelock?.predecessor = Self.image
        var good = ChainFacts()
        good.chainID = 31337
        good.owners = [Self.contract: Self.timelock]
        good.minimumDelays = [Self.timelock: 172_800]
        good.standings = [key: .unset, first: .done]
        func changed(_ change: (inout ChainFacts) -> Void) -> ChainFacts {
            var facts = good
            change(&facts)
            return facts
        }
        let rows: [(Lint, ChainFacts)] = [
            (.foreignChain, changed { $0.chainID = 1 }),
            (.noCode, changed { $0.codeless = [Self.contract] }),
            (.notOwner, changed { $0.owners = [Self.contract: Self.somebody] }),
            (.delayBelowMinimum, changed { $0.minimumDelays = [Self.timelock: 172_801] }),
            (.sameSalt, changed { $0.standings[key] = .done }),
            (.sameSalt, changed { $0.standings[key] = .waiting }),
        ]
        for (lint, facts) in rows {
            let planted = try Inspection(operation, facts: facts).findings
            #expect(planted.contains { $0.lint == lint && $0.level == .danger }, "\(lint)")
        }
        #expect(try Inspection(operation, facts: good).findings.map(\.lint) == [.noProvenance])
        let hangs = changed { $0.standings[first] = .unset }
        #expect(
            try Inspection(after, facts: hangs).findings.contains {
                $0.lint == .predecessor && $0.level == .danger
            })
        #expect(
            try !Inspection(after, facts: good).findings.contains {
                $0.lint == .predecessor && $0.level == .danger
            })
        var zero = operation
        zero.timelock?.salt = .zero
        #expect(try Inspection(zero).findings.contains { $0.lint == .sameSalt })
        let accept = Self.operation([Self.call(Ownable.AcceptOwnership().calldata)])
        let offered = changed { $0.pendingOwners = [Self.contract: Self.timelock] }
        let notOffered = changed { $0.pendingOwners = [Self.contract: .zero] }
        #expect(try Inspection(accept, facts: notOffered).findings.map(\.lint) == [.notOwner])
        #expect(try Inspection(accept, facts: offered).findings.isEmpty)
    }

    @Test("in what the operation asks for and says of itself")
    func ownWords() throws {
        let call = Self.call(DstackApp.AddDevice(Self.image).calldata)
        var short = Self.operation([call])
        short.timelock?.delay = 86_399
        #expect(try lints(of: short).contains(.shortDelay))
        short.timelock?.delay = 86_400
        #expect(try !lints(of: short).contains(.shortDelay))
        var said = Self.operation([call])
        #expect(try lints(of: said).contains(.noProvenance))
        said.provenance = Provenance(
            sourceCommit: "0123abcd", build: "make image", artifactDigest: "sha256:77")
        #expect(try !lints(of: said).contains(.noProvenance))
    }

    @Test("every lint has its row in this suite")
    func complete() {
        let elsewhere: Set<Lint> = [
            .refund, .innerGas, .delegateCall, .malformedBatch, .zeroTarget, .oldSafe, .tooDeep,
            .foreignChain, .noCode, .notOwner, .delayBelowMinimum, .sameSalt, .predecessor,
            .shortDelay, .noProvenance,
        ]
        let rows = Self.scheduled.map(\.lint) + Self.direct.map(\.lint)
        #expect(Set(rows).union(elsewhere) == Set(Lint.allCases))
    }

    @Test("the gravest comes first, and a rejection or a cancellation has none")
    func order() throws {
        let calls = [
            Self.call(DstackKms.AddOsImageHash(Self.image).calldata),
            Self.call(Ownable.RenounceOwnership().calldata),
        ]
        let levels = try Inspection(Self.operation(calls)).findings.map(\.level)
        #expect(levels == levels.sorted() && levels.first == .danger)
        var rejection = Self.direct([])
        rejection.action = .reject
        #expect(try Inspection(rejection).findings.isEmpty)
        var cancellation = Self.operation(calls)
        cancellation.action = .cancel
        #expect(try Inspection(cancellation).findings.isEmpty)
    }

    private func lints(of operation: Governance.Operation) throws -> [Lint] {
        try Inspection(operation).findings.map(\.lint)
    }

    private func lints(of transaction: SafeTransaction, version: SafeVersion = .v150) -> [Lint] {
        Inspection(transaction, chainID: 31337, safe: Self.safe, version: version)
            .findings.map(\.lint)
    }

    private static func operation(_ calls: [TimelockOperation.Call]) -> Governance.Operation {
        Governance.Operation(
            chainID: 31337, action: .schedule, purpose: "a test",
            safe: .init(address: safe, version: .v141, nonce: 7),
            timelock: .init(address: timelock, delay: 172_800, salt: image), calls: calls)
    }

    private static func direct(_ calls: [TimelockOperation.Call]) -> Governance.Operation {
        Governance.Operation(
            chainID: 31337, action: .direct, purpose: "a test",
            safe: .init(address: safe, version: .v141, nonce: 7), timelock: nil, calls: calls)
    }
}
