"""What this package does where an election falls; found by `voting.falls`."""

from candidates.services.agenda_fall import open_items_again
from candidates.services.terms import end_fallen
from candidates.services.yielded import settle_after_fall
from voting.falls import follows_a_fall

follows_a_fall(open_items_again)
follows_a_fall(end_fallen)
follows_a_fall(settle_after_fall)
