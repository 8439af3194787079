"""Laws of catalogues: nothing that was translated is lost, and a file gives back what it was given."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reelwright.film import SourceLine
from reelwright.studio import Catalogue, Entry, Unit, UnitKind, merge_units
from reelwright.studio.adapters.po import PoCatalogue

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(
    str.strip
)
UNITS = st.builds(
    Unit,
    id=st.integers(0, 60).map(lambda n: f"line.lin.{n:08x}"),
    kind=st.just(UnitKind.LINE),
    text=WORDS,
    where=st.builds(SourceLine, st.just("film.fountain"), st.integers(1, 999)),
    speaker=st.just("Lin"),
    hint=st.sampled_from(["", "sad", "sad, whisper"]),
    seconds=st.integers(1, 90).map(lambda tenth: tenth / 10),
)
LISTS = st.lists(UNITS, max_size=12, unique_by=lambda unit: unit.id)
ENTRIES = st.builds(Entry, UNITS, WORDS | st.just(""), st.booleans(), st.sampled_from(["", "small"]))


@given(LISTS, LISTS, LISTS)
def test_merging_loses_no_translation(first: list[Unit], second: list[Unit], third: list[Unit]) -> None:
    """However the script is rewritten, every translation is still in the catalogue, and units are those of now."""
    catalogue = merge_units(Catalogue("en", "es"), first)
    catalogue = catalogue.with_words({unit.id: f"T{unit.id}" for unit in first})
    for units in (second, third):
        catalogue = merge_units(catalogue, units)
        assert [entry.unit for entry in catalogue.entries] == units
        kept = {entry.text for entry in (*catalogue.entries, *catalogue.gone)}
        assert {f"T{unit.id}" for unit in first} <= kept


@given(st.lists(ENTRIES, max_size=8, unique_by=lambda entry: entry.unit.id))
def test_po_file_gives_back_the_catalogue(entries: list[Entry]) -> None:
    """Writing and reading again changes nothing but doubt about words that are not there."""
    catalogue = Catalogue("en", "pt-BR", tuple(replace(e, doubtful=e.doubtful and bool(e.text)) for e in entries))
    assert PoCatalogue().read(PoCatalogue().write(catalogue)) == catalogue
