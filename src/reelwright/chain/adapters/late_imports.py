"""What py-evm brings along and a chain of titles does not need: not done, or done when something first asks for it.

Half of the time that py-evm takes to load goes into these. py_ecc works out the constants of two pairing curves, for
precompiled contracts (BN254 and BLS12-381) that nobody calls here. eth_utils makes one class with pydantic, for
JSON-RPC messages that nobody sends here, and reads a list of all networks. The modules that need them are stood in
for until they are used. And each of the fourteen forks before Prague copies its table of opcodes in depth, though
an opcode never changes.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import importlib
import sys
import threading
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, Final

from .recursion import usual_after_import

CURVES: Final = tuple(f"eth.precompiles.{name}" for name in ("bls12_381", "ecadd", "ecmul", "ecpairing"))
"""The modules of py-evm that load py_ecc; each holds functions of a computation and nothing else."""

NAMES: Final = ("eth_utils.pydantic", "eth_utils.network")
"""The modules of eth_utils whose names are taken when it is imported, and then hardly used."""

_turn = threading.RLock()


class _LateFunctions(ModuleType):
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


class _LateNames(ModuleType):
    """Stands in for a module of classes and functions."""

    def __getattr__(self, name: str) -> _LateName:
        if name.startswith("__"):
            raise AttributeError(name)
        return _LateName(self.__name__, name)


class _LateName:
    """Stands in for a class or function: it may be called, inherited from, asked for instances, and annotate."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type]:
        """The true class is what is inherited from (PEP 560)."""
        del bases
        return (self._meant(),)

    def __instancecheck__(self, instance: object) -> bool:
        """Nothing is an instance of a class that was never loaded."""
        return not isinstance(sys.modules.get(self._module), _LateNames) and isinstance(instance, self._meant())

    def __call__(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 eth_utils'
        return self._meant()(*given, **named)

    def __ror__(self, other: Any) -> Any:  # noqa: ANN401 an annotation that is never looked at
        return other

    def _meant(self) -> Any:  # noqa: ANN401 eth_utils'
        return getattr(_true(self._module), self._name)


@contextlib.contextmanager
def quick_imports() -> Iterator[None]:
    """Within it, what imports py-evm leaves out what is not needed."""
    for name in CURVES:
        sys.modules.setdefault(name, _LateFunctions(name))
    for name in NAMES:
        sys.modules.setdefault(name, _LateNames(name))
    whole = copy.deepcopy
    copy.deepcopy = functools.partial(_copied, whole)
    try:
        with usual_after_import():
            yield
    finally:
        copy.deepcopy = whole


def _copied(whole: Callable[..., Any], thing: Any, *memo: Any) -> Any:  # noqa: ANN401 anybody's
    """As ``copy.deepcopy``, but a table of opcodes is a new table of the same ones."""
    if not memo and type(thing) is dict and any(type(each).__module__ == "eth.vm.opcode" for each in thing.values()):
        return dict(thing)
    return whole(thing, *memo)


def _true(name: str) -> ModuleType:
    """The module itself, in the place of what stood in for it."""
    with _turn:
        if isinstance(sys.modules.get(name), _LateFunctions | _LateNames):
            del sys.modules[name]
        with usual_after_import():  # py_ecc raises how deep the whole process may call itself
            return importlib.import_module(name)
