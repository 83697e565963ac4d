import Contracts
import Primitives
import TestSupport
import Testing

@Suite("Storage slots are where the contracts keep things")
struct StorageTests {
    @Test("Mapping elements, data areas, namespaces and named slots are those of the fixtures")
    func slots() throws {
        var checked = 0
        for entry in try Fixtures.cases("dstack/identifiers.jsonl") {
            let name = try entry.string("name")
            guard let result = try? Hash32(hex: try entry.string("result")) else { continue }
            switch try entry.string("kind") {
            case "mapping slot":
                #expect(try element(entry) == result, "\(entry.id)")
            case "data area":
                let number = try #require(UInt64(try entry.string("slot")))
                #expect(StorageSlot.dataArea(of: StorageSlot.number(number)) == result)
            case "namespace":
                #expect(OpenZeppelinStorage.namespace(name) == result)
                let known = [
                    OpenZeppelinStorage.owner, OpenZeppelinStorage.pendingOwner,
                    OpenZeppelinStorage.initializable,
                ]
                #expect(known.contains(result))
            case "ERC-1967 slot":
                let known = [
                    "eip1967.proxy.implementation": ERC1967Storage.implementation,
                    "eip1967.proxy.admin": ERC1967Storage.admin,
                    "eip1967.proxy.beacon": ERC1967Storage.beacon,
                ]
                #expect(known[name] == result)
            case "keccak of text":
                let known = [
                    "UpToDate": Keccak256.hash(utf8: AppAuth.tcbStatusUpToDate),
                    "fallback_manager.handler.address": SafeStorage.fallbackHandler,
                    "guard_manager.guard.address": SafeStorage.transactionGuard,
                    "module_manager.module_guard.address": SafeStorage.moduleGuard,
                ]
                #expect(known[name] == result)
            default: continue
            }
            checked += 1
        }
        #expect(checked == 27)
    }

    @Test("Namespaces that the fixtures do not have follow from their names (ERC-7201)")
    func namespaces() {
        #expect(
            OpenZeppelinStorage.namespace("openzeppelin.storage.AccessControl")
                == OpenZeppelinStorage.accessControl)
        #expect(
            OpenZeppelinStorage.namespace("openzeppelin.storage.TimelockController")
                == OpenZeppelinStorage.timelockController)
    }

    @Test("The first elements of a Safe's lists stand where its documentation says")
    func lists() throws {
        #expect(
            SafeStorage.owner(after: SafeStorage.sentinel).hex
                == "0xe90b7bceb6e7df5418fb78d8ee546e97c83a08bbccc01a0644d599ccd2a7c2e0")
        #expect(
            SafeStorage.module(after: SafeStorage.sentinel).hex
                == "0xcc69885fda6bcc1a4ace058b4a62bf5e179ea78fd58a1ccd71c22cc9b688792f")
    }

    @Test("Bytes in storage are read from their slots, whatever their length")
    func storedBytes() throws {
        for count in 0...100 {
            let bytes = Bytes((0..<count).map { UInt8($0 + 1) })
            var word = bytes + Bytes(repeating: 0, count: max(0, 31 - count))
            var data: [Hash32] = []
            if count <= 31 {
                word = word.slice(0..<31) + [UInt8(2 * count)]
            } else {
                word = Hash32(UInt256(UInt64(2 * count + 1))).bytes
                for start in stride(from: 0, to: count, by: 32) {
                    let part = bytes.slice(start..<min(start + 32, count))
                    let padding = Bytes(repeating: 0, count: 32 - part.count)
                    data.append(try #require(Hash32(part + padding)))
                }
            }
            let head = try #require(Hash32(word))
            #expect(StoredBytes.bytes(word: head, data: data) == bytes)
            let slots = StorageSlot.dataSlots(of: .zero, word: head, limit: 4)
            #expect(slots?.count == data.count)
        }
        for text in [
            "0x0000000000000000000000000000000000000000000000000000000000000041",
            "0x0000000000000000000000000000000000000000000000000000000000000001",
            "0x00000000000000000000000000000000000000000000000000000000000000fe",
            "0xff00000000000000000000000000000000000000000000000000000000000000",
            "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        ] {
            let word = try Hash32(hex: text)
            #expect(StoredBytes.bytes(word: word, data: []) == nil, "\(text)")
        }
        let long = StorageSlot.number(2 * 3201 + 1)
        #expect(StorageSlot.dataSlots(of: .zero, word: long, limit: 101)?.count == 101)
        #expect(StorageSlot.dataSlots(of: .zero, word: long, limit: 100) == nil)
    }

    @Test("The flags of an app are read from their word, and only from one it can have written")
    func flags() throws {
        for (number, disabled, anyDevice) in [
            (0, false, false), (1, true, false), (0x100, false, true), (0x101, true, true),
        ] as [(UInt64, Bool, Bool)] {
            let flags = try #require(
                DstackAppStorage.Flags(word: StorageSlot.number(number)))
            #expect(flags.upgradesDisabled == disabled)
            #expect(flags.allowAnyDevice == anyDevice)
        }
        for number in [2, 0x200, 0x10000, 0xffff] as [UInt64] {
            #expect(DstackAppStorage.Flags(word: StorageSlot.number(number)) == nil)
        }
    }

    private func element(_ entry: FixtureCase) throws -> Hash32? {
        let key = try entry.string("key")
        return switch try entry.string("mapping") {
        case "registeredApps": DstackKmsStorage.registeredApp(try Address(hex: key))
        case "kmsAllowedAggregatedMrs":
            DstackKmsStorage.kmsAllowedAggregatedMr(try Hash32(hex: key))
        case "kmsAllowedDeviceIds": DstackKmsStorage.kmsAllowedDeviceID(try Hash32(hex: key))
        case "allowedOsImages": DstackKmsStorage.allowedOsImage(try Hash32(hex: key))
        case "allowedComposeHashes":
            DstackAppStorage.allowedComposeHash(try Hash32(hex: key))
        case "allowedDeviceIds": DstackAppStorage.allowedDeviceID(try Hash32(hex: key))
        default: nil
        }
    }
}
