"""The roll sheet: its columns, what is checked in every row, and the words for what is found.

    line -> check_line -> Voter or faults -> across (duplicates) -> COPY into the staging table

Pure up to the staging: the checks know the rulebook and the village's groups, never the database.
"""
