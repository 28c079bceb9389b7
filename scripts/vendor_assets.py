"""Bring the front-end assets in from npm: `python scripts/vendor_assets.py`. Needs npm; run by hand, the result is checked in.

To add an icon, write its Bootstrap Icons name in scripts/icons.txt and run this again.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "tracker" / "static"
PACKAGES = {
    "bootstrap": "5.3.9",
    "bootstrap-icons": "1.13.2",
    "@fontsource-variable/source-sans-3": "5.3.0",
    "@fontsource-variable/source-serif-4": "5.3.1",
    "accessible-autocomplete": "3.0.1",
}
COPIES = {
    "bootstrap/dist/css/bootstrap-reboot.min.css": "vendor/bootstrap-reboot.min.css",
    "bootstrap/dist/css/bootstrap-utilities.min.css": "vendor/bootstrap-utilities.min.css",
    "bootstrap/LICENSE": "vendor/bootstrap.LICENSE.txt",
    "bootstrap-icons/LICENSE": "vendor/bootstrap-icons.LICENSE.txt",
    "accessible-autocomplete/dist/accessible-autocomplete.min.js": "vendor/accessible-autocomplete.min.js",
    "accessible-autocomplete/LICENSE.txt": "vendor/accessible-autocomplete.LICENSE.txt",
    "@fontsource-variable/source-sans-3/LICENSE": "fonts/source-sans-3.LICENSE.txt",
    "@fontsource-variable/source-serif-4/LICENSE": "fonts/source-serif-4.LICENSE.txt",
}
FONTS = ("source-sans-3", "source-serif-4")
SUBSETS = ("latin", "latin-ext")
SOURCE_MAP = re.compile(rb"\s*(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S+)\s*$")


def install(folder: Path) -> Path:
    """Install the pinned packages under `folder`, running none of their scripts; returns node_modules."""
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    subprocess.run(
        ["npm", "install", "--ignore-scripts", "--no-audit", "--prefix", str(folder), *wanted], check=True
    )
    return folder / "node_modules"


def copy_files(modules: Path) -> None:
    """Copy each file to its place, without the pointer to a source map that is not shipped."""
    for source, target in COPIES.items():
        (STATIC / target).parent.mkdir(parents=True, exist_ok=True)
        (STATIC / target).write_bytes(SOURCE_MAP.sub(b"\n", (modules / source).read_bytes()))
    for font in FONTS:
        for subset in SUBSETS:
            name = f"{font}-{subset}-wght-normal.woff2"
            shutil.copy(modules / "@fontsource-variable" / font / "files" / name, STATIC / "fonts" / name)


def symbol(name: str, svg: str) -> str:
    """One icon of the sprite, from the text of its own file."""
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if inner is None:
        raise ValueError(f"{name}: not an SVG file")
    body = re.sub(r"\s*\n\s*", "", inner[1])
    return f'<symbol id="{name}" viewBox="0 0 16 16">{body}</symbol>'


def build_sprite(modules: Path) -> None:
    """Write icons.svg with the icons named in scripts/icons.txt."""
    names = (ROOT / "scripts" / "icons.txt").read_text().split()
    icons = modules / "bootstrap-icons" / "icons"
    symbols = [symbol(name, (icons / f"{name}.svg").read_text()) for name in sorted(set(names))]
    lines = "\n".join(symbols)
    (STATIC / "icons.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{lines}\n</svg>\n')


def main() -> None:
    """Fetch, copy and build."""
    with tempfile.TemporaryDirectory() as folder:
        modules = install(Path(folder))
        copy_files(modules)
        build_sprite(modules)


if __name__ == "__main__":
    main()
