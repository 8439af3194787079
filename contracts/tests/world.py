"""What most tests begin with: people with money, all contracts deployed, and helpers that speak of films."""

from __future__ import annotations

from typing import Any

from eth_hash.auto import keccak
from evm import Chain, Contract
from trees import WeighedTree
from typed import Key, digest

NATIVE = bytes(20)
DAY = 86_400
MUCH = 10**15
NAMES = ("Ann", "Bob", "Cat", "Dan", "Eve")


class World:
    """A chain on which everything stands."""

    def __init__(self, chain: Chain) -> None:
        """Deploys the contracts and gives everybody money."""
        self.chain = chain
        self.keys = {name: Key.of(name) for name in (*NAMES, "bank")}
        for key in self.keys.values():
            chain.state.set_balance(key.address, 10**24)
        self.bank = self.keys["bank"]
        self.token = chain.deploy("pay_token", self.bank.address)
        self.title = chain.deploy("title")
        self.market = chain.deploy("market", self.title.address)
        self.shares = self.market
        self.edition = chain.deploy("edition", self.title.address, self.market.address)
        self.tab = chain.deploy("tab", self.market.address)
        self.campaign = chain.deploy("campaign", self.market.address)
        self.licence = chain.deploy("licence", self.title.address, self.shares.address)
        for name in NAMES:
            self.fund(self.keys[name].address)
            self.title.setApprovalForAll(self.market.address, True, sender=self.keys[name].address)

    def fund(self, address: bytes, amount: int = MUCH) -> None:
        """Gives somebody money, and the shares leave to take it."""
        self.token.mint(address, amount, sender=self.bank.address)
        for each in (self.market, self.edition, self.tab, self.campaign):
            self.token.approve(each.address, 2**256 - 1, sender=address)

    def __getattr__(self, name: str) -> Key:
        """Somebody by his name."""
        found = self.__dict__.get("keys", {}).get(name.capitalize())
        if found is None:
            raise AttributeError(name)
        return found

    def sign(self, key: Key, contract: str, struct: str, *given: Any) -> bytes:
        """Somebody's signature of a struct for one of the contracts."""
        at = getattr(self, contract).address
        return key.sign(digest("pay_token" if contract == "token" else contract, at, struct, given))

    def film(self, key: Key, name: bytes, table: WeighedTree | None = None) -> bytes:
        """A registered film of somebody, bound to a table; the title as an account."""
        root = keccak(name)
        film = self.title.register(root, 20, 500, sender=key.address).value
        if table is not None:
            self.shares.bind(root, table.root, bytes(32), sender=key.address)
        return film.to_bytes(32)

    def money(self, token: bytes, owner: bytes) -> int:
        """What somebody holds of a token or of the chain's own money."""
        if token == NATIVE:
            return self.chain.balance(owner)
        return Contract(self.chain, token, self.chain.abis[token], None).balanceOf(owner)


def table(*rows: tuple[Key | bytes, int]) -> WeighedTree:
    """A table of people and accounts with weights."""
    return WeighedTree([(payee.account if isinstance(payee, Key) else payee, weight) for payee, weight in rows])


def row(tree: WeighedTree, index: int) -> tuple[tuple[bytes, int], int, list[tuple[bytes, int]]]:
    """A row of a table with its proof, as the shares want it."""
    return (tree.rows[index], *tree.proof(index))


def compact(signature: bytes) -> tuple[int, int]:
    """A signature as r and vs (ERC-2098)."""
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:64])
    return r, s | ((signature[64] - 27) & 1) << 255
