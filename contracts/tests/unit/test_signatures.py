"""A thousand signatures that are almost right, and not one of them is accepted."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from eth_hash.auto import keccak
from evm import Chain, RevertedError
from trees import MemberTree, anchor_leaf
from typed import _name, _types, digest, domain, malleated, struct_hash
from world import DAY, World, compact, row, table

ROOT, SALT = keccak(b"a film"), keccak(b"salt")


@dataclass(frozen=True, slots=True)
class Word:
    """Something that Ann signs: for which contract, what, and how it is brought."""

    contract: str
    struct: str
    given: tuple[Any, ...]
    bring: Callable[[bytes], Any]


def words(world: World) -> Iterator[Word]:
    """One of every signed struct of every contract, each of which would be accepted."""
    ann, bob, now, title, token = world.ann, world.bob, world.chain.now, world.title, world.token
    film = int.from_bytes(world.film(ann, b"film"))
    tree = table((bob, 4), (film.to_bytes(32), 1))
    child = keccak(b"child")
    world.film(bob, b"child", tree)
    anchor = MemberTree([anchor_leaf(ann.address, ROOT, SALT)])
    title.anchor(anchor.root)

    given = (ann.address, ROOT, 20, 500, now)
    yield Word("title", "Register", given, lambda s, g=given: title.register_for(*g, s))
    works = [(ROOT, 3), (SALT, 4)]
    given = (ann.address, works, 500, now)
    yield Word("title", "RegisterBatch", given, lambda s, g=given: title.register_batch_for(*g, s))
    given = (ann.address, ROOT, 20, 500, anchor.root, SALT, now)
    call = (*given[:-1], 0, [], now)
    yield Word("title", "RegisterAnchored", given, lambda s, c=call: title.register_anchored_for(*c, s))
    given = (bob.address, film, 0, now)
    yield Word("title", "Permit", given, lambda s: title.permit(bob.address, film, now, s))
    yield Word("title", "Transfer", given, lambda s: title.transfer_for(bob.address, film, now, s))
    yield Word("title", "Describe", (ROOT, film, 0, now), lambda s: title.describe_for(film, ROOT, now, s))
    given = (ann.address, bob.address, True, 0, now)
    yield Word("title", "Operate", given, lambda s: title.operate_for(ann.address, bob.address, True, now, s))

    given = (ann.address, bob.address, 5, 0, now)
    permit = lambda s: token.permit(ann.address, bob.address, 5, now, s[64], s[:32], s[32:64])  # noqa: E731
    yield Word("pay_token", "Permit", given, permit)
    given = (ann.address, bob.address, 5, 0, now + 9, SALT)
    yield Word(
        "pay_token", "TransferWithAuthorization", given, lambda s, g=given: token.transferWithAuthorization(*g, s)
    )
    receive = lambda s, g=given: token.receiveWithAuthorization(*g, s, sender=bob.address)  # noqa: E731
    yield Word("pay_token", "ReceiveWithAuthorization", given, receive)
    given = (ann.address, SALT)
    yield Word("pay_token", "CancelAuthorization", given, lambda s, g=given: token.cancelAuthorization(*g, s))

    given = (ann.address, ROOT, tree.root, keccak(b"pool"), now)
    yield Word("market", "Bind", given, lambda s, g=given: world.market.bind_for(*g, s))
    title_account = world.market.bind(SALT, tree.root, keccak(b"pool"), sender=ann.address).value
    assert title_account
    given = (ann.address, SALT, True, 0, now)
    lane = lambda s: world.market.choose_lane_for(ann.address, SALT, True, now, s)  # noqa: E731
    yield Word("market", "ChooseLane", given, lane)
    given = (ann.address, film, 0, token.address, 99, ann.account, bytes(20), 3, now)
    yield Word("market", "Order", given, lambda s, g=given: world.market.buy(g, s, sender=bob.address))
    bobs = int.from_bytes(world.film(bob, b"bobs"))
    given = (ann.address, bobs, 0, token.address, 99, 3, now)
    accept = lambda s, g=given: world.market.accept(g, s, bob.account, sender=bob.address)  # noqa: E731
    yield Word("market", "Offer", given, accept)
    terms = (ann.address, film, 0, token.address, 9, ann.account, now + DAY, 5)
    what = (bob.address, struct_hash(_types("market"), "Auction", terms), 50)
    bid = world.sign(bob, "market", "Bid", *what)
    yield Word("market", "Auction", terms, lambda s: world.market.bid(terms, s, what, bid))
    bobs_terms = (bob.address, bobs, 0, token.address, 9, bob.account, now + DAY, 5)
    bobs_word = world.sign(bob, "market", "Auction", *bobs_terms)
    given = (ann.address, struct_hash(_types("market"), "Auction", bobs_terms), 50)
    yield Word("market", "Bid", given, lambda s, g=given: world.market.bid(bobs_terms, bobs_word, g, s))
    given = (ann.address, 4, 1 << 9)
    yield Word("market", "Cancel", given, lambda s, g=given: world.market.cancel_for(*g, s))

    given = (ann.address, film, token.address, 7, 10, SALT, now)
    buy = lambda s, g=given: world.edition.buy(g, s, 1, bob.address, sender=bob.address)  # noqa: E731
    yield Word("edition", "Edition", given, buy)
    licence = (film, bob.address, SALT, 200_000, False, bytes(32), 7, now)
    place = (tree.rows[1][1], *tree.proof(1))
    derive = lambda s: world.licence.derive(child, licence, s, place, (0, 0, []), sender=bob.address)  # noqa: E731
    yield Word("licence", "Licence", licence, derive)
    anns = table((ann, 4), (bobs.to_bytes(32), 1))
    world.film(ann, b"anns", anns)
    licence_ = (bobs, ann.address, SALT, 200_000, False, bytes(32), 7, now)
    bobs_licence = world.sign(bob, "licence", "Licence", *licence_)
    call = (ann.address, keccak(b"anns"), licence_, bobs_licence, (1, *anns.proof(1)), (0, 0, []), now)
    given = (ann.address, keccak(b"anns"), licence_, now)
    yield Word("licence", "Derive", given, lambda s, c=call: world.licence.derive_for(*c, s))

    house = keccak(b"house")
    world.tab.deposit(token.address, house, 1000, now + DAY, sender=ann.address)
    price = (token.address, house, SALT)
    one = lambda s: world.tab.settle_one(*price, ann.address, 70, s)  # noqa: E731
    yield Word("tab", "Voucher", (price, ann.address, 70), one)
    many = lambda s: world.tab.settle(*price, [(int.from_bytes(ann.address) << 96 | 70, *compact(s))])  # noqa: E731
    yield Word("tab", "Voucher", (price, ann.address, 70), many)
    campaign = (bob.address, ann.address, token.address, now + DAY, 0, 0, SALT)
    world.campaign.fund(campaign, 1000, sender=bob.address)
    name = world.campaign.campaign_id(campaign)
    claim = lambda s: world.campaign.claim(campaign, SALT, 70, s)  # noqa: E731
    yield Word("campaign", "Voucher", (name, SALT, 70), claim)
    statement = table((SALT, 70), (ROOT, 5))
    stated = lambda s: world.campaign.claim_stated(campaign, statement.root, s, *row(statement, 0))  # noqa: E731
    yield Word("campaign", "Statement", (name, statement.root), stated)


def changed(given: Any, chance: random.Random) -> Any:
    """A value of the same kind that is another one."""
    if isinstance(given, bool):
        return not given
    if isinstance(given, int):
        return given ^ 1 << chance.randrange(16)
    if isinstance(given, bytes):
        at = chance.randrange(len(given))
        return given[:at] + bytes([given[at] ^ 1 << chance.randrange(8)]) + given[at + 1 :]
    at = chance.randrange(len(given))
    return type(given)([*given[:at], changed(given[at], chance), *given[at + 1 :]])


def mutants(world: World, word: Word, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Signatures that are almost what the word needs."""
    at = world.token.address if word.contract == "pay_token" else getattr(world, word.contract).address
    name, types = _name(word.contract), _types(word.contract)

    def sign(given: tuple[Any, ...], *, key: Any = None, within: bytes = b"") -> bytes:
        """A signature of other values, by another key or in another domain."""
        within = within or domain(name, "1", 31337, at)
        return (key or world.ann).sign(keccak(b"\x19\x01" + within + struct_hash(types, word.struct, given)))

    good = sign(word.given)
    for index in range(len(word.given)):
        for _ in range(3):
            yield (
                f"member {index}",
                sign((*word.given[:index], changed(word.given[index], chance), *word.given[index + 1 :])),
            )
    yield "another name", sign(word.given, within=domain(name + " ", "1", 31337, at))
    yield "another version", sign(word.given, within=domain(name, "2", 31337, at))
    yield "another chain", sign(word.given, within=domain(name, "1", 1, at))
    yield "another contract", sign(word.given, within=domain(name, "1", 31337, world.eve.address))
    yield "another key", sign(word.given, key=world.eve)
    yield "malleated", malleated(good)
    yield "flipped v", good[:64] + bytes([55 - good[64]])
    yield "low v", good[:64] + bytes([good[64] - 27])
    yield "no signature", bytes(65)
    yield "zero r", bytes(32) + good[32:]
    yield "zero s", good[:32] + bytes(32) + good[64:]
    for _ in range(18):
        yield "a flipped bit", changed(good[:64], chance) + good[64:]
    if word.contract not in {"pay_token", "tab"}:
        for size in (0, 64, 66):
            yield f"{size} bytes", (good + b"\0")[:size]


