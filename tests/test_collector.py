"""The collector of garbage rests while it has nothing to find, and never for longer."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from pipeline._collector import paused
from pipeline.catalog import read
from pipeline.errors import CatalogError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _left_on() -> Iterator[None]:
    """See to it that no test leaves the collector off."""
    assert gc.isenabled()
    yield
    gc.enable()


def test_it_rests_and_goes_on() -> None:
    """It is off inside and on again afterwards, an inner pause does not end the outer one."""
    with paused():
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    """Whatever goes wrong, it is on again; here a file that cannot be read."""
    with pytest.raises(CatalogError, match="the file is empty"):
        read("news.po", b"", locale="be")
    assert gc.isenabled()


def test_who_does_without_it_is_left_so() -> None:
    """A program that has turned it off finds it off."""
    gc.disable()
    with paused():
        assert not gc.isenabled()
    assert not gc.isenabled()
