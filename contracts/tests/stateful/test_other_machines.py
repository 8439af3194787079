"""Licences and the pay token against a model: edges are paid for and stay, supply is what is held."""

from eth_hash.auto import keccak
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from stateful.machine import Machine, first, play
from trees import WeighedTree
from typed import digest
from world import table

PERSON, FILM = st.integers(0, 3), st.integers(0, 4)
WHOLE = 1_000_000


class Licences(Machine):
    """Five films, the first an original; a child's table has rows for any of the films before it."""

    def prepare(self) -> None:
        """Five registered films that are bound to nothing."""
        type(self).films = [
            self.world.title.register(b"%032d" % i, 3, 500, sender=self.who(i % 4).address).value for i in range(5)
        ]

    def begin(self) -> None:
        """There are no edges."""
        self.tables: dict[int, WeighedTree] = {}
        self.edges: dict[tuple[int, int], bytes] = {}
        self.upstream: dict[int, tuple[bytes, int]] = {}
        self.revoked: set[tuple[int, int]] = set()

    @rule(film=FILM, shares=st.lists(st.integers(0, 400_000), min_size=5, max_size=5), whole=st.booleans())
    def bind(self, film: int, shares: list[int], whole: bool) -> None:
        """An author binds his film to a table with rows for other films and their upstreams."""
        rows = [(self.who(film % 4), 100_000)]
        rows += [(self.films[i].to_bytes(32), share) for i, share in enumerate(shares) if i != film]
        if whole:
            rows += [self.upstream[i] for i in range(5) if i in self.upstream and i != film]
        tree = table(*rows)
        reason = "shares: bound before" if film in self.tables else ""
        given = (b"%032d" % film, tree.root, bytes(32))
        if self.foretold(reason, lambda: self.world.shares.bind(*given, sender=self.who(film % 4).address)):
            self.tables[film] = tree

    @rule(
        child=FILM, parent=FILM, share=st.integers(0, 300_000), absolute=st.booleans(), nonce=st.integers(0, 2),
        signer=st.sampled_from([None, None, None, 0, 1]),
    )  # fmt: skip
    def derive(self, child: int, parent: int, share: int, absolute: bool, nonce: int, signer: int | None) -> None:
        """An author brings a licence."""
        author, holder = self.who(child % 4), parent % 4
        key = self.who(holder if signer is None else signer)
        terms = keccak(b"terms %d" % nonce)
        given = (self.films[parent], author.address, terms, share, absolute, bytes(32), nonce, self.world.chain.now)
        signature = self.world.sign(key, "licence", "Licence", *given)
        tree = self.tables.get(child)
        above, above_share = self.upstream.get(parent, (bytes(32), 0))

        def place(payee: bytes, asked: int) -> tuple[tuple[int, int, list], bool]:
            """The heaviest row for a payee, and whether it is enough."""
            found = [(weight, i) for i, (each, weight) in enumerate(tree.rows) if each == payee] if tree else []
            if not found or not tree.total:
                return (1, 0, []), False
            weight, index = max(found)
            return (weight, *tree.proof(index)), weight * WHOLE >= asked * tree.total

        row, enough = place(self.films[parent].to_bytes(32), share)
        upstream_row, enough_above = place(above, above_share) if above_share else ((0, 0, []), True)
        there = self.upstream.get(child, (bytes(32), 0))[1]
        total = there + above_share + (share if absolute else 0)
        reason = first(
            (share == 0, "licence: no share"),
            ((holder, nonce) in self.revoked, "licence: revoked"),
            (key is not self.who(holder), "licence: bad signature"),
            (not enough, "licence: no row for the parent"),
            (not enough_above, "licence: no row for its upstream"),
            ((child, parent) in self.edges, "licence: derived before"),
            (there > 0 and total > WHOLE, "licence: more than the whole"),
            (above_share > 0 and absolute and total > WHOLE, "licence: more than the whole"),
        )
        call = (b"%032d" % child, given, signature, row, upstream_row)
        if self.foretold(reason, lambda: self.world.licence.derive(*call, sender=author.address)):
            self.edges[child, parent] = terms
            for more in ((above, above_share), (self.films[parent].to_bytes(32), share if absolute else 0)):
                self.pass_on(child, more)

    def pass_on(self, child: int, more: tuple[bytes, int]) -> None:
        """The model's way of adding to an upstream."""
        if not more[1]:
            return
        there = self.upstream.get(child)
        self.upstream[child] = (table(there, more).root, there[1] + more[1]) if there else more

    @rule(holder=PERSON, nonce=st.integers(0, 2), really=st.integers(0, 3))
    def revoke(self, holder: int, nonce: int, really: int) -> None:
        """A licensor takes a licence back."""
        if really == 0:
            self.foretold("", lambda: self.world.licence.revoke(0, 1 << nonce, sender=self.who(holder).address))
            self.revoked.add((holder, nonce))

    @invariant()
    def edges_stay_and_upstreams_are_within_the_whole(self) -> None:
        """Terms once recorded never change, and what is owed upward is what the model adds up."""
        for child in range(5):
            account, share = self.world.licence.upstream(self.films[child])
            assert (account, share) == self.upstream.get(child, (bytes(32), 0))
            assert share <= WHOLE
            for parent in range(5):
                found = self.world.licence.terms_of(self.films[child], self.films[parent])
                assert found == self.edges.get((child, parent), bytes(32))


