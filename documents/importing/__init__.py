"""From a sheet that was sent in to checked rows: the parts that every kind of sheet shares.

    bytes -> lines -> check of every row -> rows and faults by COPY -> preview -> taken over in one transaction

A package adds a kind of sheet with

1. a `Layout` of its columns (documents.sheets) and its `FaultKind`s by code;
2. tables made of `SheetUpload` and `SheetFault` (documents.models.upload), and one for the rows that wait;
3. a service that receives: `refuse_unread`, then in one transaction its lock, its gate and `keep_sheet`
   (documents.services.upload), which asks for a job;
4. the job: `lines_of` gives each filled row with the clerk's own number (`rows_of`, for long lists, bare cells); the
   package checks it, collecting in `Findings`, and ends with `copy_in` of the sound rows and `keep_findings`, all in
   one transaction;
5. a service that takes the rows over, beginning with `refuse_unready` and `refuse_unaccepted`;
6. pages: `findings_on` and `marked_file` (documents.views.upload) with the parts in templates/documents/upload/; a
   command: `SheetCommand` (documents.commands).

The lists of a place share one kind of upload: another list is an entry of villages.services.lists.

What is checked of a person's particulars (name, identity number, sex, birth date) stands in villages.importing.
"""

from documents.importing.copying import copy_in
from documents.importing.faults import Fault, FaultKind, Findings, Kinds
from documents.importing.lines import lines_of, refuse_empty, rows_of, without_collector
from documents.importing.telling import SheetWords, ToldFault, marks_of, told_faults

__all__ = [
    "Fault",
    "FaultKind",
    "Findings",
    "Kinds",
    "SheetWords",
    "ToldFault",
    "copy_in",
    "lines_of",
    "marks_of",
    "refuse_empty",
    "rows_of",
    "told_faults",
    "without_collector",
]
