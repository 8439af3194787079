"""The artifacts that the rest of the house uses come from the sources."""

import build
import pytest
from evm import Chain


def test_artifacts_and_page_come_from_the_sources() -> None:
    """Compiling again gives every byte of the artifacts and of the generated part of their page."""
    stale = [path.name for path, text in build.wanted().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: make contracts"


@pytest.mark.parametrize("name", ["pay_token", "merkle"])
def test_compiling_is_deterministic(name: str) -> None:
    """The compiler makes the same bytes each time, without what was kept from the last time."""
    assert build.compile_anew(name) == build.compiled(name)


@pytest.mark.parametrize("name", [each for each in build.DEPLOYED if "create2" in build.artifact(each)])
def test_address_is_where_the_deployer_puts_it(name: str) -> None:
    """The deterministic deployer, run with the artifact's code, puts the contract at the artifact's address."""
    chain, found = Chain(), build.artifact(name)
    deployer = bytes.fromhex(found["create2"]["deployer"][2:])
    chain.state.set_code(
        deployer,
        bytes.fromhex(
            "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3"
        ),
    )
    words = b"".join(bytes(12) + bytes.fromhex(each[2:]) for each in found["create2"]["arguments"])
    receipt = chain.send(chain.account("anybody"), deployer, bytes(32) + bytes.fromhex(found["initcode"][2:]) + words)
    assert "0x" + receipt.output.hex() == found["create2"]["address"]
    assert chain.state.get_code(receipt.output)


def test_typed_data_of_the_sources_is_the_typed_data_of_wallets() -> None:
    """Structs are read from the sources with the structs that they refer to."""
    types = build.artifact("title")["eip712"]["types"]
    assert types["RegisterBatch"][1] == {"type": "Work[]", "name": "works"}
    assert [each["name"] for each in types["Work"]] == ["root", "segments"]
