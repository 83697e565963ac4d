import ArgumentParser

/// The Ethereum library by hand, as users of `cast` know it.
struct Eth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ethereum by hand: keys, hashes, encodings, proofs, calls.",
        discussion: """
            Commands that compute take arguments or, with --lines, one JSON object a line on \
            standard input, and answer one JSON object a line, in order.
            """,
        subcommands: encodings + values + signatures + proofs + chain)

    private static var encodings: [any ParsableCommand.Type] {
        [
            EthKeccak.self, EthABIEncode.self, EthABIDecode.self, EthDecodeCall.self,
            EthDecodeError.self, EthDecodeLog.self, EthRLP.self, EthRLPDecode.self,
            EthRLPEncode.self,
            EthTxDecode.self, EthTxHash.self, EthTypedDataHash.self, EthPersonalHash.self,
            EthSafeHash.self, EthTimelockID.self, EthMultiSendDecode.self,
        ]
    }

    private static var values: [any ParsableCommand.Type] {
        [
            EthAddress.self, EthChecksum.self, EthCreateAddress.self, EthToWei.self,
            EthFromWei.self,
        ]
    }

    private static var signatures: [any ParsableCommand.Type] {
        [
            EthSign.self, EthVerify.self, EthRecover.self, EthWallet.self,
            EthWalletDecryptLines.self,
        ]
    }

    private static var proofs: [any ParsableCommand.Type] {
        [
            EthHeaderHash.self, EthBlockVerify.self, EthProofVerify.self, EthMPTVerify.self,
        ]
    }

    private static var chain: [any ParsableCommand.Type] {
        [
            EthCall.self, EthSend.self, EthLogs.self, EthReceipt.self, EthBlock.self,
            EthBalance.self,
            EthCode.self, EthStorage.self, EthProof.self, EthRPC.self,
        ]
    }
}
