import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from elections.rulebook import (
    Rulebook,
    RulebookError,
    Silent,
    Value,
    available,
    differences,
    entries,
    load_rulebook,
    parse_rulebook,
)
from elections.rulebook.chapters import lines_of, name_of
from elections.rulebook.compare import LISTS, key_of
from elections.rulebook.shape import entries_at

BAD_INPUT = 3


class Command(BaseCommand):
    help = "List, show, check and compare rulebooks; print their schema. Exit 3 if one is missing or wrong."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list", help="the shipped rulebooks")
        show = acts.add_parser("show", help="every value with its clause")
        show.add_argument("name", metavar="NAME")
        show.add_argument("--json", action="store_true", help="as a cycle freezes it")
        check = acts.add_parser("check", help="whether a TOML file is a right rulebook")
        check.add_argument("file", metavar="FILE", type=Path)
        acts.add_parser("schema", help="the JSON Schema of a rulebook, as in docs/rulebook.schema.json")
        diff = acts.add_parser("diff", help="where two rulebooks differ")
        diff.add_argument("left", metavar="A")
        diff.add_argument("right", metavar="B")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = ACTS[options["act"]](options)
        except (RulebookError, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error
        self.stdout.write(told)


def listed(options: dict[str, Any]) -> str:
    books = [load_rulebook(name) for name in available()]
    return "\n".join(
        f"{b.name:20} {b.version:5} {b.kind:5} {b.valid_from} {b.title.zh} · {b.title.en}" for b in books
    )


def shown(options: dict[str, Any]) -> str:
    book = load_rulebook(options["name"])
    if options["json"]:
        return json.dumps(book.freeze(), ensure_ascii=False, indent=2)
    values = [line for path, value in entries(book) for line in _lines(path, value)]
    return "\n".join([*values, *(line for name in LISTS for line in _listed(book, name))])


def checked(options: dict[str, Any]) -> str:
    book = parse_rulebook(options["file"].read_text(encoding="utf-8"))
    values = sum(isinstance(value, Value) for _, value in entries(book))
    counts = f"{values} values, {len(book.tasks)} tasks, {len(book.steps)} steps"
    return f"{book.name} {book.version} is right: {counts}."


def schema(options: dict[str, Any]) -> str:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | Rulebook.model_json_schema(), ensure_ascii=False, indent=1)


def compared(options: dict[str, Any]) -> str:
    left, right = load_rulebook(options["left"]), load_rulebook(options["right"])
    return "\n".join(
        f"{d.path}\n  {left.name}: {_told(d.left)}\n  {right.name}: {_told(d.right)}"
        for d in differences(left, right)
    )


def _lines(path: str, value: Value[Any] | Silent) -> list[str]:
    if isinstance(value, Silent):
        return [f"{path}: silent"]
    marks = [value.clause, value.strength.value, value.source.value]
    if value.amb:
        marks.append(f"{value.amb} reading {value.reading}")
    data = value.model_dump(mode="json", include={"value"}, exclude_none=True)["value"]
    quote = [f"    {value.quote}"] if value.quote else []
    return [f"{path}: {_told(data)}  [{', '.join(marks)}]", *quote]


def _listed(book: Rulebook, name: str) -> Iterator[str]:
    """The entries of a list with their fields, each on a line."""
    for number, entry in enumerate(entries_at(book, name), start=1):
        title = name_of(book, entry)
        yield f"{name}.{key_of(entry, number)}: {title.zh} · {title.en}"
        for line in lines_of(book, entry):
            yield f"    {line.label.en}: {line.told.en}"


def _told(data: Any) -> str:
    if data is None:
        return "silent"
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, default=str)


ACTS = {"list": listed, "show": shown, "check": checked, "schema": schema, "diff": compared}
