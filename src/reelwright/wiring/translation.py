"""What translating works with: the crafts, catalogue files, and who translates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from .plugins import open_plug_in
from .studio import open_craft

if TYPE_CHECKING:
    from reelwright.production import TranslationDesk
    from reelwright.studio import Translator

TRANSLATORS: Final = "reelwright.translators"


def open_translation(root: Path, translator: str = "") -> TranslationDesk:
    """Put together all that a translation of a project works with.

    Args:
        root: the project folder.
        translator: name of who translates, "" to leave it to people.

    Raises:
        PlugInError: there is no such translator, or it cannot be opened.
    """
    from reelwright.production import TranslationDesk  # noqa: PLC0415 --help stays quick
    from reelwright.production.adapters.tray import FolderTray  # noqa: PLC0415 the same
    from reelwright.production.translate import FOLDER  # noqa: PLC0415
    from reelwright.studio.adapters.po import PoCatalogue  # noqa: PLC0415

    who: Translator | None = open_plug_in(TRANSLATORS, translator) if translator else None
    return TranslationDesk(open_craft(), PoCatalogue(), FolderTray(root / FOLDER), who)


def chat_translator() -> Translator:
    """A chat model as translator, where the environment says.

    Raises:
        PlugInError: the environment does not say where the model is.
    """
    from reelwright.studio.adapters.chat_translator import ChatTranslator  # noqa: PLC0415

    from .chat import open_chat, open_purse  # noqa: PLC0415

    return ChatTranslator(open_chat(), open_purse())
