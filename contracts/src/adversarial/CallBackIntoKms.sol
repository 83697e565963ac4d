// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that tries to register another one while it is asked
/// @notice Allows exactly if its caller let it write; the key management contract does not, because it asks
/// with a static call.
/// @dev Impersonates {IAppAuth}, whose function is a view and could not write.
contract CallBackIntoKms {
    /// @notice Calls back `registerApp(0x…01)` on whoever asks.
    /// @return isAllowed whether the call back succeeded
    /// @return reason what happened
    function isAppAllowed(
        IAppAuth.AppBootInfo calldata
    ) external returns (bool isAllowed, string memory reason) {
        // Bounded, because a write in a static call consumes all the gas it was given.
        // solhint-disable-next-line avoid-low-level-calls
        (bool written, ) = msg.sender.call{gas: 100_000}(
            abi.encodeWithSignature("registerApp(address)", address(1))
        );
        return written ? (true, "the call back wrote") : (false, "the call back was refused");
    }
}
