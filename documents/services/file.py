import hashlib
from collections.abc import Iterable
from typing import Any

from accounts.exempt import part_of_an_act
from documents.models import StoredFile


@part_of_an_act
def store(content: bytes, content_type: str) -> StoredFile:
    """Keep these bytes; the same bytes are kept once."""
    digest = hashlib.sha256(content).hexdigest()
    kept, _created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"content": content, "size": len(content), "content_type": content_type}
    )
    return kept


@part_of_an_act
def forget_files(files: Iterable[int]) -> int:
    """Delete those of the files that nothing refers to any more; the same bytes may have been kept for several."""
    held = StoredFile.objects.filter(pk__in=list(files))
    relations: Iterable[Any] = StoredFile._meta.get_fields(include_hidden=True)
    for relation in relations:
        if relation.auto_created and relation.one_to_many:
            name = relation.field.name
            used = relation.related_model.objects.filter(**{f"{name}__in": held})
            held = held.exclude(pk__in=list(used.values_list(name, flat=True)))
    going = list(held.values_list("pk", flat=True))
    StoredFile.objects.filter(pk__in=going).delete()
    return len(going)
