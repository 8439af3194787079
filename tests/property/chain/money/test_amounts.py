"""Amounts as people write them and whole units are the same, exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.chain import CodingError, amount_text, read_amount


@given(st.integers(0, 10**24))
def test_amount_is_read_as_it_is_written(units: int) -> None:
    """Whatever is printed is read back to the unit, with two decimals at least and no needless one."""
    text = amount_text(units)
    assert read_amount(text.replace(",", "")) == units
    decimals = text.partition(".")[2]
    assert 2 <= len(decimals) <= 6
    assert len(decimals) == 2 or not decimals.endswith("0")


@pytest.mark.parametrize(
    ("text", "units"), [("4.99", 4_990_000), (" 20 ", 20_000_000), ("0.000001", 1), ("007.5", 7_500_000)]
)
def test_amount_means_what_it_says(text: str, units: int) -> None:
    """Decimals are those of the token, and a float never comes near them."""
    assert read_amount(text) == units


@pytest.mark.parametrize("text", ["0.0000001", "1.", ".5", "1,000", "+1", "1e6", "½", "1" * 21])
def test_what_is_no_amount_is_refused(text: str) -> None:
    """A seventh decimal, half a number, and every other spelling."""
    with pytest.raises(CodingError):
        read_amount(text)
