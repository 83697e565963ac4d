"""The main job, told in ten steps: an image is allowed, boots, and is revoked."""

from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils import keccak, to_canonical_address
from safe_eth.safe.safe_tx import SafeTx
from web3.contract.contract import ContractFunction

from contracts.devnet.demo.clients import Chain, RefusedError, utc
from contracts.devnet.demo.measurement import EnclaveImage
from contracts.devnet.demo.narration import Narrator
from contracts.devnet.demo.operation import Call, Operation
from contracts.devnet.dev_accounts import dev_accounts

ALLOWED = (True, "")
EXECUTION_SUCCESS = keccak(text="ExecutionSuccess(bytes32,uint256)")


class Story:
    """Steps 1 to 9; step 10 is told by history.py. Each raises SurpriseError when reality differs.

    The test accounts play everyone: 1 and 2 sign for the Safe, 4 pays for sending what they
    signed, 8 is a passer-by, 9 an outsider who tries to get in.
    """

    def __init__(self, chain: Chain, image: EnclaveImage, narrator: Narrator) -> None:
        self.chain, self.image, self.tell = chain, image, narrator
        accounts = [Account.from_key(account.private_key) for account in dev_accounts()]
        self.signers, self.relayer = accounts[1:3], accounts[4]
        self.passer_by, self.outsider = accounts[8], accounts[9]
        self.device = bytes.fromhex(chain.deployment["policy"]["appDevice"][2:])
        self.delay = chain.timelock.functions.getMinDelay().call()
        self.hash = image.os_image_hash

    def measure(self) -> None:
        """1: what is measured, and how the hash is made of it."""
        tell = self.tell
        tell.step("Measure the enclave image")
        for index, pcr in enumerate(self.image.pcrs):
            tell.value(f"PCR{index}", pcr.hex())
        tell.say("OS_IMAGE_HASH is SHA-256 over the 144 raw bytes PCR0‖PCR1‖PCR2:")
        tell.value("OS_IMAGE_HASH", _hex(self.hash))
        tell.say('A recipe in circulation, sha256sum <<< "$PCR0$PCR1$PCR2", hashes 288 hex digits')
        tell.say("and a newline instead. Registering its result would allow no enclave at all:")
        tell.value("wrong", _hex(self.image.hash_of_hex_text))
        tell.check(
            "the two recipes give different hashes", self.hash != self.image.hash_of_hex_text
        )

    def boot_before(self) -> None:
        """2: nobody has allowed the image."""
        tell = self.tell
        tell.step("A boot with this image is denied")
        tell.say(
            "The KMS asks DstackKms.isAppAllowed before it releases a key. For a Nitro enclave"
        )
        tell.say("image hash, compose hash and both measurements are the same 32 bytes.")
        self._boot("the boot is", (False, "OS image is not allowed"))

    def propose(self) -> Operation:
        """3: one batch for both registrations, through the Safe."""
        tell = self.tell
        tell.step("Propose to allow it: one timelock operation, signed by two owners of the Safe")
        operation = Operation(
            self._purpose("allow", self.hash),
            (
                Call("DstackKms", self.chain.kms, "addOsImageHash", self.hash),
                Call("DstackApp", self.chain.app, "addComposeHash", self.hash),
            ),
        )
        self._schedule(operation, try_one_signature=True)
        return operation

    def execute_early(self, operation: Operation) -> None:
        """4: the delay holds for everybody."""
        tell = self.tell
        tell.step("Executing it early is refused")
        ready_at = operation.ready_at(self.chain)
        reason = self._refused(operation.execute(self.chain), self.passer_by)
        tell.value("now", f"{utc(self.chain.time())} UTC")
        tell.value("ready", f"{utc(ready_at)} UTC")
        tell.check(
            "the timelock refuses: TimelockUnexpectedOperationState, it is Waiting and not Ready",
            "TimelockUnexpectedOperationState" in reason and "have to be Ready" in reason,
            f"executing before {utc(ready_at)} UTC: {reason or 'accepted'}",
        )
        self._boot("the boot is still", (False, "OS image is not allowed"))

    def execute(self, operation: Operation) -> None:
        """5: after the delay it needs no privilege."""
        tell = self.tell
        tell.step("After the delay anyone executes it")
        self.chain.pass_time(operation.ready_at(self.chain))
        tell.value("now", f"{utc(self.chain.time())} UTC")
        self._execute(operation)

    def boot_after(self) -> None:
        """6: both registrations are in force."""
        self.tell.step("The same boot is allowed")
        self._boot("the boot is", ALLOWED)

    def stay_out(self) -> None:
        """7: nothing else got in with it."""
        tell, kms = self.tell, self.chain.kms
        tell.step("Everything else is still denied")
        wrong = self.image.hash_of_hex_text
        self._boot("an unregistered image is", (False, "OS image is not allowed"), image=wrong)
        self._boot(
            "a compose hash nobody allowed is", (False, "Compose hash not allowed"), compose=wrong
        )
        self._boot("another device is", (False, "Device not allowed"), device=bytes(31) + b"\x01")
        stranger = to_canonical_address(self.outsider.address)
        self._boot("an app nobody registered is", (False, "App not registered"), app=stranger)
        for who, account in (("an outsider", self.outsider), ("a Safe owner", self.signers[0])):
            reason = self._refused(kms.functions.addOsImageHash(wrong), account)
            tell.check(
                f"{who} cannot call addOsImageHash: OwnableUnauthorizedAccount",
                reason.startswith("OwnableUnauthorizedAccount"),
                reason or "accepted",
            )

    def cancel(self) -> None:
        """8: what is in the queue can be stopped."""
        tell = self.tell
        tell.step("A second proposal is cancelled in the queue")
        tell.say("It would register the hash of the wrong recipe; a signer notices after signing.")
        wrong = self.image.hash_of_hex_text
        operation = Operation(
            self._purpose("allow", wrong),
            (Call("DstackKms", self.chain.kms, "addOsImageHash", wrong),),
        )
        self._schedule(operation)
        tell.say("The Safe holds CANCELLER_ROLE, so its owners sign cancel(id):")
        self._through_safe(self.chain.timelock.functions.cancel(operation.id))
        state = operation.state(self.chain)
        tell.check("the timelock forgot the operation: Unset", state == "Unset", state)
        self.chain.pass_time(self.chain.time() + self.delay)
        reason = self._refused(operation.execute(self.chain), self.passer_by)
        tell.check(
            "executing it after the delay is refused: TimelockUnexpectedOperationState",
            reason.startswith("TimelockUnexpectedOperationState"),
            reason or "accepted",
        )

    def revoke(self) -> None:
        """9: the way back is the same way, delay included."""
        tell = self.tell
        tell.step("Revocation goes the same way, and the boot is denied again")
        operation = Operation(
            self._purpose("revoke", self.hash),
            (
                Call("DstackKms", self.chain.kms, "removeOsImageHash", self.hash),
                Call("DstackApp", self.chain.app, "removeComposeHash", self.hash),
            ),
        )
        self._schedule(operation)
        self._boot("until the delay is over the boot is", ALLOWED)
        self.chain.pass_time(operation.ready_at(self.chain))
        self._execute(operation)
        self._boot("the boot is", (False, "OS image is not allowed"))

    def _boot(
        self,
        sentence: str,
        expected: tuple[bool, str],
        image: bytes | None = None,
        compose: bytes | None = None,
        device: bytes | None = None,
        app: bytes | None = None,
    ) -> None:
        """Asks whether a Nitro enclave may boot; whatever is not given is the registered app's."""
        image = image or self.hash
        boot = (
            app or to_canonical_address(self.chain.app.address),
            compose or self.hash,
            bytes(20),
            device or self.device,
            image,
            image,
            image,
            "",
            [],
        )
        allowed, reason = self.chain.kms.functions.isAppAllowed(boot).call()
        answer = "allowed" if allowed else f"denied: {reason}"
        wanted = "allowed" if expected == ALLOWED else f"denied: {expected[1]}"
        self.tell.check(f"{sentence} {wanted}", (allowed, reason) == expected, f"it is {answer}")

    def _purpose(self, verb: str, image: bytes) -> str:
        """What an operation is for. The Safe's nonce makes it, and so the salt, unique."""
        return f"{verb} image {_hex(image)}, Safe nonce {self.chain.safe.retrieve_nonce()}"

    def _schedule(self, operation: Operation, try_one_signature: bool = False) -> None:
        tell, timelock = self.tell, self.chain.timelock
        for call in operation.calls:
            tell.value("call", str(call))
        tell.value("purpose", operation.purpose)
        tell.value("salt", f"{_hex(operation.salt)}, its keccak256")
        tell.value("operation id", _hex(operation.id))
        on_chain = timelock.functions.hashOperationBatch(*operation.batch).call()
        tell.check("the timelock computes the same operation id", on_chain == operation.id)
        receipt = self._through_safe(operation.schedule(self.chain, self.delay), try_one_signature)
        scheduled_at = self.chain.web3.eth.get_block(receipt["blockNumber"])["timestamp"]
        waits = operation.ready_at(self.chain) - scheduled_at
        tell.check(f"the operation waits {self.delay} s", waits == self.delay, f"{waits} s")
        tell.value("ready", f"{utc(operation.ready_at(self.chain))} UTC")

    def _through_safe(self, call: ContractFunction, try_one_signature: bool = False) -> dict:
        """Lets the Safe make a call: two owners sign, the relayer sends. Gives the receipt."""
        tell, account = self.tell, self.chain.safe
        data = bytes.fromhex(self.chain.timelock.encode_abi(call.fn_name, call.args)[2:])
        transaction: SafeTx = account.build_multisig_tx(call.address, 0, data)
        tell.value("Safe nonce", str(transaction.safe_nonce))
        preimage = transaction.safe_tx_hash_preimage
        tell.value("domain hash", _hex(preimage[2:34]))
        tell.value("message hash", _hex(preimage[34:]))
        tell.value("safeTxHash", _hex(transaction.safe_tx_hash))
        if try_one_signature:
            self._sign(transaction, self.signers[0])
            try:
                self.chain.execute(transaction, self.relayer)
                reason = "accepted"
            except RefusedError as error:
                reason = error.reason
            tell.check(f"one signature is refused: {reason}", reason.startswith("GS020"), reason)
        for signer in self.signers:
            self._sign(transaction, signer)
        receipt = self.chain.execute(transaction, self.relayer)
        tell.check(
            f"two signatures pass: ExecutionSuccess in block {receipt['blockNumber']}",
            any(
                log["topics"] == [EXECUTION_SUCCESS, transaction.safe_tx_hash]
                for log in receipt["logs"]
            ),
        )
        return receipt

    def _sign(self, transaction: SafeTx, signer: LocalAccount) -> None:
        if signer.address not in transaction.signers:
            transaction.sign(signer.key.to_0x_hex())
            self.tell.value("signed by", signer.address)

    def _execute(self, operation: Operation) -> None:
        receipt = self.chain.send(operation.execute(self.chain), self.passer_by)
        self.tell.value("executed by", f"{self.passer_by.address}, who holds no role")
        state = operation.state(self.chain)
        block = receipt["blockNumber"]
        self.tell.check(f"the operation is done, in block {block}", state == "Done", state)

    def _refused(self, call: ContractFunction, account: LocalAccount) -> str:
        """Why the chain refuses a call; empty when it accepts it."""
        try:
            self.chain.send(call, account)
        except RefusedError as error:
            return error.reason
        return ""


def _hex(data: bytes) -> str:
    return "0x" + bytes(data).hex()
