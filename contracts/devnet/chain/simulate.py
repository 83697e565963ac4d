"""eth_simulateV1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SimulatedBlock:
    """placeholder until next step"""


def simulate(*arguments):
    raise NotImplementedError
