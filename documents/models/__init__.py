from documents.models.file import StoredFile
from documents.models.job import Job
from documents.models.paper import Paper, Series
from documents.models.posting import Posting
from documents.models.upload import SheetFault, SheetUpload

__all__ = ["Job", "Paper", "Posting", "Series", "SheetFault", "SheetUpload", "StoredFile"]
