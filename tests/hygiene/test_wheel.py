"""What `pip install .` gives: the packages with their SQL, and the demonstration inside."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IN_PLACE = ("*.py", "*.sql", "*.tcss", "py.typed")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of the wheel, by its path."""
    builder = pytest.importorskip("hatchling.builders.wheel").WheelBuilder(str(ROOT))
    folder = str(tmp_path_factory.mktemp("wheel"))
    (wheel,) = builder.build(directory=folder, versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_packages_are_whole(shipped: dict[str, bytes]) -> None:
    """Python, SQL, style sheets and type markers all travel."""
    packages = [path for path in ROOT.glob("ter_*") if path.is_dir()]
    here = {path for package in packages for kind in IN_PLACE for path in package.rglob(kind)}

    assert {path.relative_to(ROOT).as_posix() for path in here} <= shipped.keys()


def test_the_demonstration_travels_byte_for_byte(shipped: dict[str, bytes]) -> None:
    """`ter demo` works after `pip install`: events/ is in the package, every hash still holds."""
    here = {
        f"ter_core/demo/{path.relative_to(ROOT).as_posix()}": path.read_bytes()
        for path in (ROOT / "events").rglob("*")
        if path.is_file()
    }

    assert here
    assert {name: shipped.get(name) for name in here} == here
