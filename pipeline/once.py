"""A property that is computed once: `functools.cached_property` without its lock, which Python 3.12 dropped too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class once(Generic[Owner, Value]):  # noqa: N801  as `property` and `cached_property`
    """Keep what a method returns in the place of the property; two threads may compute the same value twice.

    It is asked several times of each of many thousand texts, where the lock takes longer than most answers.
    """

    def __init__(self, method: Callable[[Owner], Value]) -> None:
        self._method, self._name = method, method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, owner: None, kind: type[Owner]) -> Self: ...
    @overload
    def __get__(self, owner: Owner, kind: type[Owner]) -> Value: ...
    def __get__(self, owner: Owner | None, kind: type[Owner]) -> Self | Value:
        """Compute the value, and put it before the property."""
        if owner is None:
            return self
        value = self._method(owner)
        owner.__dict__[self._name] = value
        return value
