public import Codec

extension ERC165 {
    /// The id of IAppAuth.
    public static let appAuth: FunctionSelector = 0x1e079198
    /// The id of IAppAuthBasicManagement.
    public static let appAuthBasicManagement: FunctionSelector = 0x8fd37527
    /// The id of IERC165 itself.
    public static let erc165: FunctionSelector = 0x01ffc9a7
    /// The id of a Safe's transaction guard.
    public static let transactionGuard: FunctionSelector = 0xe6d7a83a
    /// The id of a Safe's module guard.
    public static let moduleGuard: FunctionSelector = 0x58401ed8

    /// The id of the interface that has these functions: the exclusive or of their selectors.
    public static func interfaceID(of functions: [FunctionSelector]) -> FunctionSelector {
        FunctionSelector(functions.reduce(0) { $0 ^ $1.value })
    }
}
