"""Shares against a model: conserved to the unit, solvent, at most the whole, nobody blocked, also in a bad token."""

from doubles import BAD_TOKEN, put
from eth_hash.auto import keccak
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from stateful.machine import Machine, first, play
from trees import WeighedTree
from world import DAY, NATIVE, row, table

MONEY, PERSON, TREE = st.integers(0, 2), st.integers(0, 3), st.integers(0, 2)
AMOUNT = st.integers(0, 10**6) | st.integers(0, 9)


class Shares(Machine):
    """Two monies that behave and one that does not; three tables, one inside another; a title; a pool."""

    def prepare(self) -> None:
        """The bad token, and money for all."""
        type(self).bad = put(self.world.chain, BAD_TOKEN)
        for person in range(5):
            self.bad.mint(self.who(person).address, 10**15)
        inner = table((self.who(0), 1), (self.who(1), 2), (self.who(2), 0), (self.who(3), 4))
        type(self).trees = [
            inner,
            table((self.who(0), 333), (self.who(1), 333), (self.who(0), 334)),
            table((inner.root, 70), (self.who(2), 29), (keccak(self.who(0).account + b"r" * 32), 1)),
        ]
        type(self).title = keccak(self.who(0).account + b"r" * 32)
        type(self).monies = [self.world.token.address, NATIVE, self.bad.address]
        type(self).pool = (self.who(1).address, self.who(2).address, DAY)
        type(self).account = self.world.shares.pool_account(self.pool)

    def begin(self) -> None:
        """All books are empty; what people hold is remembered."""
        self.received: dict[tuple[int, bytes], int] = {}
        self.left: dict[tuple[int, bytes], int] = {}
        self.claimed: dict[tuple[int, bytes, int], int] = {}
        self.kept: dict[tuple[int, bytes], int] = {}
        self.had: dict[tuple[int, bytes], int] = {}
        self.drawn: dict[tuple[int, bytes], int] = {}
        self.paid_in = [0, 0, 0]
        self.bound = False
        self.turn = 0
        self.barred: set[int] = set()
        self.paused = False
        self.live: dict[int, WeighedTree | None] = dict.fromkeys(range(3))
        self.waiting: dict[int, tuple[WeighedTree, int] | None] = dict.fromkeys(range(3))
        self.held = {
            (m, self.who(p).account): self.world.money(self.monies[m], self.who(p).address)
            for m in range(3)
            for p in range(3)
        }

    def sendable(self, money: int, account: bytes) -> bool:
        """Would the money go to this person now?"""
        return money != 2 or not (self.paused or account in {self.who(p).account for p in self.barred})

    def give(self, money: int, target: bytes, amount: int) -> None:
        """The model's way of giving what has left an account; a person has it or has it kept."""
        person = not any(target[:12])
        if person and self.sendable(money, target):
            self.had[money, target] = self.had.get((money, target), 0) + amount
        else:
            self.received[money, target] = self.received.get((money, target), 0) + amount

    def owed(self, money: int, tree: WeighedTree, index: int) -> int:
        """What a row is owed by now."""
        income = self.received.get((money, tree.root), 0)
        weight, start = tree.rows[index][1], tree.start(index)
        settled = self.left.get((money, tree.root), 0) * weight // tree.total
        return max(income * weight // tree.total - max(settled, self.claimed.get((money, tree.root, start), 0)), 0)

    @rule(money=MONEY, to=st.integers(0, 4), amount=AMOUNT, calls=st.booleans())
    def pay(self, money: int, to: int, amount: int, calls: bool) -> None:
        """The fifth person pays into a table, the title or the pool, sometimes with money that calls."""
        account = [*[tree.root for tree in self.trees], self.title, self.account][to]
        value = amount if self.monies[money] == NATIVE else 0
        barred = money == 2 and self.paused
        given = (self.monies[money], account, amount)
        reason = "token: barred" if barred else ""
        token = (self.world.token, None, self.bad)[money]
        if calls and token is not None:
            done = self.foretold(
                reason,
                lambda: token.transferAndCall(self.world.shares.address, amount, account, sender=self.who(4).address),
            )
        else:
            pay = self.world.shares.pay
            done = self.foretold(reason, lambda: pay(*given, sender=self.who(4).address, value=value))
        if done:
            self.received[money, account] = self.received.get((money, account), 0) + amount
            self.paid_in[money] += amount

    @rule(money=MONEY, tree=TREE, index=st.integers(0, 3), forged=st.integers(-1, 1))
    def claim(self, money: int, tree: int, index: int, forged: int) -> None:
        """Anybody asks for a row's part, sometimes with another weight."""
        tree_, index = self.trees[tree], index % len(self.trees[tree].rows)
        (payee, weight), sides, proof = row(tree_, index)
        amount = self.owed(money, tree_, index)
        person = not any(payee[:12])
        wrong = forged != 0 and weight + forged >= 0
        reason = first(
            (wrong, "shares: not in the table"),
            (amount == 0, "shares: nothing is owed"),
            (person and not self.sendable(money, payee), "shares: not sent"),
        )
        given = (self.monies[money], tree_.root, (payee, weight + forged if wrong else weight), sides, proof)
        if self.foretold(reason, lambda: self.world.shares.claim(*given)):
            key = (money, tree_.root, tree_.start(index))
            self.claimed[key] = self.received[money, tree_.root] * weight // tree_.total
            self.give(money, payee, amount)

    @rule(money=MONEY, tree=TREE, part=st.booleans())
    def draw_many(self, money: int, tree: int, part: bool) -> None:
        """Anybody draws a whole table, or tries with a part of it."""
        tree_ = self.trees[tree]
        rows = tree_.rows[:-1] if part else tree_.rows
        reason = "shares: not the table" if part else ""
        if self.foretold(reason, lambda: self.world.shares.draw_many(self.monies[money], tree_.root, rows)):
            amounts = [self.owed(money, tree_, i) for i in range(len(tree_.rows))]
            self.left[money, tree_.root] = self.received.get((money, tree_.root), 0)
            for (payee, _), amount in zip(tree_.rows, amounts, strict=True):
                if amount:
                    self.give(money, payee, amount)

    @rule(money=MONEY, person=PERSON)
    def withdraw(self, money: int, person: int) -> None:
        """Anybody sends a person what was kept for him."""
        key = (money, self.who(person).account)
        amount = self.received.get(key, 0) - self.left.get(key, 0)
        reason = first((amount == 0, "shares: nothing is owed"), (not self.sendable(money, key[1]), "shares: not sent"))
        if self.foretold(reason, lambda: self.world.shares.withdraw(self.monies[money], self.who(person).address)):
            self.left[key] = self.received[key]
            self.had[key] = self.had.get(key, 0) + amount

    @rule(author=st.integers(0, 1))
    def bind(self, author: int) -> None:
        """The author binds the title, and another a title of his own."""
        reason = "shares: bound before" if self.bound and author == 0 else ""
        given = (b"r" * 32, self.trees[1].root, bytes(32))
        if author == 0:
            self.foretold(reason, lambda: self.world.shares.bind(*given, sender=self.who(0).address))
            self.bound = True

    @rule(money=MONEY)
    def forward(self, money: int) -> None:
        """Anybody moves on what the title has received."""
        key = (money, self.title)
        amount = self.received.get(key, 0) - self.left.get(key, 0)
        reason = first((not self.bound, "shares: not bound"), (amount == 0, "shares: nothing is owed"))
        if self.foretold(reason, lambda: self.world.shares.forward(self.monies[money], self.title)):
            self.left[key] = self.received[key]
            self.give(money, self.trees[1].root, amount)

    def mature(self, money: int) -> None:
        """A root whose window is over is live."""
        waiting = self.waiting[money]
        if waiting and self.world.chain.now >= waiting[1]:
            self.live[money], self.waiting[money] = waiting[0], None

    @rule(money=MONEY, amounts=st.lists(st.integers(1, 10**6), min_size=1, max_size=3))
    def post(self, money: int, amounts: list[int]) -> None:
        """The operator posts a root, honest or not."""
        self.mature(money)
        tree = WeighedTree([(self.who(i).account, amount) for i, amount in enumerate(amounts)])
        reason = "shares: still in the window" if self.waiting[money] else ""
        given = (self.monies[money], self.pool[1], DAY, tree.root, bytes(32))
        if self.foretold(reason, lambda: self.world.shares.post(*given, sender=self.pool[0])):
            self.waiting[money] = (tree, self.world.chain.now + DAY)

    @rule(money=MONEY)
    def veto(self, money: int) -> None:
        """The guardian stops a root in its window."""
        self.mature(money)
        reason = "" if self.waiting[money] else "shares: nothing to stop"
        given = (self.monies[money], self.pool[0], DAY)
        self.foretold(reason, lambda: self.world.shares.veto(*given, sender=self.pool[1]))
        self.waiting[money] = None

    @rule(money=MONEY, index=st.integers(0, 2))
    def draw(self, money: int, index: int) -> None:
        """Anybody asks for a payee's part of the live root."""
        self.mature(money)
        tree = self.live[money] or WeighedTree([(self.who(0).account, 1)])
        index %= len(tree.rows)
        payee, weight = tree.rows[index]
        key = (money, self.account)
        had, spent, income = self.drawn.get((money, payee), 0), self.left.get(key, 0), self.received.get(key, 0)
        reason = first(
            (self.live[money] is None, "shares: not in the payout"),
            (tree.total > income, "shares: more than was received"),
            (weight <= had, "shares: nothing is owed"),
            (spent + weight - had > income, "shares: more than was received"),
            (not self.sendable(money, payee), "shares: not sent"),
        )
        given = (self.monies[money], self.pool, *row(tree, index))
        if self.foretold(reason, lambda: self.world.shares.draw(*given)):
            self.drawn[money, payee] = weight
            self.left[key] = spent + weight - had
            self.give(money, payee, weight - had)

    @rule(person=PERSON, paused=st.booleans())
    def misbehave(self, person: int, paused: bool) -> None:
        """The bad token bars somebody, or lets him in again, and stands still or goes on."""
        self.barred ^= {person}
        self.paused = paused
        self.bad.bar(self.who(person).address, person in self.barred)
        self.bad.pause(paused)

    @rule()
    def wait(self) -> None:
        """Half a day goes by."""
        self.world.chain.pass_time(DAY // 2)

    def teardown(self) -> None:
        """In the end every money is looked at."""
        for _ in range(3):
            self.money_is_conserved()
            self.people_have_what_the_model_says()
            self.books_follow_and_are_solvent()

    @invariant()
    def money_is_conserved(self) -> None:
        """What came in is what people had and what is still there; the monies are looked at in turn."""
        self.turn = (self.turn + 1) % 3
        for money in (self.turn,):
            out = sum(amount for (m, _), amount in self.had.items() if m == money)
            assert self.paid_in[money] == out + self.world.money(self.monies[money], self.world.shares.address)

    @invariant()
    def people_have_what_the_model_says(self) -> None:
        """Every person's purse moved by what the model gave him."""
        for (money, account), held in self.held.items():
            if money != self.turn:
                continue
            assert self.world.money(self.monies[money], account[12:]) - held == self.had.get((money, account), 0)

    @invariant()
    def books_follow_and_are_solvent(self) -> None:
        """Books say what the model says; no table has given more than the whole, no account more than it received."""
        for money in (self.turn,):
            promised = 0
            for tree in self.trees:
                book = self.world.shares.book(self.monies[money], tree.root)
                key = (money, tree.root)
                assert book == (self.received.get(key, 0), self.left.get(key, 0))
                promised += sum(self.owed(money, tree, i) for i in range(len(tree.rows)))
            for account in (self.title, self.account, *(self.who(p).account for p in range(4))):
                income, left = self.world.shares.book(self.monies[money], account)
                assert left <= income == self.received.get((money, account), 0)
                promised += income - left
            assert promised <= self.world.money(self.monies[money], self.world.shares.address)


def test_shares_follow_the_model() -> None:
    """Every call does what the model says, and for the reason that it says."""
    play(Shares, 28, 750)
