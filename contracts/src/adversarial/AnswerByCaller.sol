// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that allows only when a certain account calls
contract AnswerByCaller is IAppAuth {
    /// @notice The account that gets a yes.
    address public immutable FAVOURITE;

    /// @param caller the account that gets a yes
    constructor(address caller) {
        FAVOURITE = caller;
    }

    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external view override returns (bool, string memory) {
        if (msg.sender == FAVOURITE) return (true, "");
        return (false, "another caller would be allowed");
    }
}
