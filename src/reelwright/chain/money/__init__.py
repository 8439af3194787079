"""Amounts as people write them, and the money that one account holds."""
