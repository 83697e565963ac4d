public import Primitives

/// A signed transaction on its way to a node.
public struct SignedSubmission: Hashable, Sendable {
    /// The bytes to send.
    public let bytes: Bytes
    /// The hash that names the transaction.
    public let hash: Hash32

    /// A transaction whose hash is that of its bytes.
    public init(_ bytes: Bytes) {
        self.bytes = bytes
        hash = Keccak256.hash(bytes)
    }

    /// A transaction whose bytes hold more than what is hashed, such as blobs.
    public init(_ bytes: Bytes, hash: Hash32) {
        self.bytes = bytes
        self.hash = hash
    }
}

extension EthereumClient {
    /// Takes a nonce, lets the transaction be built and signed with it, and hands it to the node.
    ///
    /// - Parameters:
    ///   - nonces: Gives the nonce and takes it back where the transaction surely reached nobody.
    ///   - build: Builds and signs the transaction with the nonce.
    /// - Returns: The transaction's hash and nonce.
    /// - Throws: ``SubmissionError``.
    public func submit<Failure: Error>(
        nonces: NonceManager,
        build: (_ nonce: UInt64) async throws(Failure) -> SignedSubmission
    ) async throws(SubmissionError<Failure>) -> (hash: Hash32, nonce: UInt64) {
        let nonce: UInt64
        do throws(ClientError) {
            nonce = try await nonces.reserve()
        } catch {
            throw .notSent(error)
        }
        let submission: SignedSubmission
        do throws(Failure) {
            submission = try await build(nonce)
        } catch {
            await nonces.giveBack(nonce)
            throw .build(error)
        }
        do throws(ClientError) {
            let hash = try await sendRawTransaction(submission.bytes, hash: submission.hash)
            return (hash, nonce)
        } catch {
            let fault = error.nodeError?.fault
            if fault == .nonceTooLow || fault == .nonceTooHigh {
                await nonces.forget()
                throw .notSent(error)
            }
            if error.surelyRefused {
                await nonces.giveBack(nonce)
                throw .notSent(error)
            }
            await nonces.forget()
            throw .inDoubt(hash: submission.hash, nonce: nonce, error)
        }
    }
}
