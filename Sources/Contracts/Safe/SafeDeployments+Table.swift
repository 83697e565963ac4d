import Codec
import Primitives

extension SafeDeployment {
    private init(
        _ contract: Contract, _ version: SafeVersion, _ address: StaticBigInt,
        _ codeHash: StaticBigInt? = nil, isForProtectedChains: Bool = false
    ) {
        self.contract = contract
        self.version = version
        self.address = Address(literal: address)
        self.codeHash = codeHash.map(Hash32.init(literal:))
        self.isForProtectedChains = isForProtectedChains
    }

    /// The canonical deployments of 1.3.0, 1.4.1 and 1.5.0.
    static let canonical = [
        SafeDeployment(
            .safe, .v130, 0xd9Db270c1B5E3Bd161E8c8503c55cEABeE709552,
            0xbba688fbdb21ad2bb58bc320638b43d94e7d100f6f3ebaab0a4e4de6304b1c2e),
        SafeDeployment(
            .safeL2, .v130, 0x3E5c63644E683549055b9Be8653de26E0B4CD36E,
            0x21842597390c4c6e3c1239e434a682b054bd9548eee5e9b1d6a4482731023c0f),
        SafeDeployment(
            .proxyFactory, .v130, 0xa6B71E26C5e0845f74c812102Ca7114b6a896AB2,
            0x337d7f54be11b6ed55fef7b667ea5488db53db8320a05d1146aa4bd169a39a9b),
        SafeDeployment(
            .fallbackHandler, .v130, 0xf48f2B2d2a534e402487b3ee7C18c33Aec0Fe5e4,
            0x03e69f7ce809e81687c69b19a7d7cca45b6d551ffdec73d9bb87178476de1abf),
        SafeDeployment(
            .multiSend, .v130, 0xA238CBeb142c10Ef7Ad8442C6D1f9E89e07e7761,
            0x0208282bd262360d0320862c5ac70f375f5ed3b9d89a83a615b4d398415bdc83),
        SafeDeployment(
            .multiSendCallOnly, .v130, 0x40A2aCCbd92BCA938b02010E17A5b8929b49130D,
            0xa9865ac2d9c7a1591619b188c4d88167b50df6cc0c5327fcbd1c8c75f7c066ad),
        SafeDeployment(
            .signMessageLib, .v130, 0xA65387F16B013cf2Af4605Ad8aA5ec25a2cbA3a2,
            0x3ac65dea3cc9dd0d7b7b800f834e3d73415b4e944bb94555c3e4a08fb137e918),
        SafeDeployment(.createCall, .v130, 0x7cbB62EaA69F79e6873cD1ecB2392971036cFAa4),
        SafeDeployment(.simulateTxAccessor, .v130, 0x59AD6735bCd8152B84860Cb256dD9e96b85F69Da),
        SafeDeployment(
            .safe, .v141, 0x41675C099F32341bf84BFc5382aF534df5C7461a,
            0x1fe2df852ba3299d6534ef416eefa406e56ced995bca886ab7a553e6d0c5e1c4),
        SafeDeployment(
            .safeL2, .v141, 0x29fcB43b46531BcA003ddC8FCB67FFE91900C762,
            0xb1f926978a0f44a2c0ec8fe822418ae969bd8c3f18d61e5103100339894f81ff),
        SafeDeployment(
            .proxyFactory, .v141, 0x4e1DCf7AD4e460CfD30791CCC4F9c8a4f820ec67,
            0x50c3cdc4074750a7a974204a716c999edd37482f907608d960b2b025ee0b3317),
        SafeDeployment(
            .fallbackHandler, .v141, 0xfd0732Dc9E303f09fCEf3a7388Ad10A83459Ec99,
            0x7c6007a5d711cea8dfd5d91f5940ec29c7f200fe511eb1fc1397b367af3c42f9),
        SafeDeployment(
            .multiSend, .v141, 0x38869bf66a61cF6bDB996A6aE40D5853Fd43B526,
            0x0e4f7fc66550a322d1e7688e181b75e217e662a4f3f4d6a29b22bc61217c4b77),
        SafeDeployment(
            .multiSendCallOnly, .v141, 0x9641d764fc13c8B624c04430C7356C1C7C8102e2,
            0xecd5bd14a08c5d2122379900b2f272bdf107a7e92423c10dd5fe3254386c9939),
        SafeDeployment(
            .signMessageLib, .v141, 0xd53cd0aB83D845Ac265BE939c57F53AD838012c9,
            0x525c754a46b79e05543a59bb61e8de3c9eee0d955a59352409cbe67ea1077528),
        SafeDeployment(.createCall, .v141, 0x9b35Af71d77eaf8d7e40252370304687390A1A52),
        SafeDeployment(.simulateTxAccessor, .v141, 0x3d4BA2E0884aa488718476ca2FB8Efc291A46199),
        SafeDeployment(
            .migration, .v141, 0x526643F69b81B008F46d95CD5ced5eC0edFFDaC6,
            0xc00d7921460cd5a05393e7772e634bd7d212f356356aa3a77f0120a9b8e25e99),
        SafeDeployment(.toL2Migration, .v141, 0xfF83F6335d8930cBad1c0D439A841f01888D9f69),
        SafeDeployment(.toL2Setup, .v141, 0xBD89A1CE4DDe368FFAB0eC35506eEcE0b1fFdc54),
        SafeDeployment(
            .safe, .v150, 0xFf51A5898e281Db6DfC7855790607438dF2ca44b,
            0xdda019cbd7c867a533a2a86e5c53434fdc50b13122b5a5ddb4a8df61b31c20f2),
        SafeDeployment(
            .safeL2, .v150, 0xEdd160fEBBD92E350D4D398fb636302fccd67C7e,
            0x180193227186ccb85316c94db1f0d156ed932b14712cfaac78901899178572dc),
        SafeDeployment(
            .proxyFactory, .v150, 0x14F2982D601c9458F93bd70B218933A6f8165e7b,
            0x967dae4cda22b0c9ef7f31b010bdc1ceb0af9904b0c3dc060b5302e4c18a4529),
        SafeDeployment(
            .fallbackHandler, .v150, 0x3EfCBb83A4A7AfcB4F68D501E2c2203a38be77f4,
            0x3c6a85bcf7b563daa624b884b4e9a1b9fa5371edde7be945d998071a48f28bbc),
        SafeDeployment(
            .extensibleFallbackHandler, .v150, 0x85a8ca358D388530ad0fB95D0cb89Dd44Fc242c3),
        SafeDeployment(.tokenCallbackHandler, .v150, 0x54e86d004d71a8D2112ec75FaCE57D730b0433F3),
        SafeDeployment(
            .multiSend, .v150, 0x218543288004CD07832472D464648173c77D7eB7,
            0xca1147a12963172a93910c5cb2bfa5ad0e941c7f03fc7eb017dd06a8ea4e5604),
        SafeDeployment(
            .multiSendCallOnly, .v150, 0xA83c336B20401Af773B6219BA5027174338D1836,
            0xcdbdcec38d2f1c7d961b0029ff8416b7e86e9974d6f0e9c9580c7d17fcfb6663),
        SafeDeployment(
            .signMessageLib, .v150, 0x4FfeF8222648872B3dE295Ba1e49110E61f5b5aa,
            0xd61840855da008da59a00fc03fb71455b4f70bdca1f56f9504f072ed8d90c50e),
        SafeDeployment(.createCall, .v150, 0x2Ef5ECfbea521449E4De05EDB1ce63B75eDA90B4),
        SafeDeployment(.simulateTxAccessor, .v150, 0x07EfA797c55B5DdE3698d876b277aBb6B893654C),
        SafeDeployment(
            .migration, .v150, 0x6439e7ABD8Bb915A5263094784C5CF561c4172AC,
            0x52d7472fa02c3a574544f9b5a4ed4c7777e4e3315217e368926b51e1cc6014ea),
        SafeDeployment(.toL2Setup, .v150, 0x900C7589200010D6C6eCaaE5B06EBe653bc2D82a),
    ]

