"""What the documents tell a person to type exists."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from accounts.refusals import Refusal

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

READ_IN_CODE = re.compile(r"""os\.environ(?:\.get\(|\[)\s*["'](\w+)["'](?!\]\s*=)""")
READ_BY_COMPOSE = re.compile(r"\$\{(\w+)[:}]")


def variables_read() -> set[str]:
    """Environment variables that settings, the supervisor and compose look at."""
    code = "".join(path.read_text() for path in (ROOT / "config").rglob("*.py"))
    compose = (ROOT / "docker-compose.yml").read_text()
    required = re.search(r"for _name in \(([^)]*)\)", code)
    assert required, "production.py lists what it needs"
    return {
        *READ_IN_CODE.findall(code),
        *READ_BY_COMPOSE.findall(compose),
        *re.findall(r'"(\w+)"', required[1]),
        "DJANGO_SETTINGS_MODULE",
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_scripts_commands_and_files_named_in_a_document_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for script in re.findall(r"\bscript/([a-z-]+)", text):
        assert (ROOT / "script" / script).exists(), script
    for command in re.findall(r"manage\.py ([a-z_]+)", text):
        assert command in get_commands(), command
    for page in re.findall(r"\bdocs/[\w./-]+\.md", text):
        assert (ROOT / page).exists(), page


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text):
        assert (document.parent / target).exists(), target


def test_the_table_of_the_environment_is_whole() -> None:
    table = (ROOT / "docs" / "production.md").read_text()
    described = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    for_development = {"DEBUG", "HUANJIE_TEST_RUN", "PYTEST_XDIST_WORKER"}
    assert described == variables_read() - for_development


def test_the_example_environment_has_what_compose_requires() -> None:
    example = (ROOT / ".env.example").read_text()
    compose = (ROOT / "docker-compose.yml").read_text()
    for name in re.findall(r"\$\{(\w+):\?", compose):
        assert re.search(rf"^{name}=", example, re.MULTILINE), name


def refusals(above: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for each in above.__subclasses__():
        yield each
        yield from refusals(each)


def test_the_table_of_the_apis_codes_is_whole() -> None:
    for path in ROOT.glob("[a-z]*/**/*.py"):
        text = (
            path.read_text(encoding="utf-8") if "tests" not in path.parts and "var" not in path.parts else ""
        )
        if re.search(r"^class \w+\((?:refusals\.)?\w*(Refusal|Refused|Warning)\w*\):", text, re.MULTILINE):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    known = {(each.code, str(each.status)) for each in refusals() if not each.__module__.startswith("tests")}
    table = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `(\w+)` \| (\d+) \|", table, re.MULTILINE)
    assert len(described) == len(set(described)) > 100
    assert set(described) == known
