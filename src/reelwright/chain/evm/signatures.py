"""Who signed: signatures checked against an address, a person's or a contract's.

Knows recovery (secp256k1) and contract wallets (ERC-1271). A contract decides itself whose words
it takes for its own, so it must be asked on the ledger.
"""

from __future__ import annotations

from typing import Final

from ..errors import CodingError, RevertedError
from ..model import Address, Call, Hash, TypedData
from ..ports import Ledger
from . import abi
from .keccak import keccak256
from .typed import typed_hash

_HALF_ORDER: Final = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0
_MAGIC: Final = bytes.fromhex("1626ba7e")


def recover(digest: Hash, signature: bytes) -> Address:
    """Who signed a digest.

    Raises:
        CodingError: this is no signature that contracts accept: its length, v, or a high s (EIP-2).
    """
    if len(signature) != 65 or signature[64] not in (27, 28):
        raise CodingError("a signature has 65 bytes that end in 27 or 28")
    if int.from_bytes(signature[32:64], "big") > _HALF_ORDER:
        raise CodingError("the signature's s is high: it may be a copy of another one (EIP-2)")
    import coincurve  # noqa: PLC0415 only who checks signatures needs it

    try:
        key = coincurve.PublicKey.from_signature_and_message(
            signature[:64] + bytes([signature[64] - 27]), digest.raw, hasher=None
        )
    except Exception as error:  # coincurve has no class of its own for it
        raise CodingError("this is no signature of anybody") from error
    return Address(keccak256(key.format(compressed=False)[1:])[12:])


def signed_by(typed: TypedData, signature: bytes, who: Address, ledger: Ledger | None = None) -> bool:
    """Say whether somebody signed typed data.

    Args:
        typed: what was signed.
        signature: 65 bytes for a person, whatever it wants for a contract.
        who: a person's address or a contract's.
        ledger: where contracts are asked (ERC-1271); None to believe people only.
    """
    digest = typed_hash(typed)
    try:
        if recover(digest, signature) == who:
            return True
    except CodingError:
        pass  # it may still be a contract's
    if ledger is None or not ledger.code(who):
        return False
    payload = abi.selector("isValidSignature(bytes32,bytes)") + abi.encode_values(
        ("bytes32", "bytes"), (digest.raw, signature)
    )
    try:
        return ledger.call(Call(who, payload))[:32] == _MAGIC.ljust(32, b"\0")
    except RevertedError:
        return False
