"""Where tests find the real-world data kept beside the checkout, never inside it."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(*parts: str) -> Path:
    """The path of one data file or folder; a clear failure, not a skip, when it is not there."""
    path = FOLDER.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(
            f"This test reads {'/'.join(parts)} from the folder ../shared/data beside the checkout: "
            f"there is nothing at {path}"
        )
    return path
