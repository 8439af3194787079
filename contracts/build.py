"""Compiles the contracts, and writes down what the house needs of them: artifacts, and parts of their page.

``python build.py`` writes; ``python build.py --check`` compares and fails when anything differs. Nothing here knows a
chain: deploying is the work of `reelwright.chain`.
"""

import argparse
import hashlib
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

from eth_hash.auto import keccak

HERE = Path(__file__).parent
SOURCES = HERE / "src"
INTERFACES = HERE / "interfaces"
ARTIFACTS = HERE.parent / "src/reelwright/chain/artifacts"
PAGE = HERE.parent / "docs/reference/contracts.md"
BUILDS = HERE / ".build"
DEPLOYER = "0x4e59b44847b379578588920cA78FbF26c0B4956C"
DEPLOYED = ("pay_token", "title", "market", "edition", "licence", "tab", "campaign")
NEEDS = {"title_": "title", "shares_": "market"}
SETTINGS = {"vyper": "0.4.3", "optimize": "gas", "evm_version": "prague"}


def texts_of(name: str) -> dict[str, str]:
    """A contract's source and those of all modules below it, by file name."""
    path = INTERFACES / f"{name}.vyi" if (INTERFACES / f"{name}.vyi").exists() else SOURCES / f"{name}.vy"
    text = path.read_text(encoding="utf-8")
    found = {path.name: text}
    for module in re.findall(r"^import (\w+)$", text, flags=re.MULTILINE):
        found |= texts_of(module)
    return dict(sorted(found.items()))


def compiled(name: str, *, venom: bool = False) -> dict[str, Any]:
    """What the compiler makes of a contract; kept by the digest of its sources, because compiling takes seconds."""
    recipe = json.dumps([texts_of(name), SETTINGS, venom], sort_keys=True).encode()
    kept = BUILDS / f"{name}-{hashlib.sha256(recipe).hexdigest()[:32]}.json"
    if kept.exists():
        return json.loads(kept.read_text(encoding="utf-8"))
    made = compile_anew(name, venom=venom)
    BUILDS.mkdir(exist_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(made), encoding="utf-8")
    draft.replace(kept)
    return made


def compile_anew(name: str, *, venom: bool = False) -> dict[str, Any]:
    """Compiles a contract with the settings that all of them share."""
    from vyper.compiler import compile_from_file_input  # noqa: PLC0415 - takes a second, and most runs need none of it
    from vyper.compiler.input_bundle import FilesystemInputBundle  # noqa: PLC0415
    from vyper.compiler.settings import OptimizationLevel, Settings  # noqa: PLC0415

    settings = Settings(
        optimize=OptimizationLevel.GAS, evm_version=SETTINGS["evm_version"], experimental_codegen=venom or None
    )
    sources = FilesystemInputBundle([SOURCES, INTERFACES])
    made = compile_from_file_input(
        sources.load_file(Path(f"{name}.vy")),
        input_bundle=sources,
        output_formats=["abi", "bytecode", "bytecode_runtime"],
        settings=settings,
        no_bytecode_metadata=True,  # it would name nothing that the digests of the sources do not
    )
    return {"abi": made["abi"], "initcode": made["bytecode"], "runtime": made["bytecode_runtime"]}


