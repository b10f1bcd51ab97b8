"""What a reader may rely on everywhere in the code, whoever wrote it."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "documents", "villages", "elections", "voting", "candidates", "overview", "config")

# Only what starts an act may read the clock; all below is told the time.
CLOCKS = {"now", "today", "utcnow", "localtime", "localdate"}
CONVERSIONS = {"localtime", "localdate"}  # when they are given a moment
CLOCK_OWNERS = {"timezone", "datetime", "date", "time"}
READS_THE_CLOCK = {"views", "api", "tasks", "commands", "middleware", "supervisor", "embedded", "formats"}

# Only a service writes.
WRITES = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
NEVER_WRITES = {"views", "api", "forms", "queries", "rules", "tasks", "papers", "steps", "templatetags"}


def modules() -> list[Path]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return [path.relative_to(ROOT) for path in found if "migrations" not in path.parts]


def shelves_of(module: Path) -> set[str]:
    return {*module.parent.parts, module.stem}


def calls_in(module: Path) -> Iterator[tuple[int, str, str]]:
    """Each call `owner.name(...)` with its line; the owner is the last name before the point."""
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.args and node.func.attr in CONVERSIONS:
                continue
            owner = node.func.value
            yield node.lineno, getattr(owner, "attr", getattr(owner, "id", "")), node.func.attr


def test_the_modules_are_found() -> None:
    assert len(modules()) > 100


def test_nothing_below_views_tasks_and_commands_reads_the_clock() -> None:
    faults = [
        f"{module}:{line} {owner}.{name}"
        for module in modules()
        if not shelves_of(module) & READS_THE_CLOCK
        for line, owner, name in calls_in(module)
        if name in CLOCKS and owner in CLOCK_OWNERS
    ]
    assert faults == []


def test_only_services_write() -> None:
    faults = [
        f"{module}:{line} {owner}.{name}"
        for module in modules()
        if shelves_of(module) & NEVER_WRITES and "services" not in module.parts
        for line, owner, name in calls_in(module)
        if name in WRITES
    ]
    assert faults == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "tools"])
def test_no_module_is_named_for_nothing(name: str) -> None:
    assert [module for module in modules() if name in shelves_of(module)] == []


def test_no_function_outgrows_a_screen() -> None:
    lengths = {
        f"{module}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in modules()
        for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > 60} == {}
    assert sorted(lengths.values())[int(len(lengths) * 0.95)] <= 40


def test_files_stay_small() -> None:
    lengths = sorted(len((ROOT / module).read_text(encoding="utf-8").splitlines()) for module in modules())
    assert lengths[int(len(lengths) * 0.95)] <= 400


def test_templates_hold_no_style_and_no_script() -> None:
    """The content security policy would drop them silently."""
    faults = []
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        paper = "papers" in path.parts
        if " style=" in text or ("<style" in text and not paper):
            faults.append(f"{path.relative_to(ROOT)}: style")
        if any(handler in text for handler in (" onclick=", " onchange=", " onsubmit=", "javascript:")):
            faults.append(f"{path.relative_to(ROOT)}: script")
    assert faults == []


def test_no_page_asks_a_foreign_host() -> None:
    attributes = ('src="http', 'href="http', 'src="//', 'href="//', "@import", "url(http", "url(//")
    files = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.css")]
    faults = [
        f"{path.relative_to(ROOT)}: {attribute}"
        for path in files
        for attribute in attributes
        if attribute in path.read_text(encoding="utf-8")
    ]
    assert faults == []


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree() -> None:
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_migrations_are_linear() -> None:
    """One leaf in each package, so that nobody has to merge on a production server."""
    for package in PACKAGES[:-1]:
        numbers = [path.name.split("_")[0] for path in (ROOT / package / "migrations").glob("0*.py")]
        assert len(numbers) == len(set(numbers)), package


def test_no_file_of_the_repository_is_an_engines_or_a_secret() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    faults = [name for name in listed.splitlines() if name.startswith(("var/", ".venv/")) or name == ".env"]
    assert faults == []
