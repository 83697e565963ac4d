/// Every row of the table, a line for each file of this folder.
enum Rows {
    static var all: [Row] {
        [
            keccak,
            headers,
            transactions,
            contractCalls,
            typedData,
            proofs,
            tries,
            logs,
            jsonTexts,
            hex,
            integers,
            authorization,
            attestation,
        ].flatMap { $0 }
    }
}