def typed_data(texts: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    """Every EIP-712 struct that the sources name, in the form that wallets take."""
    types: dict[str, list[dict[str, str]]] = {}
    for text in texts.values():
        for quoted in re.findall(r'keccak256\(\s*"([^"]+)"\s*\)', text):
            for struct, members in re.findall(r"(\w+)\(([^()]+)\)", quoted):
                types[struct] = [dict(zip(("type", "name"), each.split(), strict=True)) for each in members.split(",")]
    return dict(sorted(types.items()))


def domain_of(text: str) -> str:
    """The name in a contract's EIP-712 domain, or nothing."""
    found = re.search(r'^NAME: constant\(bytes32\) = keccak256\("([^"]+)"\)', text, flags=re.MULTILINE)
    return found.group(1) if found else ""


def create2(initcode: bytes) -> str:
    """Where the deterministic deployer puts this code, on any chain, with salt zero."""
    data = b"\xff" + bytes.fromhex(DEPLOYER[2:]) + bytes(32) + keccak(initcode)
    return "0x" + keccak(data)[12:].hex()


def artifact(name: str) -> dict[str, Any]:
    """All that a program needs in order to deploy a contract and to talk to it."""
    texts, made = texts_of(name), compiled(name)
    reverts = {text for source in texts.values() for text in re.findall(r'"(\w+: [^"]+)"', source)}
    found: dict[str, Any] = {
        "schema": "reelwright.contract/1",
        "name": name,
        "compiler": SETTINGS,
        "sources": {file: hashlib.sha256(text.encode()).hexdigest() for file, text in texts.items()},
        "abi": made["abi"],
        "initcode": made["initcode"],
        "runtime": made["runtime"],
        "reverts": sorted(reverts),
    }
    if domain := domain_of(texts[f"{name}.vy"]):
        found["eip712"] = {"name": domain, "version": "1", "types": typed_data(texts)}
    needs = [each["name"] for entry in made["abi"] if entry["type"] == "constructor" for each in entry["inputs"]]
    if all(each in NEEDS for each in needs):
        arguments = [artifact(NEEDS[each])["create2"]["address"] for each in needs]
        tail = b"".join(bytes(12) + bytes.fromhex(each[2:]) for each in arguments)
        address = create2(bytes.fromhex(made["initcode"][2:]) + tail)
        found["create2"] = {
            "deployer": DEPLOYER,
            "salt": "0x" + bytes(32).hex(),
            "arguments": arguments,
            "address": address,
        }
    return found


def signature(entry: dict[str, Any]) -> str:
    """A function or an event as one reads it."""
    inputs = ", ".join(
        f"{each['type'].replace('tuple', each.get('internalType', 'tuple'))}"
        f"{' indexed' if each.get('indexed') else ''} {each['name']}"
        for each in entry["inputs"]
    )
    outputs = ", ".join(each["type"] for each in entry.get("outputs", []))
    return f"{entry['name']}({inputs})" + (f" → {outputs}" if outputs else "")


def page_part(found: dict[str, Any]) -> str:
    """What the page on contracts says of one of them, from its artifact."""
    lines = [f"<!-- generated: {found['name']} -->"]
    if "create2" in found:
        lines += [f"Address on every chain: `{found['create2']['address']}`.", ""]
    writes = [
        each for each in found["abi"] if each["type"] == "function" and each["stateMutability"] not in {"view", "pure"}
    ]
    views = [
        each for each in found["abi"] if each["type"] == "function" and each["stateMutability"] in {"view", "pure"}
    ]
    events = [each for each in found["abi"] if each["type"] == "event"]
    for head, entries in (("Writes", writes), ("Reads", views), ("Events", events)):
        if entries:
            lines += [f"{head}:", "", "```", *[signature(each) for each in entries], "```", ""]
    if "eip712" in found:
        lines += [f"Signed structs, domain `{found['eip712']['name']}` version `1`:", "", "```"]
        for struct, members in found["eip712"]["types"].items():
            if struct != "EIP712Domain":
                lines.append(f"{struct}({','.join(each['type'] + ' ' + each['name'] for each in members)})")
        lines += ["```", ""]
    lines += ["Reverts: " + ", ".join(f"`{each}`" for each in found["reverts"]) + ".", "<!-- end -->"]
    return "\n".join(lines)


def wanted() -> dict[Path, str]:
    """Every file that comes from the sources, with what must stand in it."""
    page = PAGE.read_text(encoding="utf-8")
    files = {}
    for name in DEPLOYED:
        found = artifact(name)
        files[ARTIFACTS / f"{name}.json"] = json.dumps(found, indent=1) + "\n"
        part = re.compile(rf"<!-- generated: {name} -->.*?<!-- end -->", flags=re.DOTALL)
        if not part.search(page):
            raise SystemExit(f"{PAGE} has no part for {name}: add <!-- generated: {name} --><!-- end -->")
        page = page_part(found).join(part.split(page, maxsplit=1))
    files[PAGE] = page
    return files


def main() -> int:
    """Writes or compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when a file is not what the sources give"
    )
    check = parser.parse_args().check
    stale = []
    for path, text in wanted().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if check and stale:
        sys.stderr.write(f"not what the sources give: {', '.join(stale)}; run: make contracts\n")
        return 1
    sys.stdout.write("".join(f"{'differs' if check else 'wrote'} {name}\n" for name in stale))
    return 0


if __name__ == "__main__":
    sys.exit(main())
