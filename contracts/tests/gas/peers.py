"""Our figures beside those of the usual way, on one EVM: tokens of OpenZeppelin and Solady, compiled here from npm.

Needs Node and, in a `node_modules` beside the contracts or in the folder that `NODE_MODULES` names, the packages solc,
@openzeppelin/contracts and solady (``npm install --ignore-scripts solc @openzeppelin/contracts solady``). Without them
it says so and prints our figures alone. No test and no build needs any of this.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from evm import Chain, Contract, Interface
from gas.measure import GOLDEN, LIFE

MODULES = Path(os.environ.get("NODE_MODULES", Path(__file__).parents[2] / "node_modules"))
PEERS = """
// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;
import {ERC721 as OZ721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC1155 as OZ1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {ERC20 as OZ20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC721 as Solady721} from "solady/src/tokens/ERC721.sol";
contract A is OZ721("a", "a") { function mint(address to, uint256 id) external { _mint(to, id); } }
contract B is Solady721 {
  function name() public pure override returns (string memory) { return "b"; }
  function symbol() public pure override returns (string memory) { return "b"; }
  function tokenURI(uint256) public pure override returns (string memory) { return ""; }
  function mint(address to, uint256 id) external { _mint(to, id); }
}
contract C is OZ20("c", "c") { function mint(address to, uint256 n) external { _mint(to, n); } }
contract D is OZ1155("") { function mint(address to, uint256 id) external { _mint(to, id, 1, ""); } }
"""
COMPILE = """
const fs = require('fs'), solc = require('solc');
const find = name => ({contents: fs.readFileSync(process.argv[1] + '/' + name, 'utf8')});
process.stdout.write(solc.compile(fs.readFileSync(0, 'utf8'), {import: find}));
"""


def peers() -> dict[str, Any]:
    """The peers' contracts, compiled; empty when there is no way to compile them."""
    node = shutil.which("node")
    if node is None or not (MODULES / "solc").exists():
        return {}
    given = {
        "language": "Solidity",
        "sources": {"Peers.sol": {"content": PEERS}},
        "settings": {
            "evmVersion": "prague",
            "optimizer": {"enabled": True, "runs": 1_000_000},
            "outputSelection": {"Peers.sol": {"*": ["abi", "evm.bytecode.object"]}},
        },
    }
    made = subprocess.run(
        [node, "-e", COMPILE, str(MODULES)],
        input=json.dumps(given),
        env=os.environ | {"NODE_PATH": str(MODULES)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(made.stdout)["contracts"]["Peers.sol"]


def measured(made: dict[str, Any]) -> dict[str, int]:
    """What the peers' actions cost in their steady state."""
    chain = Chain()
    ann, bob = chain.account("ann"), chain.account("bob")

    def put(name: str) -> Contract:
        """Deploys a peer."""
        interface = Interface.of(made[name]["abi"])
        return Contract(chain, chain.create(bytes.fromhex(made[name]["evm"]["bytecode"]["object"])), interface, None)

    found = {}
    for name, contract in (("OpenZeppelin", put("A")), ("Solady", put("B"))):
        contract.mint(ann, 1)
        contract.mint(bob, 2)
        found[f"{name} ERC-721: mint"] = contract.mint(ann, 3).gas
        found[f"{name} ERC-721: transfer"] = contract.transferFrom(ann, bob, 3, sender=ann).gas
    money, tickets = put("C"), put("D")
    money.mint(ann, 10**9)
    money.mint(bob, 1)
    found["OpenZeppelin ERC-20: transfer"] = money.transfer(bob, 5, sender=ann).gas
    tickets.mint(bob, 1)
    found["OpenZeppelin ERC-1155: mint, a new one"] = tickets.mint(bob, 2).gas
    return found


def main() -> None:
    """Prints both."""
    ours = {name: row["gas"] for name, row in json.loads(GOLDEN.read_text(encoding="utf-8")).items()}
    made = peers()
    if not made:
        print(f"no peers here: Node or {MODULES}/solc is missing; ours alone (make gas prints all)")
        print(f"{LIFE:<50}{ours[LIFE]:>16,}")
        return
    found = measured(made)
    token, mint = found["OpenZeppelin ERC-20: transfer"], found["OpenZeppelin ERC-721: mint"]
    ticket = found["OpenZeppelin ERC-1155: mint, a new one"]
    naive_life = 20 * mint + mint + 1000 * (token + ticket) + 1_000_000 * token + 100 * token
    rows = [
        ("register 20 segments", "a token each", 20 * mint, ours["title: register, 20 segments"]),
        ("register 5,000 segments", "a token each", 5000 * mint, ours["title: register, 5000 segments"]),
        ("one title", "OpenZeppelin mint", mint, ours["title: register, 20 segments"]),
        ("one title", "Solady mint", found["Solady ERC-721: mint"], ours["title: register, 20 segments"]),
        ("transfer", "OpenZeppelin", found["OpenZeppelin ERC-721: transfer"], ours["title: transferFrom"]),
        ("transfer", "Solady", found["Solady ERC-721: transfer"], ours["title: transferFrom"]),
        ("pay 100 people", "a transfer each", 100 * token, 100 * ours["shares: draw_many of 100, each"]),
        ("1,000 unlocks", "transfer and ticket", 1000 * (token + ticket), 200 * ours["tab: settle 200 viewers, each"]),
        ("1 M views", "a transfer each", 10**6 * token, ours["campaign: fund and settle 1 M views, all new"]),
        ("a film's whole life", "all of the above", naive_life, ours[LIFE]),
    ]
    print(f"{'':<26}{'the usual way':<22}{'gas':>18}{'ours':>14}{'ratio':>10}")
    for what, way, theirs, mine in rows:
        print(f"{what:<26}{way:<22}{theirs:>18,}{mine:>14,}{theirs / mine:>10,.1f}")


if __name__ == "__main__":
    main()
