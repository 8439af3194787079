"""Settings for all tests.

Generated examples are the same in every run, so that the gate says the same about the same code;
``make fuzz`` looks for new ones. Machines differ in speed, so no example has a deadline.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("gate", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))

_GIVE_UP_RIGHTS = """
import ctypes, os, sys
for right in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: to pass over the rights of files
    if ctypes.CDLL(None).prctl(24, right, 0, 0, 0):  # PR_CAPBSET_DROP
        sys.exit(77)
os.execv(sys.argv[1], sys.argv[1:])
"""
# Read by NumPy when the first test loads it, as in the command: threads of small matrices only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

RunBound = Callable[[list[str], Mapping[str, str]], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session", autouse=True)
def _home_of_no_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test makes keys in the folder of whoever runs it, or finds those that lie there."""
    os.environ["REEL_HOME"] = str(tmp_path_factory.mktemp("home"))


@pytest.fixture
def run_bound() -> RunBound:
    """Runs a command that is bound by the rights of files, even when the tests themselves run as root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("NOT TESTED: this system has no rights of files that a test could take away")

    def run(command: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        root = os.geteuid() == 0
        if root and sys.platform != "linux":
            pytest.skip("NOT TESTED: root may write everywhere; run the tests as another user")
        bound = [sys.executable, "-c", _GIVE_UP_RIGHTS, *command] if root else command
        done = subprocess.run(bound, env=dict(environment), capture_output=True, text=True, check=False, timeout=240)
        if root and done.returncode == 77:
            pytest.skip("NOT TESTED: root may write everywhere and cannot give that up here")
        return done

    return run
