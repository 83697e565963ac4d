import Codec
import Contracts
import Primitives
import TestSupport
import Testing

@Suite("Safe transactions, messages and addresses hash as every version of the contracts does")
struct SafeTests {
    @Test("Domain, message and transaction hashes of every version")
    func transactions() throws {
        let cases = try Fixtures.cases("safe/transaction-hashes.jsonl")
        #expect(cases.count == 330)
        for entry in cases {
            let transaction = try transaction(try entry.member("transaction"))
            let version = try #require(SafeVersion(try entry.string("version")))
            let hashes = transaction.hashes(
                chainID: ChainID(try ContractFixtures.number(entry.value["chainId"])),
                safe: try ContractFixtures.address(entry.value["safe"]), version: version)
            #expect(hashes.domainHash.hex == (try entry.string("domainHash")), "\(entry.id)")
            #expect(hashes.messageHash.hex == (try entry.string("messageHash")), "\(entry.id)")
            #expect(hashes.digest.hex == (try entry.string("safeTxHash")), "\(entry.id)")
            let call = transaction.execution(signatures: [1, 2, 3])
            let read = try Safe.ExecTransaction(calldata: call.calldata)
            #expect(SafeTransaction(read, nonce: transaction.nonce) == transaction)
        }
    }

    @Test("Messages that a Safe signs")
    func messages() throws {
        let cases = try Fixtures.cases("safe/messages.jsonl")
        #expect(cases.count == 44)
        var checked = 0
        for entry in cases where entry.value["kind"]?.string == "SafeMessage" {
            checked += 1
            let domain = SafeDomain(
                chainID: ChainID(try ContractFixtures.number(entry.value["chainId"])),
                safe: try ContractFixtures.address(entry.value["safe"]),
                version: try #require(SafeVersion(try entry.string("version"))))
            let message = SafeMessage(try ContractFixtures.bytes(entry.value["message"]))
            let hashes = message.hashes(in: domain)
            #expect(hashes.domainHash.hex == (try entry.string("domainHash")), "\(entry.id)")
            #expect(hashes.messageHash.hex == (try entry.string("messageHash")), "\(entry.id)")
            #expect(hashes.digest.hex == (try entry.string("safeMessageHash")), "\(entry.id)")
        }
        #expect(checked > 0)
    }

    @Test("Proxies stand where their factory, set-up and nonce put them")
    func proxies() throws {
        let cases = try Fixtures.cases("safe/proxy-addresses.jsonl")
        #expect(cases.count == 56)
        var setups = 0
        for entry in cases {
            let initializer = try ContractFixtures.bytes(entry.value["initializer"])
            let isChainSpecific = try entry.string("method").contains("ChainSpecific")
            let chainID = ChainID(try ContractFixtures.number(entry.value["chainId"]))
            let salt = SafeProxyFactory.salt(
                initializer: initializer,
                saltNonce: try ContractFixtures.number(entry.value["saltNonce"]),
                chainID: isChainSpecific ? chainID : nil)
            #expect(salt.hex == (try entry.string("salt")), "\(entry.id)")
            let address = Address.created(
                by: try ContractFixtures.address(entry.value["factory"]), salt: salt,
                initCodeHash: try ContractFixtures.hash(entry.value["initCodeHash"]))
            #expect(address == (try ContractFixtures.address(entry.value["address"])))
            guard FunctionSelector(startOf: initializer) == Safe.Setup.id.selector else { continue }
            setups += 1
            let setup = try Safe.Setup(calldata: initializer)
            #expect(setup.owners == (try ContractFixtures.addresses(entry.value["owners"])))
            #expect(setup.calldata == initializer, "\(entry.id)")
        }
        #expect(setups == 49)
    }

    @Test("Each log of an executed transaction is read, indexed as its version does")
    func executions() throws {
        let cases = try Fixtures.cases("safe/executions.jsonl")
        #expect(cases.count == 75)
        var typed = 0
        for entry in cases {
            let steps = try entry.member("steps").array ?? []
            for log in steps.flatMap({ $0["logs"]?.array ?? [] }) {
                let topics = try ContractFixtures.topics(log)
                let data = try ContractFixtures.bytes(log["data"])
                guard KnownContracts.interface.hasEvent(topics.first ?? .zero) else { continue }
                #expect(KnownContracts.decodeLog(topics: topics, data: data) != nil)
                #expect(try ContractFixtures.reads(topics: topics, data: data), "\(entry.id)")
                typed += 1
                if let event = try? Safe.SafeMultiSigTransaction(topics: topics, data: data) {
                    #expect(throws: Never.self) {
                        try Safe.ExecutionContext(additionalInfo: event.additionalInfo)
                    }
                }
            }
        }
        #expect(typed > 100)
    }

    @Test("Versions are three numbers, with a suffix that changes nothing")
    func versions() {
        #expect(SafeVersion("1.3.0+L2") == .v130)
        #expect(SafeVersion("1.4.1") == .v141)
        #expect(SafeVersion("0.0.2").map { $0 < SafeVersion(1, 0, 0) } == true)
        for text in ["", "1", "1.3", "1.3.0.0", "1..0", "01.3.0", "1.3.x", "+L2", "1.3.0-L2"] {
            #expect(SafeVersion(text) == nil, "\(text)")
        }
    }

    @Test("Canonical contracts are found by address and by code hash")
    func deployments() throws {
        let singleton = try Address(hex: "0x41675C099F32341bf84BFc5382aF534df5C7461a")
        let deployment = try #require(SafeDeployment.at(singleton))
        #expect(deployment.contract == .safe)
        #expect(deployment.version == .v141)
        let hash = try #require(deployment.codeHash)
        #expect(SafeDeployment.all(withCodeHash: hash).map(\.version) == [.v141])
        #expect(SafeDeployment.of(.multiSend, .v130)?.isForProtectedChains == false)
        #expect(SafeDeployment.of(.migration, .v130) == nil)
        #expect(SafeDeployment.at(.zero) == nil)
        #expect(SafeDeployment.all.count == 43)
        #expect(Set(SafeDeployment.all.map(\.address)).count == 43)
        #expect(SafeProxyCode.all.count == 3)
    }

    @Test("Operations other than 0 and 1 are refused, as by Solidity's decoder")
    func operations() throws {
        let call = Safe.ExecTransactionFromModule(
            to: .zero, value: .zero, data: [], operation: .delegateCall)
        var bytes = [UInt8](call.calldata)
        #expect(bytes[4 + 127] == 1)
        bytes[4 + 127] = 2
        let error = #expect(throws: ABIError.self) {
            try Safe.ExecTransactionFromModule(calldata: Bytes(bytes))
        }
        #expect(error?.rule == .range)
    }

    private func transaction(_ value: FixtureValue) throws -> SafeTransaction {
        let operation = try #require(UInt8(value["operation"]?.string ?? ""))
        return SafeTransaction(
            to: try ContractFixtures.address(value["to"]),
            value: Wei(try ContractFixtures.number(value["value"])),
            data: try ContractFixtures.bytes(value["data"]),
            operation: try #require(SafeOperation(rawValue: operation)),
            safeTxGas: try ContractFixtures.number(value["safeTxGas"]),
            baseGas: try ContractFixtures.number(value["baseGas"]),
            gasPrice: try ContractFixtures.number(value["gasPrice"]),
            gasToken: try ContractFixtures.address(value["gasToken"]),
            refundReceiver: try ContractFixtures.address(value["refundReceiver"]),
            nonce: try ContractFixtures.number(value["nonce"]))
    }
}