class Token(Machine):
    """Transfers, allowances and authorisations among four."""

    def begin(self) -> None:
        """Everybody has what the world gave him."""
        self.held = {p: self.world.token.balanceOf(self.who(p).address) for p in range(5)}
        self.allowed: dict[tuple[int, int], int] = {}
        self.used: set[tuple[int, int]] = set()
        self.supply = self.world.token.totalSupply()

    def move(self, source: int, receiver: int, amount: int) -> None:
        """The model's transfer."""
        self.held[source] -= amount
        self.held[receiver] += amount

    @rule(source=PERSON, receiver=PERSON, amount=st.integers(0, 2 * 10**15))
    def transfer(self, source: int, receiver: int, amount: int) -> None:
        """Somebody gives money."""
        reason = "pay_token: not enough" if amount > self.held[source] else ""
        given = (self.who(receiver).address, amount)
        if self.foretold(reason, lambda: self.world.token.transfer(*given, sender=self.who(source).address)):
            self.move(source, receiver, amount)

    @rule(source=PERSON, spender=PERSON, amount=st.integers(0, 10**15) | st.just(2**256 - 1))
    def approve(self, source: int, spender: int, amount: int) -> None:
        """Somebody allows another."""
        given = (self.who(spender).address, amount)
        self.foretold("", lambda: self.world.token.approve(*given, sender=self.who(source).address))
        self.allowed[source, spender] = amount

    @rule(source=PERSON, spender=PERSON, receiver=PERSON, amount=st.integers(0, 2 * 10**15))
    def transfer_from(self, source: int, spender: int, receiver: int, amount: int) -> None:
        """Somebody moves another's money."""
        allowed = self.allowed.get((source, spender), 0)
        reason = first(
            (amount > allowed, "pay_token: not allowed"), (amount > self.held[source], "pay_token: not enough")
        )
        given = (self.who(source).address, self.who(receiver).address, amount)
        if self.foretold(reason, lambda: self.world.token.transferFrom(*given, sender=self.who(spender).address)):
            self.move(source, receiver, amount)
            if allowed != 2**256 - 1:
                self.allowed[source, spender] = allowed - amount

    @rule(source=PERSON, receiver=PERSON, signer=PERSON, amount=st.integers(0, 10**14), nonce=st.integers(0, 5))
    def authorize(self, source: int, receiver: int, signer: int, amount: int, nonce: int) -> None:
        """Anybody brings an authorisation."""
        given = (self.who(source).address, self.who(receiver).address, amount, 0, 2**60, bytes(31) + bytes([nonce]))
        what = digest("pay_token", self.world.token.address, "TransferWithAuthorization", given)
        reason = first(
            ((source, nonce) in self.used, "pay_token: used"),
            (signer != source, "pay_token: bad signature"),
            (amount > self.held[source], "pay_token: not enough"),
        )
        signature = self.who(signer).sign(what)
        if self.foretold(reason, lambda: self.world.token.transferWithAuthorization(*given, signature)):
            self.move(source, receiver, amount)
            self.used.add((source, nonce))

    @rule(caller=PERSON)
    def mint(self, caller: int) -> None:
        """Nobody but the bank issues money."""
        call = lambda: self.world.token.mint(self.who(0).address, 1, sender=self.who(caller).address)  # noqa: E731
        self.foretold("pay_token: not the minter", call)

    @invariant()
    def supply_is_what_is_held(self) -> None:
        """Money is conserved to the unit."""
        assert self.world.token.totalSupply() == self.supply == sum(self.held.values())
        for person, held in self.held.items():
            assert self.world.token.balanceOf(self.who(person).address) == held


def test_licences_follow_the_model() -> None:
    """Every call does what the model says, and for the reason that it says."""
    play(Licences, 20, 700)


def test_pay_token_follows_the_model() -> None:
    """The same of the pay token."""
    play(Token, 15, 500)
