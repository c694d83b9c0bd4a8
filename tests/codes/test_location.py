"""Locations that contradict themselves, and the many that only look as if they did."""

from collections.abc import Callable
from time import process_time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes.location import CONTRADICTIONS, contradictions

# location | the part that contradicts | its country | the stated country
CONTRADICTORY = """
Atlanta, Georgia, Canada                       | Georgia         | US | CA
New York, United States, Hong Kong             | United States   | US | HK
New York,USA, Hong Kong                        | USA             | US | HK
New Jersey, Hong Kong                          | New Jersey      | US | HK
NewYork, Hong Kong                             | NewYork         | US | HK
Dayton, New Jersey, Canada                     | New Jersey      | US | CA
Toronto, Ontario, Hong Kong                    | Ontario         | CA | HK
San Diego, Ontario, United States              | Ontario         | CA | US
Sydney, New South Wales, China                 | New South Wales | AU | CN
Houston, Texas, HongKong, China                | Texas           | US | CN
California, USA, Hong Kong, Hong Kong          | USA             | US | HK
Berlin, Germany, China                         | Germany         | DE | CN
London, UK, China                              | UK              | GB | CN
Shenzhen, China, United States                 | China           | CN | US
Georgia, Hong Kong                             | Georgia         | US | HK
"""

ORDINARY = """
Moscow, Idaho, United States; Paris, Texas, United States; London, Ontario, Canada; Birmingham, United Kingdom
Georgia, United States; Tbilisi, Georgia; Batumi, Georgia, Georgia; Atlanta, Georgia, United States
Jordan, Minnesota, United States; Lebanon, Pennsylvania, United States; Lebanon, United States
Mexico, Missouri, United States; Peru, Indiana, United States; Cuba, New York, United States
Norway, Maine, United States; China, Maine, United States; Poland, Ohio, United States
Denmark, Wisconsin, United States; Jamaica, New York, United States; Jersey City, New Jersey, United States
Panama City, Florida, United States; Turkey, Texas, United States; Lima, Ohio, United States
Ontario, California, United States; Ontario, United States; California, Maryland, United States
Washington, Pennsylvania, United States; Kansas City, Missouri, United States; Delhi, New York, United States
Vancouver, Washington, United States; Vancouver, British Columbia, Canada; Athens, Georgia, United States
San Juan, Puerto Rico, United States; Hagatna, Guam, United States; NEW YORK, United States; 27704, United States
Multiple Locations, United States; United states, United States; TX, United States; CA, United States
Miami, FL, USA; Jordan, Hong Kong; Victoria, Hong Kong; Hong Kong, Hong Kong; HK, Hong Kong; Hong Kong, China
Kowloon, Hong Kong, China; Taipei, Taiwan, China; Shenzhen, China, Hong Kong; Macau, Hong Kong; Taipei, Taiwan
Hohhot, Inner Mongolia, China; Victoria, Seychelles; Victoria, British Columbia, Canada; Melbourne, Victoria, Australia
Denmark, Western Australia, Australia; Denmark, Australia; Texas, Queensland, Australia; Texas, Australia
Newcastle, New South Wales, Australia; Perth, Scotland, United Kingdom; Washington, Tyne and Wear, United Kingdom
New York, Lincolnshire, United Kingdom; Gibraltar, United Kingdom; Jersey, United Kingdom; Cardiff, Wales
Belfast, Northern Ireland, United Kingdom; Belfast, Ireland, United Kingdom; Niger, Nigeria; Benin, Nigeria
Maryland, Lagos, Nigeria; Arlon, Luxembourg, Belgium; Iasi, Moldova, Romania; Montana, Bulgaria
Florida, Uruguay; Florida, Argentina; China, Nuevo León, Mexico; Ciudad de México, México, Mexico
Armenia, Colombia; Liberia, Costa Rica; Mexico, Pampanga, Philippines; Cuba, Portugal; Granada, Spain
Guadalajara, Mexico; Fort-de-France, Martinique, France; Saint-Denis, Réunion, France; Willemstad, Curaçao, Netherlands
Nuuk, Greenland, Denmark; Odesa, Ukraine; Seoul, Korea, South; Bethlehem, Palestine, Israel; Singapore, Singapore
Santiago, Dominican Republic; São Paulo, Brazil; Wellington, New Zealand; Cambridge, United Kingdom; Los Angeles
Hamilton, Ontario, Canada; Sydney, Nova Scotia, Canada; Nowhere; Earth, Milky Way; ; ,; Hong Kong or Virginia, Hong Kong
"""
PLACES = [place.strip() for line in ORDINARY.strip().splitlines() for place in line.split(";")]


@pytest.mark.parametrize("row", CONTRADICTORY.strip().splitlines())
def test_contradictions(row: str) -> None:
    expected = tuple(cell.strip() for cell in row.split("|"))
    assert contradictions(pl.Series([expected[0]])).rows() == [expected]


def test_no_false_alarm_on_ordinary_places() -> None:
    assert len(PLACES) >= 100
    assert contradictions(pl.Series(PLACES)).rows() == []


def test_each_distinct_location_once() -> None:
    found = contradictions(pl.Series(["New Jersey, Hong Kong", None, "New Jersey, Hong Kong", "Oslo, Norway"]))
    assert found["item_location"].to_list() == ["New Jersey, Hong Kong"]


def test_no_locations_give_an_empty_table_of_the_same_columns() -> None:
    for empty in (pl.Series([], dtype=pl.String), pl.Series([None], dtype=pl.String)):
        found = contradictions(empty)
        assert found.schema == CONTRADICTIONS
        assert found.height == 0


@given(st.lists(st.text("Georgia, UStexHong", max_size=40), max_size=5))
def test_any_text_gives_a_sorted_subset_of_itself(locations: list[str]) -> None:
    found = contradictions(pl.Series(locations, dtype=pl.String))["item_location"].to_list()
    assert found == sorted(set(found))
    assert set(found) <= set(locations)


@pytest.mark.shared
def test_real_offers(listings: Callable[[str], pl.DataFrame]) -> None:
    """Read by hand: 34 of the 276 distinct locations contradict themselves; all state an Asian country or Canada."""
    found = contradictions(listings("ebay_mens_perfume")["itemLocation"])
    assert found.height == 34
    assert set(found["stated_country"]) == {"HK", "TW", "CN", "CA"}
    assert set(found["part_country"]) == {"US"}


def test_a_location_of_very_many_parts_is_read_in_time_that_grows_as_it_does() -> None:
    """Half a million characters took ten seconds where the whole text was compared for each of its parts."""
    long = pl.Series(["Ab, " * 125_000 + "Hong Kong, United States"])
    began = process_time()
    assert contradictions(long)["part"].to_list() == ["Hong Kong"]
    assert process_time() - began < 3
