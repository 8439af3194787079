"""Tabs and campaigns against a model: cumulative, solvent, and what is not spent goes back."""

from eth_hash.auto import keccak
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from stateful.machine import Machine, first, play
from trees import WeighedTree
from world import DAY, NATIVE, compact, row

PERSON, MONEY = st.integers(0, 3), st.integers(0, 1)
HOUSE, TERMS = b"h" * 32, b"t" * 32


class Tabs(Machine):
    """Four viewers of one house, in two monies."""

    def begin(self) -> None:
        """Nobody has paid in."""
        self.monies = [self.world.token.address, NATIVE]
        self.paid: dict[tuple[int, int], int] = {}
        self.spent: dict[tuple[int, int], int] = {}
        self.expiry: dict[tuple[int, int], int] = {}
        self.house = [0, 0]

    @rule(money=MONEY, viewer=PERSON, amount=st.integers(0, 1000), days=st.integers(-1, 20))
    def deposit(self, money: int, viewer: int, amount: int, days: int) -> None:
        """A viewer pays in."""
        expiry = self.world.chain.now + days * DAY
        key = (money, viewer)
        wrong = expiry < self.expiry.get(key, 0) or days < 0
        reason = "tab: expiry out of range" if wrong else ""
        given = (self.monies[money], HOUSE, amount, expiry)
        value = amount if money else 0
        if self.foretold(reason, lambda: self.world.tab.deposit(*given, sender=self.who(viewer).address, value=value)):
            self.paid[key] = self.paid.get(key, 0) + amount
            self.expiry[key] = expiry

    @rule(
        money=MONEY,
        vouchers=st.lists(
            st.tuples(PERSON, st.integers(0, 2000), st.sampled_from([0, 0, 0, 1])), min_size=1, max_size=6
        ),
    )
    def settle(self, money: int, vouchers: list[tuple[int, int, int]]) -> None:
        """Anybody brings vouchers: new, old, too much, forged."""
        brought, total, spent = [], 0, dict(self.spent)
        for viewer, amount, forged in vouchers:
            key = self.who(viewer)
            given = ((self.monies[money], HOUSE, TERMS), key.address, amount)
            signature = self.world.sign(self.who(viewer + forged), "tab", "Voucher", *given)
            brought.append((int.from_bytes(key.address) << 96 | amount, *compact(signature)))
            before = spent.get((money, viewer), 0)
            if not forged and before < amount <= self.paid.get((money, viewer), 0):
                total += amount - before
                spent[money, viewer] = amount
        reason = "" if total else "tab: nothing to settle"
        if self.foretold(reason, lambda: self.world.tab.settle(self.monies[money], HOUSE, TERMS, brought)):
            self.spent = spent
            self.house[money] += total

    @rule(money=MONEY, viewer=PERSON)
    def refund(self, money: int, viewer: int) -> None:
        """Anybody asks for a viewer's rest."""
        key = (money, viewer)
        rest = self.paid.get(key, 0) - self.spent.get(key, 0)
        early = self.world.chain.now < self.expiry.get(key, 0) + 7 * DAY
        reason = first((rest == 0, "tab: nothing left"), (early, "tab: not yet"))
        call = lambda: self.world.tab.refund(self.monies[money], HOUSE, self.who(viewer).address)  # noqa: E731
        if self.foretold(reason, call):
            self.paid[key] = self.spent.get(key, 0)

    @rule(days=st.integers(1, 8))
    def wait(self, days: int) -> None:
        """Days go by."""
        self.sleep(days)

    @invariant()
    def tabs_are_solvent_and_the_house_is_paid(self) -> None:
        """What lies here is what viewers have not spent; the rest is the house's; nobody spent more than he paid in."""
        for money in range(2):
            rest = sum(amount for (m, _), amount in self.paid.items() if m == money)
            rest -= sum(amount for (m, _), amount in self.spent.items() if m == money)
            assert self.world.money(self.monies[money], self.world.tab.address) == rest
            assert self.world.shares.book(self.monies[money], HOUSE) == (self.house[money], 0)
            for viewer in range(4):
                paid, spent, _ = self.world.tab.tab(self.monies[money], HOUSE, self.who(viewer).address)
                assert (paid, spent) == (self.paid.get((money, viewer), 0), self.spent.get((money, viewer), 0))
                assert spent <= paid


