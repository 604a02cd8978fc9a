"""The options that commands share, and the configurations they make."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from attrib.cli.output import Colour

if TYPE_CHECKING:
    from attrib.config import Configs


def _selectors(incomplete: str) -> list[str]:
    from attrib.rules import RULES, Group

    return [name for name in (*(rule.name for rule in RULES), *(rule.code for rule in RULES), *Group, "ALL") if name.startswith(incomplete)]


def _profiles() -> list[str]:
    from attrib.profiles import PROFILES

    return list(PROFILES)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="Text for people, JSON for programs.")]
Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Drafts, or folders of drafts; - reads standard input.")]
StdinName = Annotated[
    str | None, typer.Option("--stdin-filename", metavar="NAME", help="What to call the draft on standard input; its suffix tells the format.")
]
ColourOption = Annotated[Colour, typer.Option("--color", help="auto: on a terminal, unless NO_COLOR is set.")]

Settings = Mapping[str, Any]
"""The options that say how drafts are read and checked, by name; None where one is not given."""

_JUDGING: dict[str, Any] = {
    "model": Annotated[Path | None, typer.Option(metavar="FILE", help="A model made by `attrib train` instead of the shipped one.")],
    "unsure_below": Annotated[float | None, typer.Option(metavar="SHARE", help="Show a label less sure than this as unsure, 0 to 1.")],
    "config": Annotated[Path | None, typer.Option(metavar="FILE", help="This configuration for every draft, instead of the nearest one.")],
    "no_config": Annotated[bool | None, typer.Option("--no-config", help="Read no configuration file.", show_default=False)],
}
_READING: dict[str, Any] = {
    "publication": Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="The draft's own outlet, whose own reporting is not second-hand. Repeatable.")
    ],
    "exclude": Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="Leave these out of folders; as in .gitignore. Repeatable.")],
    "respect_gitignore": Annotated[
        bool | None, typer.Option("--respect-gitignore/--no-respect-gitignore", help="Leave out of folders what .gitignore names.", show_default=False)
    ],
    "force_exclude": Annotated[
        bool | None, typer.Option("--force-exclude/--no-force-exclude", help="Leave out what is excluded even if it is named as PATH.", show_default=False)
    ],
    **_JUDGING,
}
_CHECKING: dict[str, Any] = {
    "profile": Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A house's rules, severities and budgets: default, strict, ap, reuters, bbc, npr.", autocompletion=_profiles),
    ],
    "select": Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Run these rules only: code, start of one, name, group or ALL; with commas, or repeated.", autocompletion=_selectors),
    ],
    "extend_select": Annotated[list[str] | None, typer.Option(metavar="RULE", help="Run these rules besides.", autocompletion=_selectors)],
    "ignore": Annotated[list[str] | None, typer.Option(metavar="RULE", help="Do not run these rules.", autocompletion=_selectors)],
    "min_confidence": Annotated[float | None, typer.Option(metavar="SHARE", help="Report no finding less sure than this, 0 to 1.")],
}


def judging(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that say how sentences are judged; it gets them as `settings`."""
    return _with_options(command, _JUDGING)


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """The same with those that say how drafts are found and read."""
    return _with_options(command, _READING)


def checking(command: Callable[..., None]) -> Callable[..., None]:
    """The same with those that say how drafts are checked."""
    return _with_options(command, _CHECKING | _READING)


def _with_options(command: Callable[..., None], options: Settings) -> Callable[..., None]:
    signature = inspect.signature(command, eval_str=True)
    own = [parameter for parameter in signature.parameters.values() if parameter.name != "settings"]
    more = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option) for name, option in options.items()]

    def run(**given: object) -> None:
        command(settings={name: given.pop(name) for name in options}, **given)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *more)}
    run.__signature__ = signature.replace(parameters=[*own, *more])  # type: ignore[attr-defined]
    return run


def make_configs(settings: Settings) -> Configs:
    """The configurations of a run under its command-line options."""
    from attrib.config import Configs, from_command_line

    keys = {name.replace("_", "-"): value for name, value in settings.items() if value is not None}
    file, isolated = keys.pop("config", None), keys.pop("no-config", False)
    if file and isolated:
        raise typer.BadParameter("--config and --no-config contradict each other")
    if "publication" in keys:
        keys["publication"], *keys["aliases"] = keys["publication"]
    for name in {"select", "extend-select", "ignore"} & keys.keys():
        keys[name] = [rule.strip() for rules in keys[name] for rule in rules.split(",")]
    if "model" in keys:
        keys["model"] = str(keys["model"])
    return Configs(from_command_line(keys), file=file, isolated=isolated)
