import KeyRelease
import Primitives
import Signing

/// The holder of the root keys: out of it come sealed keys only.
final class KeyMaker: Sendable {
    private let roots: RootKeys

    /// A maker with these roots.
    init(_ roots: consuming RootKeys) { self.roots = roots }

    /// The roots' signer, which guests and the chain know, compressed.
    var signerPublicKey: Bytes { roots.signerPublicKey }

    /// The keys of an app's instance, sealed to the key of its evidence.
    func sealed(for attested: AttestedRequest) throws(ReleaseRefusal) -> SealedKeys {
        let request = attested.request
        do {
            let keys = try roots.appKeys(app: request.app, instance: request.instance)
            return try SealedKeys(
                sealing: ReleasedKeys(keys).bytes, to: attested.key, purpose: request.purpose)
        } catch {
            throw ReleaseRefusal(.failed, "\(error)")
        }
    }
}
