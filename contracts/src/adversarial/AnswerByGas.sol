// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that allows only when it has at least 10,000,000 gas left
/// @notice Nodes cap the gas of `eth_call` differently, so readers of one chain disagree.
contract AnswerByGas is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external view override returns (bool, string memory) {
        if (gasleft() >= 10_000_000) return (true, "");
        return (false, "more gas would be allowed");
    }
}