    /// The deployments of 1.3.0 on chains that refuse transactions without a chain id. The code is
    /// the canonical one, but for MultiSend, which holds its own address.
    static let protected = [
        SafeDeployment(
            .safe, .v130, 0x69f4D1788e39c87893C980c06EdF4b7f686e2938,
            0xbba688fbdb21ad2bb58bc320638b43d94e7d100f6f3ebaab0a4e4de6304b1c2e,
            isForProtectedChains: true),
        SafeDeployment(
            .safeL2, .v130, 0xfb1bffC9d739B8D520DaF37dF666da4C687191EA,
            0x21842597390c4c6e3c1239e434a682b054bd9548eee5e9b1d6a4482731023c0f,
            isForProtectedChains: true),
        SafeDeployment(
            .proxyFactory, .v130, 0xC22834581EbC8527d974F8a1c97E1bEA4EF910BC,
            0x337d7f54be11b6ed55fef7b667ea5488db53db8320a05d1146aa4bd169a39a9b,
            isForProtectedChains: true),
        SafeDeployment(
            .fallbackHandler, .v130, 0x017062a1dE2FE6b99BE3d9d37841FeD19F573804,
            0x03e69f7ce809e81687c69b19a7d7cca45b6d551ffdec73d9bb87178476de1abf,
            isForProtectedChains: true),
        SafeDeployment(
            .multiSend, .v130, 0x998739BFdAAdde7C933B942a68053933098f9EDa,
            isForProtectedChains: true),
        SafeDeployment(
            .multiSendCallOnly, .v130, 0xA1dabEF33b3B82c7814B6D82A79e50F4AC44102B,
            0xa9865ac2d9c7a1591619b188c4d88167b50df6cc0c5327fcbd1c8c75f7c066ad,
            isForProtectedChains: true),
        SafeDeployment(
            .signMessageLib, .v130, 0x98FFBBF51bb33A056B08ddf711f289936AafF717,
            0x3ac65dea3cc9dd0d7b7b800f834e3d73415b4e944bb94555c3e4a08fb137e918,
            isForProtectedChains: true),
        SafeDeployment(
            .createCall, .v130, 0xB19D6FFc2182150F8Eb585b79D4ABcd7C5640A9d,
            isForProtectedChains: true),
        SafeDeployment(
            .simulateTxAccessor, .v130, 0x727a77a074D1E6c4530e814F89E618a3298FC044,
            isForProtectedChains: true),
    ]
}
