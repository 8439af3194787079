# pragma version 0.4.3
"""
@title What somebody signed
@license Apache-2.0
@author The Reelwright authors
@notice Checks EIP-712 signatures of people and, by ERC-1271, of contracts. It keeps no state: whoever uses it decides what
        may be signed once only. The domain is made anew each time from `chain.id`, so that a chain which forks takes no
        signature of the other branch.
"""

interface IERC1271:
    def isValidSignature(digest: bytes32, signature: Bytes[1024]) -> bytes4: view

DOMAIN_TYPE: constant(bytes32) = keccak256(
    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
)
VERSION: constant(bytes32) = keccak256("1")
IS_VALID: constant(bytes4) = 0x1626ba7e
HALF_ORDER: constant(uint256) = 57_896_044_618_658_097_711_785_492_504_343_953_926_418_782_139_537_452_191_302_581_570_759_080_747_168


@internal
@view
def _domain(name: bytes32) -> bytes32:
    """
    @notice The EIP-712 domain of this contract, on this chain, now.
    @param name keccak256 of the domain's name.
    """
    return keccak256(abi_encode(DOMAIN_TYPE, name, VERSION, chain.id, self))


@internal
@pure
def _digest(domain: bytes32, struct_hash: bytes32) -> bytes32:
    """
    @notice What is signed: EIP-712's encoding of a struct in a domain.
    """
    return keccak256(concat(x"1901", domain, struct_hash))


@internal
@view
def _is_signed(signer: address, digest: bytes32, signature: Bytes[1024]) -> bool:
    """
    @notice Did this account sign this digest? An account's own key is tried first, then ERC-1271 when it has code.
    @dev High `s`, odd lengths and the zero address are refused, so one consent has one signature.
    """
    if signer == empty(address):
        return False
    if len(signature) == 65:
        s: uint256 = extract32(signature, 32, output_type=uint256)
        v: uint256 = convert(slice(signature, 64, 1), uint256)
        if s <= HALF_ORDER and (v == 27 or v == 28):
            if ecrecover(digest, v, extract32(signature, 0, output_type=uint256), s) == signer:
                return True
    if not signer.is_contract:
        return False
    done: bool = False
    answer: Bytes[32] = b""
    done, answer = raw_call(
        signer,
        abi_encode(digest, signature, method_id=method_id("isValidSignature(bytes32,bytes)")),
        max_outsize=32,
        is_static_call=True,
        revert_on_failure=False,
    )
    return done and len(answer) == 32 and convert(answer, bytes32) == convert(IS_VALID, bytes32)