class Campaigns(Machine):
    """Two campaigns in two monies, one of which holds a fifth back, and three creators."""

    def begin(self) -> None:
        """Nothing is paid in."""
        bob, cat, now = self.who(1).address, self.who(2).address, self.world.chain.now
        self.campaigns = [
            (bob, cat, self.world.token.address, now + 10 * DAY, 0, 0, bytes(32)),
            (bob, cat, NATIVE, now + 10 * DAY, 9 * DAY, 2000, bytes(32)),
        ]
        self.ids = [self.world.campaign.campaign_id(each) for each in self.campaigns]
        self.creators = [keccak(b"creator %d" % i) for i in range(3)]
        self.budget = [0, 0]
        self.accepted = {(c, i): 0 for c in range(2) for i in range(3)}
        self.paid = dict(self.accepted)
        self.forfeited = dict(self.accepted)
        self.keys = [(2, 2, 0), (2, 2, 0)]  # who signs, who signed before him, and until when that holds too

    def spent(self, campaign: int) -> int:
        """What creators have coming."""
        return sum(self.accepted[campaign, i] - self.forfeited[campaign, i] for i in range(3))

    def due(self, campaign: int, creator: int) -> int:
        """What a creator must have had by now."""
        accepted, terms = self.accepted[campaign, creator], self.campaigns[campaign]
        over = self.world.chain.now >= terms[3] + terms[4]
        return accepted - (self.forfeited[campaign, creator] if over else accepted * terms[5] // 10_000)

    @rule(campaign=MONEY, amount=st.integers(0, 1000))
    def fund(self, campaign: int, amount: int) -> None:
        """The brand pays in."""
        terms = self.campaigns[campaign]
        reason = "campaign: over" if self.world.chain.now >= terms[3] else ""
        value = amount if campaign else 0
        if self.foretold(reason, lambda: self.world.campaign.fund(terms, amount, sender=terms[0], value=value)):
            self.budget[campaign] += amount

    def refusal(self, campaign: int, creator: int, cumulative: int) -> str:
        """Why a sum is not accepted."""
        more = cumulative - self.accepted[campaign, creator]
        return first(
            (more <= 0, "campaign: nothing new"),
            (more > self.budget[campaign] - self.spent(campaign), "campaign: more than the budget"),
        )

    def signs(self, campaign: int, who: int) -> bool:
        """Does somebody's signature count for a campaign now?"""
        now, before, until = self.keys[campaign]
        return who == now or (who == before and self.world.chain.now < until)

    @rule(campaign=MONEY, creator=st.integers(0, 2), cumulative=st.integers(0, 2000), signer=st.integers(1, 3))
    def claim(self, campaign: int, creator: int, cumulative: int, signer: int) -> None:
        """Anybody brings a voucher."""
        given = (self.ids[campaign], self.creators[creator], cumulative)
        signature = self.world.sign(self.who(signer), "campaign", "Voucher", *given)
        forged = not self.signs(campaign, signer)
        reason = "campaign: bad signature" if forged else self.refusal(campaign, creator, cumulative)
        call = lambda: self.world.campaign.claim(self.campaigns[campaign], *given[1:], signature)  # noqa: E731
        if self.foretold(reason, call):
            self.accepted[campaign, creator] = cumulative
            self.paid[campaign, creator] = self.due(campaign, creator)

    @rule(campaign=MONEY, index=st.integers(0, 2), amounts=st.lists(st.integers(0, 900), min_size=3, max_size=3))
    def claim_stated(self, campaign: int, index: int, amounts: list[int]) -> None:
        """Anybody brings a row of a statement."""
        tree = WeighedTree(list(zip(self.creators, amounts, strict=True)))
        signer = self.keys[campaign][0]
        signature = self.world.sign(self.who(signer), "campaign", "Statement", self.ids[campaign], tree.root)
        beyond = tree.total > self.budget[campaign]
        reason = "campaign: more than the budget" if beyond else self.refusal(campaign, index, amounts[index])
        given = (self.campaigns[campaign], tree.root, signature, *row(tree, index))
        if self.foretold(reason, lambda: self.world.campaign.claim_stated(*given)):
            self.accepted[campaign, index] = amounts[index]
            self.paid[campaign, index] = self.due(campaign, index)

    @rule(campaign=MONEY, creator=st.integers(0, 2))
    def release(self, campaign: int, creator: int) -> None:
        """Anybody asks for a held part."""
        reason = "" if self.due(campaign, creator) > self.paid[campaign, creator] else "campaign: nothing to release"
        given = (self.campaigns[campaign], self.creators[creator])
        if self.foretold(reason, lambda: self.world.campaign.release(*given)):
            self.paid[campaign, creator] = self.due(campaign, creator)

    @rule(campaign=MONEY, creator=st.integers(0, 2), caller=st.integers(1, 2))
    def contest(self, campaign: int, creator: int, caller: int) -> None:
        """The brand contests a held part."""
        terms = self.campaigns[campaign]
        held = self.accepted[campaign, creator] * terms[5] // 10_000
        reason = first(
            (caller != 1, "campaign: not the payer"),
            (self.world.chain.now >= terms[3] + terms[4], "campaign: too late"),
            (held <= self.forfeited[campaign, creator], "campaign: nothing held"),
        )
        given = (terms, self.creators[creator])
        if self.foretold(reason, lambda: self.world.campaign.contest(*given, sender=self.who(caller).address)):
            self.forfeited[campaign, creator] = held

    @rule(campaign=MONEY, caller=st.sampled_from([1, 1, 2]), key=st.integers(1, 3))
    def rotate(self, campaign: int, caller: int, key: int) -> None:
        """The brand turns its key, and the one before it has a day more."""
        now, _, until = self.keys[campaign]
        soon = self.world.chain.now < until
        reason = first((caller != 1, "campaign: not the payer"), (soon, "campaign: rotated before"))
        given = (self.campaigns[campaign], self.who(key).address)
        if self.foretold(reason, lambda: self.world.campaign.rotate(*given, sender=self.who(caller).address)):
            self.keys[campaign] = (key, now, self.world.chain.now + DAY)

    @rule(campaign=MONEY)
    def refund(self, campaign: int) -> None:
        """Anybody asks for the brand's rest."""
        rest = self.budget[campaign] - self.spent(campaign)
        early = self.world.chain.now < self.campaigns[campaign][3] + 7 * DAY
        reason = first((rest == 0, "campaign: nothing left"), (early, "campaign: not yet"))
        if self.foretold(reason, lambda: self.world.campaign.refund(self.campaigns[campaign])):
            self.budget[campaign] -= rest

    @rule(hours=st.integers(1, 60))
    def wait(self, hours: int) -> None:
        """Hours go by."""
        self.world.chain.pass_time(3600 * hours)

    @invariant()
    def campaigns_are_solvent_and_cumulative(self) -> None:
        """What lies here is the budget less what was paid; creators have what the model says and no more."""
        for campaign in range(2):
            money = self.campaigns[campaign][2]
            paid = sum(self.paid[campaign, i] for i in range(3))
            assert self.world.money(money, self.world.campaign.address) == self.budget[campaign] - paid
            assert self.world.campaign.budget(self.ids[campaign]) == (self.budget[campaign], self.spent(campaign))
            assert paid <= self.spent(campaign) <= self.budget[campaign]
            for i in range(3):
                state = (self.accepted[campaign, i], self.paid[campaign, i], self.forfeited[campaign, i])
                assert self.world.campaign.creator(self.ids[campaign], self.creators[i]) == state
                assert self.world.shares.book(money, self.creators[i]) == (self.paid[campaign, i], 0)


def test_tabs_follow_the_model() -> None:
    """Every call does what the model says, and for the reason that it says."""
    play(Tabs, 20, 600)


def test_campaigns_follow_the_model() -> None:
    """The same of campaigns."""
    play(Campaigns, 20, 700)
