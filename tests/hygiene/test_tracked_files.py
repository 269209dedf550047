"""What the repository carries to other machines."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

OF_A_MACHINE = re.compile(
    r"""(?<![\w.)}*-])/(?:home|root|work|opt|mnt|Users)/\w  # a folder of one machine
    | \b[A-Z]:\\Users\\
    | --(?:extra-)?index-url | --find-links | --trusted-host
    | https?://[^\s/]*(?:pypi|npmjs|nexus|artifactory|registry|mirror)
    | https?://(?:localhost|\d+\.)
    """,
    re.VERBOSE,
)


def tracked() -> list[Path]:
    """The files git knows; none outside a clone."""
    try:
        listing = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z"],  # noqa: S607 - git is found by name
            cwd=ROOT,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
    except (OSError, subprocess.CalledProcessError):
        return []
    names = listing.stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_nothing_names_a_machine_or_a_registry() -> None:
    """A clone works anywhere: no folder of one machine, no address packages are taken from."""
    paths = [path for path in tracked() if path != Path(__file__)]
    if not paths:
        pytest.skip("not a clone: git knows no file here")

    found = {
        f"{path.relative_to(ROOT)}:{number}": line
        for path in paths
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if OF_A_MACHINE.search(line)
    }

    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "see /" + "root/notes",
        "C:\\Users\\eve",
        "pip install --" + "index-url x",
        "https://pypi.example/simple",
    ],
)
def test_the_pattern_sees_what_it_is_for(line: str) -> None:
    """The control: each kind of leak is found."""
    assert OF_A_MACHINE.search(line)
