// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that passes the question back to whoever asks, without end
/// @notice Through the key management contract the two call each other until the gas runs out.
contract RecurseIntoKms is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external view override returns (bool, string memory) {
        (bool answered, bytes memory answer) = msg.sender.staticcall(msg.data);
        if (!answered) return (false, "the recursion ended");
        return abi.decode(answer, (bool, string));
    }
}
