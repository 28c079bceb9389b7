"""What is stuck or about to be, and why: each room looks after its own, `flask doctor` asks them all."""

from tracker.kernel.doctor import basics
from tracker.kernel.doctor.findings import Finding, Level, check, examine, fine, ill, poorly

__all__ = ["Finding", "Level", "basics", "check", "examine", "fine", "ill", "poorly"]
