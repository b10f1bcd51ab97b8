"""Import `cycle` where what a cycle elects is looked for in the register of posts: a training cycle keeps it apart."""

import pytest

from elections.models import Cycle


@pytest.fixture
def cycle(cycle: Cycle) -> Cycle:
    """The cycle of the cast as a real one. Pages then run on the server's clock."""
    cycle.training, cycle.clock = False, None
    cycle.save()
    return cycle
