// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that allows in even seconds only
contract AnswerByTimestamp is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external view override returns (bool, string memory) {
        if (block.timestamp % 2 == 0) return (true, "");
        return (false, "another second would be allowed");
    }
}
