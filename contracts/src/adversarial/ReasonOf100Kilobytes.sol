// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that denies with a reason of 100,000 bytes
contract ReasonOf100Kilobytes is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external pure override returns (bool, string memory) {
        bytes memory text = new bytes(100_000);
        assembly {
            let end := add(add(text, 0x20), 100000)
            for {
                let word := add(text, 0x20)
            } lt(word, end) {
                word := add(word, 0x20)
            } {
                mstore(word, "a reason of 32 bytes, repeated: ")
            }
        }
        return (false, string(text));
    }
}
