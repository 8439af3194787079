"""The example that plays the whole life of a film does so, and every payee's statement adds up."""

import re
import subprocess
import sys
from pathlib import Path

PLAY = Path(__file__).parents[2] / "examples" / "life-of-a-film" / "play.py"


def test_life_of_a_film_adds_up() -> None:
    """Played small, it prints each step beside the naive way, which costs more, and ends well."""
    done = subprocess.run(
        [sys.executable, str(PLAY), "--viewers", "4", "--unlocks", "12", "--payees", "5"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 statements" in done.stdout
    assert "all add up" in done.stdout
    naive, first, again = (
        int(each.replace(",", ""))
        for each in re.findall(r"^together +(\S+) +(\S+) +(\S+)", done.stdout, re.MULTILINE)[0]
    )
    assert again < first < naive
