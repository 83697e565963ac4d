import Codec
import Contracts
import EthereumClient
import Primitives

/// The creation of a Safe 1.4.1 by the canonical factory, and the address that it will have.
struct SafeCreation {
    let singleton: SafeDeployment
    let factory: SafeDeployment
    let handler: SafeDeployment
    let saltNonce: UInt256
    let initializer: Bytes

    /// A Safe with the canonical fallback handler, without modules, guard or payment.
    init(
        owners: [Address], threshold: Int, singleton: SafeDeployment, saltNonce: UInt256
    ) throws(CommandFailure) {
        guard let factory = SafeDeployment.of(.proxyFactory, singleton.version),
            let handler = SafeDeployment.of(.fallbackHandler, singleton.version)
        else {
            throw CommandFailure(.input, "Safe \(singleton.version) has no factory that is known")
        }
        self.singleton = singleton
        self.factory = factory
        self.handler = handler
        self.saltNonce = saltNonce
        initializer =
            Safe.Setup(
                owners: owners, threshold: UInt256(UInt64(threshold)), to: .zero, data: Bytes(),
                fallbackHandler: handler.address, paymentToken: .zero, payment: .zero,
                paymentReceiver: .zero
            ).calldata
    }

    /// The call of the factory.
    var call: SafeProxyFactory.CreateProxyWithNonce {
        SafeProxyFactory.CreateProxyWithNonce(
            singleton: singleton.address, initializer: initializer, saltNonce: saltNonce)
    }

    /// Where the factory puts the Safe, from the factory's own creation code, whose hash is known.
    func address(_ client: EthereumClient) async throws(CommandFailure) -> Address {
        try await SafeCreation.check(factory, client)
        try await SafeCreation.check(handler, client)
        let code = try await client.read(
            SafeProxyFactory.ProxyCreationCode(), of: factory.address)
        guard SafeProxyCode.all.contains(where: { $0.creationCodeHash == Keccak256.hash(code) })
        else { throw CommandFailure(.chain, "\(factory.address): makes unknown proxies") }
        return Address.created(
            by: factory.address,
            salt: SafeProxyFactory.salt(initializer: initializer, saltNonce: saltNonce),
            initCodeHash: SafeProxyFactory.initCodeHash(
                proxyCreationCode: code, singleton: singleton.address))
    }

    /// The singleton of Safe 1.4.1 on the chain: the one without events where it is there.
    static func singleton(_ client: EthereumClient) async throws(CommandFailure) -> SafeDeployment {
        for contract in [SafeDeployment.Contract.safe, .safeL2] {
            guard let deployment = SafeDeployment.of(contract, .v141) else { continue }
            let hash = Keccak256.hash(try await client.code(deployment.address))
            if hash == deployment.codeHash { return deployment }
        }
        throw CommandFailure(
            .refused, "the chain has neither singleton of Safe 1.4.1 at its canonical address",
            remedy: "Deploy Safe's contracts first, or use another chain.")
    }

    private static func check(
        _ deployment: SafeDeployment, _ client: EthereumClient
    ) async throws(CommandFailure) {
        let hash = Keccak256.hash(try await client.code(deployment.address))
        guard hash == deployment.codeHash else {
            throw CommandFailure(
                .refused,
                "\(deployment.address) is not \(deployment.contract.rawValue) "
                    + deployment.version.description)
        }
    }
}

extension EthereumClient {
    /// The code of an account at the latest block.
    func code(_ address: Address) async throws(CommandFailure) -> Bytes {
        try await asking { client throws(ClientError) in
            try await client.getCode(address, at: .latest)
        }
    }

    /// A word of an account's storage at the latest block.
    func word(_ slot: Hash32, of address: Address) async throws(CommandFailure) -> Hash32 {
        try await asking { client throws(ClientError) in
            try await client.getStorageAt(address, slot: slot, at: .latest)
        }
    }
}
