"""Notes proposed for every script of a project, by words and, where one is given, by a chat model."""

from __future__ import annotations

from pathlib import Path

from .annotate import Annotated, Suggestion, suggest_notes, with_notes
from .annotate_by_chat import ask_for_notes
from .chat import Purse, Question, Reply
from .check import read_story
from .errors import ProjectError
from .fountain_text import print_fountain
from .model import Screenplay
from .ports import ChatModel
from .project import Project, load_project
from .script import Script


def annotate_project(root: Path, model: ChatModel | None = None, purse: Purse | None = None) -> tuple[Annotated, ...]:
    """Propose notes for every script of a project.

    Args:
        root: the project folder.
        model: asked too; None to go by the words alone.
        purse: limits what the model may cost.

    Raises:
        StoryError: the project cannot be read, or a script is no Fountain and cannot hold notes.
        ChatError: the model cannot be asked.
    """
    project = load_project(root)
    screenplays = read_story(project).screenplays
    purse = purse or Purse()
    pairs = zip(project.scripts, screenplays, strict=True)
    return tuple(_annotate(project, script, screenplay, model, purse) for script, screenplay in pairs)


def _annotate(
    project: Project, script: Script, screenplay: Screenplay, model: ChatModel | None, purse: Purse
) -> Annotated:
    if not script.file.endswith(".fountain"):
        raise ProjectError(
            "notes are written into Fountain", where=script.file, mend="save the script as .fountain and try again"
        )
    found = list(suggest_notes(screenplay, project.cards))
    if model is not None:
        known = {(each.at, each.events) for each in found}
        asked = _ask(project, script, model, purse)
        found += [each for each in asked if (each.at, each.events) not in known]
    found.sort(key=lambda each: each.at.line)
    return Annotated(script, tuple(found), print_fountain(script), print_fountain(with_notes(script, found)))


def _ask(project: Project, script: Script, model: ChatModel, purse: Purse) -> tuple[Suggestion, ...]:
    def ask(question: Question) -> Reply:
        purse.admit()
        reply = model.reply(question)
        purse.pay(reply.cost)
        return reply

    name = str(model.recipe.get("model", "chat"))
    return ask_for_notes(script, project.cards, ask, language=project.settings.language, by=name)
