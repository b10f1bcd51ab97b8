import hashlib

from documents.models import StoredFile


def store(content: bytes, content_type: str) -> StoredFile:
    """Keep these bytes; the same bytes are kept once."""
    digest = hashlib.sha256(content).hexdigest()
    kept, _created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"content": content, "size": len(content), "content_type": content_type}
    )
    return kept
