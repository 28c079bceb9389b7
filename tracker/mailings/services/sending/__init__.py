"""Sending e-mails so that each recipient is accounted for: claimed in the database before the conversation, answered after it.

The rows are the queue. Any number of workers take them one at a time; a worker that is killed leaves at most one whose
outcome nobody knows, and that one waits for a person.
"""

from tracker.mailings.services.sending.deciding import decide, decide_all, try_again
from tracker.mailings.services.sending.switch import is_on, the_switch, turn_off, turn_on
from tracker.mailings.services.sending.worker import turn

__all__ = ["decide", "decide_all", "is_on", "the_switch", "try_again", "turn", "turn_off", "turn_on"]