ONCE_ONLY = {"Edition", "Cancel"}
"""An edition's word sells every copy, and taking orders back twice changes nothing."""


@pytest.mark.parametrize("codegen", ["gas", "venom"])
def test_no_mutated_signature_is_accepted(codegen: str) -> None:
    """A thousand and more mutants of every signed struct are refused; the word itself is taken, and once."""
    world, chance, refused = World(Chain(venom=codegen == "venom")), random.Random(5), 0
    for word in list(words(world)):
        mark = world.chain.mark()
        for kind, signature in mutants(world, word, chance):
            try:
                word.bring(signature)
            except RevertedError:
                refused += 1
                continue
            raise AssertionError(f"{word.contract} {word.struct}: {kind} was accepted")
        at = world.token if word.contract == "pay_token" else getattr(world, word.contract)
        good = world.ann.sign(digest(word.contract, at.address, word.struct, word.given))
        word.bring(good)
        if word.struct not in ONCE_ONLY:
            with pytest.raises(RevertedError):
                word.bring(good)
        world.chain.rewind(mark)
    assert refused >= 1000


def test_every_signed_struct_has_mutants() -> None:
    """No struct that a contract takes signed is left out above."""
    from build import DEPLOYED, domain_of, texts_of, typed_data  # noqa: PLC0415

    found = {(word.contract, word.struct) for word in words(World(Chain()))}
    parts = {"EIP712Domain", "Work", "Price", "Pool", "Campaign"}
    wanted = {
        (name, struct)
        for name in DEPLOYED
        if domain_of(texts_of(name)[f"{name}.vy"])
        for struct in set(typed_data(texts_of(name))) - parts
    }
    assert found == wanted
