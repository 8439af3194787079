"""The market against a model: a title changes hands only for its price, and every unit of the price is somebody's."""

from eth_hash.auto import keccak
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from stateful.machine import Machine, first, play
from typed import _types, struct_hash
from world import NAMES, NATIVE

PERSON, FILM, PRICE = st.integers(0, 3), st.integers(0, 1), st.integers(0, 10**6) | st.integers(0, 30)
MAKER = st.integers(0, 3)


class Market(Machine):
    """Two films, orders, offers, auctions, in a token and in the chain's own money."""

    def prepare(self) -> None:
        """Two films of the first two people."""
        type(self).films = []
        for index in range(2):
            key = self.who(index)
            type(self).films.append(self.world.title.register(b"%032d" % index, 3, 500, sender=key.address).value)
        type(self).monies = [self.world.token.address, NATIVE]

    def begin(self) -> None:
        """Films are with their makers and nothing is credited."""
        self.owner: list[int] = [0, 1]
        self.uses = [0, 0]
        self.cancelled: set[tuple[int, int]] = set()
        self.books: dict[tuple[int, bytes], int] = {}
        self.auctions: dict[tuple, dict] = {}
        self.withdrawn = [0, 0]

    def credit(self, money: int, account: bytes, amount: int) -> None:
        """Adds to an account of the model."""
        self.books[money, account] = self.books.get((money, account), 0) + amount

    def sell(self, film: int, money: int, price: int, payee: bytes, buyer: int) -> None:
        """What a sale does to the model."""
        royalty = price * 500 // 10_000
        self.credit(money, self.films[film].to_bytes(32), royalty)
        self.credit(money, payee, price - royalty)
        self.owner[film], self.uses[film] = buyer, self.uses[film] + 1

    @rule(
        film=FILM,
        money=FILM,
        maker=MAKER,
        signer=PERSON,
        buyer=PERSON,
        price=PRICE,
        nonce=st.integers(0, 3),
        stale=st.booleans(),
    )
    def buy(
        self, film: int, money: int, maker: int, signer: int, buyer: int, price: int, nonce: int, stale: bool
    ) -> None:
        """Somebody buys by an order that is sound, or is not."""
        seller, uses = self.who(maker), self.uses[film] + stale
        given = (
            seller.address,
            self.films[film],
            uses,
            self.monies[money],
            price,
            seller.account,
            bytes(20),
            nonce,
            self.world.chain.now,
        )
        signature = self.world.sign(self.who(signer), "market", "Order", *given)
        reason = first(
            (signer != maker, "market: bad signature"),
            ((maker, nonce) in self.cancelled, "market: taken back"),
            (stale, "market: has moved since"),
            (self.owner[film] != maker, "title: not the owner"),
        )
        value = price if money == 1 else 0
        if self.foretold(
            reason, lambda: self.world.market.buy(given, signature, sender=self.who(buyer).address, value=value)
        ):
            self.sell(film, money, price, seller.account, buyer)

    @rule(film=FILM, caller=PERSON, maker=MAKER, price=PRICE, nonce=st.integers(0, 3), stale=st.booleans())
    def accept(self, film: int, caller: int, maker: int, price: int, nonce: int, stale: bool) -> None:
        """Somebody sells to an offer, if the title is his."""
        given = (
            self.who(maker).address,
            self.films[film],
            self.uses[film] + stale,
            self.monies[0],
            price,
            nonce,
            self.world.chain.now,
        )
        signature = self.world.sign(self.who(maker), "market", "Offer", *given)
        reason = first(
            ((maker, nonce) in self.cancelled, "market: taken back"),
            (stale, "market: has moved since"),
            (self.owner[film] != caller, "title: not the owner"),
        )
        seller = self.who(caller)
        if self.foretold(
            reason, lambda: self.world.market.accept(given, signature, seller.account, sender=seller.address)
        ):
            self.sell(film, 0, price, seller.account, maker)

    @rule(maker=MAKER, nonce=st.integers(0, 3))
    def cancel(self, maker: int, nonce: int) -> None:
        """Somebody takes an order of his back."""
        self.foretold("", lambda: self.world.market.cancel(0, 1 << nonce, sender=self.who(maker).address))
        self.cancelled.add((maker, nonce))

    @rule(film=FILM, maker=MAKER, bidder=PERSON, amount=st.integers(0, 400), hours=st.integers(0, 3), old=st.booleans())
    def bid(self, film: int, maker: int, bidder: int, amount: int, hours: int, old: bool) -> None:
        """Somebody bids in a new auction, or in one that runs."""
        key = self.who(maker)
        ends = self.world.chain.now + hours * 3600
        terms = (key.address, self.films[film], self.uses[film], self.monies[0], 10, key.account, ends, 9)
        running = [each for each in self.auctions if each[1] == self.films[film]]
        if old and running:
            terms = running[-1]
            maker = [self.who(i).address for i in range(len(NAMES))].index(terms[0])
        what = (self.who(bidder).address, struct_hash(_types("market"), "Auction", terms), amount)
        signed = self.world.sign(self.who(maker), "market", "Auction", *terms)
        given = self.world.sign(self.who(bidder), "market", "Bid", *what)
        found = self.auctions.get(terms)
        now, end = self.world.chain.now, max(terms[6], found["ends"] if found else 0)
        best = found["amount"] if found else 0
        reason = first(
            (now >= end or bool(found and found["closed"]), "market: too late"),
            (amount < max(10, best + -(-best // 20)), "market: too low"),
            (not found and terms[2] != self.uses[film], "market: has moved since"),
            (not found and self.owner[film] != maker, "title: not the owner"),
        )
        if self.foretold(reason, lambda: self.world.market.bid(terms, signed, what, given)):
            if found:
                self.credit(0, self.who(found["bidder"]).account, best)
            else:
                self.owner[film], self.uses[film] = -1, self.uses[film] + 1
            self.auctions[terms] = {
                "bidder": bidder, "amount": amount, "ends": max(end, now + 600), "closed": False, "film": film,
            }  # fmt: skip

    @rule(index=st.integers(0, 3))
    def close(self, index: int) -> None:
        """Anybody closes an auction, if its time is over."""
        if not self.auctions:
            return
        terms = list(self.auctions)[index % len(self.auctions)]
        found = self.auctions[terms]
        reason = first(
            (found["closed"], "market: no bid"), (self.world.chain.now < found["ends"], "market: still open")
        )
        if self.foretold(reason, lambda: self.world.market.close(terms)):
            found["closed"] = True
            self.sell(found["film"], 0, found["amount"], terms[5], found["bidder"])

    @rule(money=FILM, person=PERSON)
    def withdraw(self, money: int, person: int) -> None:
        """Somebody takes his proceeds out."""
        key = (money, self.who(person).account)
        amount = self.books.get(key, 0)
        reason = "" if amount else "shares: nothing is owed"
        if self.foretold(reason, lambda: self.world.market.withdraw(self.monies[money], self.who(person).address)):
            self.withdrawn[money] += amount
            self.books[key] = 0

    @rule(minutes=st.sampled_from([5, 30, 90]))
    def wait(self, minutes: int) -> None:
        """Time goes by."""
        self.world.chain.pass_time(60 * minutes)

    @invariant()
    def titles_are_where_the_model_says(self) -> None:
        """A title is with its buyer, its seller, or in keeping."""
        for film in range(2):
            held = self.world.market if self.owner[film] == -1 else self.who(self.owner[film])
            assert self.world.title.ownerOf(self.films[film]) == held.address

    @invariant()
    def prices_are_conserved(self) -> None:
        """What the market holds is what accounts have there and the best bids, to the unit."""
        for money in range(2):
            bids = sum(each["amount"] for each in self.auctions.values() if not each["closed"]) if money == 0 else 0
            expected = sum(amount for (m, _), amount in self.books.items() if m == money) + bids
            assert self.world.money(self.monies[money], self.world.market.address) == expected


class Editions(Machine):
    """One edition of ten copies, in two monies."""

    def prepare(self) -> None:
        """A film of the first person's."""
        type(self).film = self.world.title.register(keccak(b"film"), 3, 500, sender=self.who(0).address).value

    def begin(self) -> None:
        """No copy is sold."""
        self.copies: dict[tuple[int, int], int] = {}
        self.sold = [0, 0]
        self.ended: set[int] = set()
        self.holder = 0

    def terms(self, money: int) -> tuple:
        """The terms of one of the two editions."""
        token = NATIVE if money else self.world.token.address
        return (self.who(0).address, self.film, token, 7, 10, bytes(32), self.world.chain.now)

    @rule(money=FILM, amount=st.integers(0, 4), receiver=PERSON, signer=st.integers(0, 1))
    def buy(self, money: int, amount: int, receiver: int, signer: int) -> None:
        """Somebody buys copies."""
        terms = self.terms(money)
        signature = self.world.sign(self.who(signer), "edition", "Edition", *terms)
        reason = first(
            (money in self.ended, "edition: ended"),
            (self.holder != 0, "edition: not the holder"),
            (signer != 0, "edition: bad signature"),
            (amount == 0 or self.sold[money] + amount > 10, "edition: sold out"),
        )
        given = (terms, signature, amount, self.who(receiver).address)
        value = 7 * amount if money else 0
        if self.foretold(reason, lambda: self.world.edition.buy(*given, sender=self.who(4).address, value=value)):
            self.sold[money] += amount
            self.copies[money, receiver] = self.copies.get((money, receiver), 0) + amount

    @rule(money=FILM, caller=PERSON, source=PERSON, receiver=PERSON, amount=st.integers(0, 4))
    def transfer(self, money: int, caller: int, source: int, receiver: int, amount: int) -> None:
        """Somebody moves copies."""
        held = self.copies.get((money, source), 0)
        reason = first((caller != source, "edition: not allowed"), (amount > held, "edition: not enough"))
        edition = self.world.edition.edition_id(self.terms(money))
        given = (self.who(source).address, self.who(receiver).address, edition, amount, b"")
        call = self.world.edition.safeTransferFrom
        if self.foretold(reason, lambda: call(*given, sender=self.who(caller).address)):
            self.copies[money, source] = held - amount
            self.copies[money, receiver] = self.copies.get((money, receiver), 0) + amount

    @rule(money=FILM, caller=st.integers(0, 1), really=st.integers(0, 9))
    def end(self, money: int, caller: int, really: int) -> None:
        """The maker ends an edition; another's end ends nothing."""
        if really == 0 or caller:
            edition = self.world.edition.edition_id(self.terms(money))
            self.foretold("", lambda: self.world.edition.end(edition, sender=self.who(caller).address))
            self.ended |= set() if caller else {money}

    @invariant()
    def copies_are_conserved_and_paid(self) -> None:
        """Copies held are copies sold, at most the supply; the film has their price, and nothing lies in between."""
        for money in range(2):
            terms = self.terms(money)
            edition = self.world.edition.edition_id(terms)
            held = [self.world.edition.balanceOf(self.who(p).address, edition) for p in range(4)]
            assert held == [self.copies.get((money, p), 0) for p in range(4)]
            assert sum(held) == self.world.edition.sold(edition) == self.sold[money] <= 10
            assert self.world.shares.book(terms[2], self.film.to_bytes(32)) == (7 * self.sold[money], 0)
            assert self.world.money(terms[2], self.world.edition.address) == 0


def test_sales_follow_the_model() -> None:
    """Every call does what the model says, and for the reason that it says."""
    play(Market, 25, 700)


def test_editions_follow_the_model() -> None:
    """The same of editions."""
    play(Editions, 15, 500)
