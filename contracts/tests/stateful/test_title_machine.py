"""Titles against a model: each exists once, has one holder, and moves only by leave."""

from eth_hash.auto import keccak
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from stateful.machine import Machine, first, play
from trees import MemberTree, anchor_leaf
from typed import digest
from world import DAY

PERSON, WORK = st.integers(0, 3), st.integers(0, 3)
SALT = keccak(b"salt")


class Titles(Machine):
    """Registering, moving, allowing, and signatures old and new."""

    def begin(self) -> None:
        """Nothing is registered."""
        self.films: dict[tuple[int, int], dict] = {}
        self.operators: set[tuple[int, int]] = set()
        self.anchored = 0

    def root(self, work: int) -> bytes:
        """A work's root."""
        return keccak(b"work %d" % work)

    def id(self, author: int, work: int) -> int:
        """A title's id."""
        return int.from_bytes(keccak(self.who(author).account + self.root(work)))

    def register_model(self, author: int, work: int, segments: int, bps: int, created: int) -> None:
        """Writes a film into the model."""
        given = {"owner": author, "created": created, "bps": bps, "segments": segments, "uses": 0, "approved": None}
        self.films[author, work] = given

    def refusal(self, author: int, work: int, segments: int, bps: int) -> str:
        """Why a film cannot be registered."""
        return first(
            (not 0 < segments < 2**24, "title: segments out of range"),
            (bps > 10_000, "title: royalty above the whole"),
            ((author, work) in self.films, "title: registered before"),
        )

    @rule(author=PERSON, work=WORK, segments=st.sampled_from([0, 1, 20, 2**24 - 1, 2**24]), bps=st.integers(0, 10_001))
    def register(self, author: int, work: int, segments: int, bps: int) -> None:
        """An author registers."""
        reason = self.refusal(author, work, segments, bps)
        call = lambda: self.world.title.register(self.root(work), segments, bps, sender=self.who(author).address)  # noqa: E731
        if self.foretold(reason, call):
            self.register_model(author, work, segments, bps, self.world.chain.now)

    @rule(author=PERSON, work=WORK, signer=PERSON)
    def register_for(self, author: int, work: int, signer: int) -> None:
        """Anybody brings an author's word, or another's."""
        now, key = self.world.chain.now, self.who(author)
        given = (key.address, self.root(work), 5, 100, now)
        signature = self.who(signer).sign(digest("title", self.world.title.address, "Register", given))
        reason = "title: bad signature" if signer != author else self.refusal(author, work, 5, 100)
        if self.foretold(reason, lambda: self.world.title.register_for(*given, signature)):
            self.register_model(author, work, 5, 100, now)

    @rule()
    def anchor(self) -> None:
        """All works of the first author are anchored."""
        tree = MemberTree([anchor_leaf(self.who(0).address, self.root(i), SALT) for i in range(4)])
        reason = "title: anchored before" if self.anchored else ""
        if self.foretold(reason, lambda: self.world.title.anchor(tree.root)):
            self.anchored = self.world.chain.now

    @rule(author=PERSON, work=WORK)
    def register_anchored(self, author: int, work: int) -> None:
        """An author registers with the time of the anchor."""
        tree = MemberTree([anchor_leaf(self.who(0).address, self.root(i), SALT) for i in range(4)])
        proof = tree.proof(work)
        reason = first(
            (author != 0 or not self.anchored, "title: not anchored"),
            ((author, work) in self.films, "title: registered before"),
        )
        given = (self.root(work), 3, 0, tree.root, SALT, proof.sides, proof.siblings)
        if self.foretold(reason, lambda: self.world.title.register_anchored(*given, sender=self.who(author).address)):
            self.register_model(author, work, 3, 0, self.anchored)

    @rule(author=PERSON, work=WORK, caller=PERSON, source=PERSON, receiver=st.integers(0, 4))
    def transfer(self, author: int, work: int, caller: int, source: int, receiver: int) -> None:
        """Somebody moves a title, or tries to."""
        film = self.films.get((author, work))
        to = bytes(20) if receiver == 4 else self.who(receiver).address
        leave = film and (caller == source or film["approved"] == caller or (source, caller) in self.operators)
        reason = first(
            (film is None, "title: not registered"),
            (bool(film) and film["owner"] != source, "title: not the owner"),
            (not leave, "title: not allowed"),
            (receiver == 4, "title: no receiver"),
        )
        given = (self.who(source).address, to, self.id(author, work))
        if self.foretold(reason, lambda: self.world.title.transferFrom(*given, sender=self.who(caller).address)):
            film |= {"owner": receiver, "approved": None, "uses": film["uses"] + 1}

    @rule(author=PERSON, work=WORK, caller=PERSON, receiver=st.integers(0, 4))
    def approve(self, author: int, work: int, caller: int, receiver: int) -> None:
        """Somebody lets another move a title."""
        film = self.films.get((author, work))
        reason = first(
            (film is None, "title: not registered"),
            (
                bool(film) and caller != film["owner"] and (film["owner"], caller) not in self.operators,
                "title: not allowed",
            ),
        )
        to = bytes(20) if receiver == 4 else self.who(receiver).address
        call = lambda: self.world.title.approve(to, self.id(author, work), sender=self.who(caller).address)  # noqa: E731
        if self.foretold(reason, call):
            film["approved"] = None if receiver == 4 else receiver

    @rule(author=PERSON, work=WORK, signer=PERSON, late=st.integers(-1, 1), receiver=PERSON, moves=st.booleans())
    def by_signature(self, author: int, work: int, signer: int, late: int, receiver: int, moves: bool) -> None:
        """A permit or a transfer by signature, with the nonce of now, of before or of later."""
        film = self.films.get((author, work))
        nonce = max((film["uses"] if film else 0) + late, 0)
        given = (self.who(receiver).address, self.id(author, work), nonce, self.world.chain.now)
        struct = "Transfer" if moves else "Permit"
        signature = self.who(signer).sign(digest("title", self.world.title.address, struct, given))
        wrong = film is not None and (signer != film["owner"] or nonce != film["uses"])
        reason = first((film is None, "title: not registered"), (wrong, "title: bad signature"))
        function = self.world.title.transfer_for if moves else self.world.title.permit
        if self.foretold(reason, lambda: function(given[0], given[1], given[3], signature)):
            film["uses"] += 1
            film |= {"owner": receiver, "approved": None} if moves else {"approved": receiver}

    @rule(owner=PERSON, operator=PERSON, approved=st.booleans())
    def operate(self, owner: int, operator: int, approved: bool) -> None:
        """An owner chooses an operator, or dismisses him."""
        given = (self.who(operator).address, approved)
        self.foretold("", lambda: self.world.title.setApprovalForAll(*given, sender=self.who(owner).address))
        (self.operators.add if approved else self.operators.discard)((owner, operator))

    @rule()
    def wait(self) -> None:
        """A day goes by."""
        self.world.chain.pass_time(DAY)

    @invariant()
    def titles_are_unique_and_held_by_one(self) -> None:
        """Every film has the holder and the facts of the model, and balances count them."""
        for (author, work), film in self.films.items():
            expected = (self.who(film["owner"]).address, film["created"], film["bps"], film["segments"])
            assert self.world.title.film(self.id(author, work)) == expected
            assert self.world.title.nonces(self.id(author, work)) == film["uses"]
        for person in range(4):
            held = sum(film["owner"] == person for film in self.films.values())
            assert self.world.title.balanceOf(self.who(person).address) == held


def test_titles_follow_the_model() -> None:
    """Every call does what the model says, and for the reason that it says."""
    play(Titles, 20, 700)
