# pragma version 0.4.3
"""
@title Merkle trees
@license Apache-2.0
@author The Reelwright authors
@notice Leaves begin with 0x00 and inner nodes with 0x01, so neither can pass for the other. Three trees:
        - segments: leaves carry their index and are filled up with zeros to a power of two (docs/reference/segments.md);
        - members: a leaf is somewhere in the tree; an odd last node goes up a level as it is and is never doubled;
        - weights: as members, and every node also commits to the weight below it, so what the leaves are given can
          never pass the whole, and each leaf has an interval of the whole to itself.
"""

struct Step:
    node: bytes32
    weight: uint256

struct Row:
    payee: bytes32
    weight: uint256


@internal
@pure
def _node(left: bytes32, right: bytes32) -> bytes32:
    """
    @notice An inner node of a tree without weights.
    """
    return keccak256(concat(x"01", left, right))


@internal
@pure
def _segment_root(index: uint256, record: bytes32, count: uint256, proof: DynArray[bytes32, 24]) -> bytes32:
    """
    @notice The root of the tree of `count` segments in which this record stands at `index`, or nothing when there is no
            such place or the proof has not the depth of such a tree.
    @param record keccak256 of the segment's record.
    """
    if index >= count or (1 << len(proof)) < count or (1 << len(proof)) >= 2 * count:
        return empty(bytes32)
    leaf: bytes32 = keccak256(concat(x"00", convert(index, bytes32), record))
    return self._member_root(leaf, index, proof)


@internal
@pure
def _member_root(leaf: bytes32, sides: uint256, proof: DynArray[bytes32, 32]) -> bytes32:
    """
    @notice The root above a leaf.
    @param sides Bit k is set when sibling k stands on the left.
    """
    node: bytes32 = leaf
    side: uint256 = sides
    for sibling: bytes32 in proof:
        if side & 1 == 1:
            node = self._node(sibling, node)
        else:
            node = self._node(node, sibling)
        side >>= 1
    return node


@internal
@pure
def _weighed_leaf(payee: bytes32, weight: uint256) -> bytes32:
    """
    @notice The leaf that gives `payee` a weight.
    """
    return keccak256(concat(x"00", payee, convert(weight, bytes32)))


@internal
@pure
def _weighed_node(left: bytes32, left_weight: uint256, right: bytes32, right_weight: uint256) -> bytes32:
    """
    @notice An inner node that commits to the weights of both sides.
    """
    return keccak256(concat(x"01", left, convert(left_weight, bytes32), right, convert(right_weight, bytes32)))


@internal
@pure
def _weigh(payee: bytes32, weight: uint256, sides: uint256, proof: DynArray[Step, 32]) -> (bytes32, uint256, uint256):
    """
    @notice The root above a weighed leaf, where its interval starts, and the weight of the whole.
    @dev Additions are checked: a side that would overflow reverts. Because every node on the way commits to both sides,
         leaves that prove against one root have intervals that do not overlap and end within the whole.
    """
    node: bytes32 = self._weighed_leaf(payee, weight)
    start: uint256 = 0
    total: uint256 = weight
    side: uint256 = sides
    for step: Step in proof:
        if side & 1 == 1:
            node = self._weighed_node(step.node, step.weight, node, total)
            start += step.weight
        else:
            node = self._weighed_node(node, total, step.node, step.weight)
        total += step.weight
        side >>= 1
    return node, start, total


@internal
@pure
def _table_root(rows: DynArray[Row, 256]) -> (bytes32, uint256):
    """
    @notice The root and the weight of a whole table. An empty table has neither.
    @dev Works in place, level by level: a row becomes its node and the weight below it.
    """
    count: uint256 = len(rows)
    if count == 0:
        return empty(bytes32), 0
    level: DynArray[Row, 256] = rows
    for i: uint256 in range(count, bound=256):
        level[i].payee = self._weighed_leaf(level[i].payee, level[i].weight)
    for _: uint256 in range(8):
        if count == 1:
            break
        for i: uint256 in range(count >> 1, bound=128):
            left: Row = level[2 * i]
            right: Row = level[2 * i + 1]
            level[i].payee = self._weighed_node(left.payee, left.weight, right.payee, right.weight)
            level[i].weight = left.weight + right.weight
        if count & 1 == 1:
            level[count >> 1] = level[count - 1]
        count = (count + 1) >> 1
    return level[0].payee, level[0].weight
