"""Wiring: the only place where ports meet adapters, plug-ins are found, and the environment is read.

One file for each room that it wires. Refuses to know what is made. An adapter is imported when it
is opened, so that this door stays quick.
"""

from .chain import ChainChoice, chain_choice, open_ledger, open_registrar, open_registry
from .chat import open_chat, open_purse
from .codes import makes_video_signatures, open_coder, video_signature_program
from .home import UNNAMED, own_name, reel_home
from .keys import (
    SignerChoice,
    key_files,
    known_signers,
    make_keys,
    open_signer,
    set_keys_aside,
    signer_facts,
)
from .plugins import CRAFTS, RENDERERS, VOICES, WATERMARKS, WRITERS, PlugInError, plug_ins
from .scripts import lay_texts
from .seal import (
    OwnFilms,
    forget_film,
    open_copy_search,
    open_fingerprints,
    open_labeller,
    open_seal_tools,
    open_stamper,
    open_verify_tools,
    register_film,
)
from .sealer import open_witness
from .speech import speech_server
from .studio import Equipment, open_craft, open_renderer, open_studio, open_voice, open_watch
from .translation import TRANSLATORS, chat_translator, open_translation
from .writers import DEFAULT_WRITER, STORY_WRITER, model_writer, open_writer

__all__ = [
    "CRAFTS",
    "DEFAULT_WRITER",
    "RENDERERS",
    "STORY_WRITER",
    "TRANSLATORS",
    "UNNAMED",
    "VOICES",
    "WATERMARKS",
    "WRITERS",
    "ChainChoice",
    "Equipment",
    "OwnFilms",
    "PlugInError",
    "SignerChoice",
    "chain_choice",
    "chat_translator",
    "forget_film",
    "key_files",
    "known_signers",
    "lay_texts",
    "make_keys",
    "makes_video_signatures",
    "model_writer",
    "open_chat",
    "open_coder",
    "open_copy_search",
    "open_craft",
    "open_fingerprints",
    "open_labeller",
    "open_ledger",
    "open_purse",
    "open_registrar",
    "open_registry",
    "open_renderer",
    "open_seal_tools",
    "open_signer",
    "open_stamper",
    "open_studio",
    "open_translation",
    "open_verify_tools",
    "open_voice",
    "open_watch",
    "open_witness",
    "open_writer",
    "own_name",
    "plug_ins",
    "reel_home",
    "register_film",
    "set_keys_aside",
    "signer_facts",
    "speech_server",
    "video_signature_program",
]
