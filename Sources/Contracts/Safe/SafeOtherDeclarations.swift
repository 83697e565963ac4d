extension Safe {
    /// What is only read, never written by us: guards, the fallback handler's and the libraries'
    /// functions.
    static let otherDeclarations = [
        "function checkTransaction(address to, uint256 value, bytes data, uint8 operation,"
            + " uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken,"
            + " address refundReceiver, bytes signatures, address msgSender)",
        "function checkAfterExecution(bytes32 hash, bool success)",
        "function checkModuleTransaction(address to, uint256 value, bytes data, uint8 operation,"
            + " address module) returns (bytes32 moduleTxHash)",
        "function checkAfterModuleExecution(bytes32 txHash, bool success)",
        "function getMessageHashForSafe(address safe, bytes message) view returns (bytes32)",
        "function encodeMessageDataForSafe(address safe, bytes message) view returns (bytes)",
        "function setupToL2(address l2Singleton)",
        "function migrateSingleton()",
        "function migrateWithFallbackHandler()",
        "function migrateL2Singleton()",
        "function migrateL2WithFallbackHandler()",
        "function performCreate(uint256 value, bytes deploymentData) returns (address newContract)",
        "function performCreate2(uint256 value, bytes deploymentData, bytes32 salt)"
            + " returns (address newContract)",
        "event ContractCreation(address indexed newContract)",
        "event ContractCreation(address newContract)",
    ]
}
