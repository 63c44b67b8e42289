"""The shapes of countries: how they are made, and that the file which is committed is whole."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

import hub
from hub.map_data.make import NORTH, ROOM, SOUTH, WIDTH
from hub.map_data.topology import CENTRE, area, project, simplified
from hub.models import Country

WORLD = Path(hub.__file__).parent / "static" / "hub" / "map" / "world.svg"


def test_projection_keeps_areas():
    """A square of ten degrees is as large as on the globe, beside one at the equator."""

    def size(latitude: int) -> float:
        south, north = (project(CENTRE + 10, latitude + d)[1] for d in (0, 10))
        middle = [project(CENTRE + 10, latitude + d / 10)[0] for d in range(101)]
        return sum(middle) / len(middle) * (south - north)

    assert size(50) / size(0) == pytest.approx(0.5764 / 0.9949, rel=0.01)


def test_points_that_say_little_are_left_out_and_the_ends_stay():
    line = [(0.0, 0.0), (1.0, 0.05), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]
    assert simplified(line, 0.1) == [(0.0, 0.0), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]
    assert simplified(line, 5) == [(0.0, 0.0), (4.0, 0.0)]


def test_area_of_a_ring():
    assert area([(0, 0), (2, 0), (2, 3), (0, 3), (0, 0)]) == 6


def test_file_is_small_and_as_wide_as_the_script_says():
    assert WORLD.stat().st_size < 120_000
    height = round(NORTH + SOUTH) + ROOM
    assert ElementTree.parse(WORLD).getroot().get("viewBox") == f"0 {-ROOM} {WIDTH} {height}"


@pytest.mark.django_db
def test_countries_of_the_map_are_countries_of_the_hub():
    drawn = {e.get("id") for e in ElementTree.parse(WORLD).iter() if e.get("id")} - {"world"}
    assert drawn - set(Country.objects.values_list("slug", flat=True)) == set()
    assert {"kz", "ge", "sg", "us", "cn", "fj"} - drawn == set()
