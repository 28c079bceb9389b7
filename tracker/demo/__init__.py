"""The demonstration: selections of 2012 and 2018-19 as documented, and an invented one that is in progress now."""

from tracker.demo.crowd import add_supporters
from tracker.demo.loading import is_loaded, load
from tracker.demo.roll_file import write_list

__all__ = ["add_supporters", "is_loaded", "load", "write_list"]
