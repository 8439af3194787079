"""The curves of py-evm's precompiled contracts, loaded when a contract first asks for them.

py_ecc works out the constants of two pairing curves when it is imported: two thirds of the time that
py-evm takes to load, for contracts (BN254 and BLS12-381) that nobody calls on a chain of titles. So the
modules that need it are stood in for until one of their functions is called.
"""

from __future__ import annotations

import functools
import importlib
import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

from .recursion import usual_after_import

CURVES: Final = tuple(f"eth.precompiles.{name}" for name in ("bls12_381", "ecadd", "ecmul", "ecpairing"))
"""The modules of py-evm that load py_ecc; each holds functions of a computation and nothing else."""

_turn = threading.RLock()


class _Late(ModuleType):
    """Stands in for a module: gives functions that load the true one when they are called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def run(*computation: Any, **costs: int) -> Any:  # noqa: ANN401 py-evm's
            if not computation:  # as py-evm's own: a function of costs gives one of a computation
                return functools.partial(run, **costs)
            return getattr(_true(self.__name__), name)(*computation, **costs)

        run.__name__ = run.__qualname__ = name
        return run


def load_curves_late() -> None:
    """Have py-evm's curves loaded on their first use; to be called before py-evm is imported."""
    for name in CURVES:
        sys.modules.setdefault(name, _Late(name))


def _true(name: str) -> ModuleType:
    """The module itself, in the place of what stood in for it."""
    with _turn:
        if isinstance(sys.modules.get(name), _Late):
            del sys.modules[name]
        with usual_after_import():  # py_ecc raises how deep the whole process may call itself
            return importlib.import_module(name)
