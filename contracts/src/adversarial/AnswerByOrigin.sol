// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that allows only when the transaction comes from the zero address
/// @notice Nodes take the zero address when `eth_call` names no sender, so readers of one chain disagree.
contract AnswerByOrigin is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external view override returns (bool, string memory) {
        // solhint-disable-next-line avoid-tx-origin
        if (tx.origin == address(0)) return (true, "");
        return (false, "another origin would be allowed");
    }
}
