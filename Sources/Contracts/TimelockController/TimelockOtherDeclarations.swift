extension TimelockController {
    /// What is only read, never written by us: receivers of tokens, and the names that snekmate's
    /// Vyper contract has for the same functions.
    static let otherDeclarations = [
        "function onERC721Received(address operator, address from, uint256 tokenId, bytes data)"
            + " returns (bytes4)",
        "function onERC1155Received(address operator, address from, uint256 id, uint256 value,"
            + " bytes data) returns (bytes4)",
        "function onERC1155BatchReceived(address operator, address from, uint256[] ids,"
            + " uint256[] values, bytes data) returns (bytes4)",
        "function schedule_batch(address[] targets, uint256[] amounts, bytes[] payloads,"
            + " bytes32 predecessor, bytes32 salt, uint256 delay)",
        "function execute_batch(address[] targets, uint256[] amounts, bytes[] payloads,"
            + " bytes32 predecessor, bytes32 salt) payable",
        "function update_delay(uint256 new_delay)",
        "function get_minimum_delay() view returns (uint256)",
        "function get_timestamp(bytes32 id) view returns (uint256)",
        "function get_operation_state(bytes32 id) view returns (uint256)",
        "function is_operation(bytes32 id) view returns (bool)",
        "function is_operation_pending(bytes32 id) view returns (bool)",
        "function is_operation_ready(bytes32 id) view returns (bool)",
        "function is_operation_done(bytes32 id) view returns (bool)",
        "function hash_operation(address target, uint256 amount, bytes payload,"
            + " bytes32 predecessor, bytes32 salt) pure returns (bytes32)",
        "function hash_operation_batch(address[] targets, uint256[] amounts, bytes[] payloads,"
            + " bytes32 predecessor, bytes32 salt) pure returns (bytes32)",
        "function set_role_admin(bytes32 role, bytes32 admin_role)",
        "event MinimumDelayChange(uint256 old_duration, uint256 new_duration)",
    ]
}
