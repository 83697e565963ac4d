import Codec
import Contracts
import Foundation
import TestSupport
import Testing

@Suite("The contracts' published interfaces are known whole")
struct PublishedInterfaceTests {
    @Test(
        "Every function, event and error of a JSON ABI is known, names of parameters included",
        arguments: [
            "DstackKms", "DstackApp", "IAppAuth", "IAppAuthBasicManagement", "ERC1967Proxy",
            "GovernanceTimelock",
        ])
    func known(contract: String) throws {
        let url = Fixtures.root.appending(path: "contracts/abi/\(contract).json")
        let json = try JSONValue(parsing: try String(contentsOf: url, encoding: .utf8))
        let interface = try ABI.Interface(json: json)
        #expect(!interface.declarations.isEmpty)
        for declaration in interface.declarations {
            switch declaration {
            case .function(let function):
                let known = KnownContracts.interface.function(function.selector)
                guard function.name.hasPrefix("onERC") else {
                    #expect(known?.description == function.description)
                    continue
                }
                #expect(known?.signature == function.signature)
            case .error(let error):
                let known = KnownContracts.interface.error(error.selector)
                #expect(known?.description == error.description)
            case .event(let event):
                let known = KnownContracts.interface.event(
                    event.topic, topicCount: event.topicCount)
                #expect(known?.description == event.description)
            case .constructor, .fallback, .receive: continue
            }
        }
    }

    @Test("The registry names the contracts that declare a function")
    func contracts() {
        #expect(KnownContracts.contracts(declaring: "addOsImageHash(bytes32)") == ["DstackKms"])
        #expect(KnownContracts.contracts(declaring: "owner()") == ["Ownable"])
        #expect(KnownContracts.contracts(declaring: "nothing()") == [])
    }
}
