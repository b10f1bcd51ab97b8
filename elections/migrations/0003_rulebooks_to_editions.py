import hashlib
import json

from django.db import migrations


def keep_as_editions(apps, schema_editor):
    """Every cycle froze its rulebook in its own row; from now on it points at an edition."""
    Cycle, Edition = (apps.get_model("elections", name) for name in ("Cycle", "RulebookEdition"))
    for cycle in Cycle.objects.filter(edition=None):
        data = {**cycle.rulebook, "steps": [told_anew(step) for step in cycle.rulebook.get("steps", [])]}
        canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        digest = hashlib.sha256(canonical).hexdigest()
        cycle.edition, _made = Edition.objects.get_or_create(
            owner="",
            digest=digest,
            defaults={
                "name": cycle.rulebook_name,
                "version": cycle.rulebook_version,
                "kind": data["kind"],
                "title": data["title"],
                "text": "",
                "data": data,
                "made_at": cycle.opened_at,
            },
        )
        cycle.save(update_fields=["edition"])


def told_anew(step):
    """Prerequisites were keys, with their clauses beside them; now each carries its own."""
    clauses = step.pop("prerequisite_clauses", []) or [step["clause"]]
    needed = step.get("prerequisites", [])
    step["prerequisites"] = [
        {"step": key, "clause": clauses[place] if place < len(clauses) else clauses[0], "strength": "hard"}
        for place, key in enumerate(needed)
    ]
    return step


class Migration(migrations.Migration):
    dependencies = [("elections", "0002_editions_and_steps")]
    operations = [migrations.RunPython(keep_as_editions, migrations.RunPython.noop)]
