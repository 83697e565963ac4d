// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that denies with a reason whose 512th byte begins a two-byte character
/// @notice One letter, then 400 times U+00E9: valid UTF-8, 801 bytes. Cut after 512 bytes it is not.
contract ReasonSplitAtByte512 is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external pure override returns (bool, string memory) {
        bytes memory text = "a";
        for (uint256 i = 0; i < 400; ++i) {
            text = bytes.concat(text, unicode"é");
        }
        return (false, string(text));
    }
}
