"""Settings for all tests of the contracts: each runs on both code generators of the compiler.

Generated examples are the same in every run; `make test-contracts-nightly` looks for new ones, and many more.
"""

import os

import pytest
from evm import Chain
from hypothesis import HealthCheck, settings
from world import World

QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("gate", deadline=None, derandomize=True, suppress_health_check=QUIET, database=None)
settings.register_profile("nightly", deadline=None, suppress_health_check=QUIET)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


@pytest.fixture(params=["gas", "venom"])
def chain(request: pytest.FixtureRequest) -> Chain:
    """An empty chain; what is deployed on it was made by one of the compiler's two code generators."""
    return Chain(venom=request.param == "venom")


@pytest.fixture(scope="session", params=["gas", "venom"])
def kept_world(request: pytest.FixtureRequest) -> tuple[World, bytes, int]:
    """A chain on which all contracts stand, made once for each code generator, and its state and time then."""
    world = World(Chain(venom=request.param == "venom"))
    return world, world.chain.mark(), world.chain.now


@pytest.fixture
def world(kept_world: tuple[World, bytes, int]) -> World:
    """A chain on which all contracts stand, and people with money; as it was made, whatever other tests did to it."""
    world, state, now = kept_world
    world.chain.rewind(state)
    world.chain.now = now
    return world
