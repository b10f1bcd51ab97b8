"""What the database's planner knows of tables that one transaction fills and goes on to work with.

Until a transaction ends, nobody counts its rows for the planner; it would take a table of thousands for an empty one
and read it through once for every row of another.
"""

from django.db import connection, models

from accounts.exempt import part_of_an_act

MANY = 500


@part_of_an_act
def tell_planner(added: int, *tables: type[models.Model]) -> None:
    """Have the tables analysed now, where so many rows were added that it matters."""
    if added < MANY:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(table._meta.db_table for table in tables)}")
