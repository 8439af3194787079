"""Where the parts of a project lie: a device is no part of any."""

import os
from pathlib import Path

import pytest

from reelwright.film import FilmError, plain_file, project_of
from reelwright.store import write_whole


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A pipe with a name, which stands for every device: nobody but an administrator can make another one."""
    named = tmp_path / "pipe"
    os.mkfifo(named)
    return named


def test_a_device_is_never_replaced_by_a_file(pipe: Path) -> None:
    """What is written whole takes the place of a file, or of nothing; of a device it says what is wrong."""
    with pytest.raises(FilmError, match="device") as told:
        write_whole(pipe, b"film")
    assert (told.value.where, pipe.is_fifo()) == (str(pipe), True)
    assert list(pipe.parent.iterdir()) == [pipe]
    write_whole(pipe.with_name("film"), b"film")
    write_whole(pipe.with_name("film"), b"another")
    assert pipe.with_name("film").read_bytes() == b"another"


def test_the_folder_of_a_device_is_no_project(pipe: Path) -> None:
    """Whoever names a device as a film does not get a ledger beside it; a file or nothing yet is as good as ever."""
    with pytest.raises(FilmError, match="device"):
        project_of(pipe)
    with pytest.raises(FilmError, match="device"):
        plain_file(Path("/dev/null"))
    assert project_of(pipe.with_name("film.mp4")) == pipe.parent.resolve()
