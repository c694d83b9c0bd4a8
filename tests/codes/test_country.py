import pycountry
import pytest

from counterfoil.codes import country


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US", "US"),
        (" us ", "US"),
        ("United States", "US"),
        ("USA", "US"),
        ("UK", "GB"),
        ("HongKong", "HK"),
        ("Hong Kong", "HK"),
        ("Taiwan", "TW"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("South Korea", "KR"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Bolivia", "BO"),
        ("Cote d’Ivoire", "CI"),
        ("Korea", ""),
        ("Virgin Islands", ""),
        ("Europe", ""),
        ("ZZ", ""),
        ("", ""),
    ],
)
def test_names_and_codes(text: str, code: str) -> None:
    assert country.normalise(text) == code
    assert country.is_valid(text) == (code != "")


def test_every_iso_name_and_code_reads_back_but_congo_which_two_countries_share() -> None:
    for entry in pycountry.countries:
        assert country.normalise(entry.alpha_2) == entry.alpha_2
        assert country.normalise(entry.name) == ("" if entry.name == "Congo" else entry.alpha_2)


def test_a_country_stands_in_one_group_only_and_exists() -> None:
    groups = country.alike()
    assert all(country.is_valid(code) for code in groups)
    assert {groups[code] for code in ("CN", "HK", "MO", "TW")} == {"CN"}
