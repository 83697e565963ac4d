"""The same walk under Hypothesis, which reduces a disagreement to the messages that matter."""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from contracts.tests.model.contract import Frame, Governed
from contracts.tests.walk import Walk

SHORT = settings(
    max_examples=8,
    stateful_step_count=30,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Machine(RuleBasedStateMachine):
    """One rule: another random message, chosen by Hypothesis."""

    def __init__(self) -> None:
        super().__init__()
        self.walk = Walk(Random(0))

    @rule(random=st.randoms(use_true_random=False))
    def message(self, random: Random) -> None:
        """Sends it to both sides and compares everything."""
        self.walk.random = random
        self.walk.step()


def test_contracts_and_model_agree_whatever_hypothesis_tries() -> None:
    run_state_machine_as_test(Machine, settings=SHORT)


def test_a_wrong_rule_of_the_model_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def keep_pending_owner(contract: Governed, frame: Frame, owner: bytes) -> None:
        pending = contract.pending_owner
        original(contract, frame, owner)
        contract.pending_owner = pending

    original = Governed.change_owner
    monkeypatch.setattr(Governed, "change_owner", keep_pending_owner)
    with pytest.raises(AssertionError, match="storage differs"):
        run_state_machine_as_test(Machine, settings=settings(SHORT, phases=[Phase.generate]))
