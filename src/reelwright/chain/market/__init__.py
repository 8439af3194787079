"""Signed papers about titles: orders, offers, auctions, copies."""
