import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from overview.rehearsal.perform import Performed, perform
from overview.rehearsal.scenarios import SCENARIOS, USUAL
from overview.rehearsal.stage import RULEBOOKS


class Command(BaseCommand):
    help = "Plays a whole committee election of one village, prints every act, writes every paper, leaves no trace."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("village", help="official 12-digit code, e.g. 430423101203")
        parser.add_argument("--out", type=Path, help="folder for the papers; without it none is printed")
        parser.add_argument(
            "--scenario", choices=list(SCENARIOS), default=USUAL, help=f"how the election goes ({USUAL})"
        )
        parser.add_argument(
            "--rulebook", choices=RULEBOOKS, default=RULEBOOKS[0], help=f"the plan ({RULEBOOKS[0]})"
        )
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true", help="one object a line")
        parser.add_argument("--language", choices=["zh-hans", "en"], default="zh-hans")

    def handle(
        self,
        *args: Any,
        village: str,
        out: Path | None,
        scenario: str,
        rulebook: str,
        seed: int,
        language: str,
        **options: Any,
    ) -> None:
        try:
            with translation.override(language):
                played = perform(
                    village, SCENARIOS[scenario], seed=seed, out=out, now=timezone.now(), rulebook=rulebook
                )
                for act in played:
                    self.stdout.write(_json(act) if options["json"] else _line(act))
        except LookupError as error:
            raise CommandError(f"{error}: give the 12-digit code of a village of the list.") from error


def _json(act: Performed) -> str:
    return json.dumps(act.plain(), ensure_ascii=False)


def _line(act: Performed) -> str:
    when = timezone.localtime(act.at).strftime("%Y-%m-%d %H:%M")
    ground = f"〔{act.clause}〕" if act.clause else ""
    return "  ".join(part for part in (when, act.office, act.act, act.subject, ground) if part)
