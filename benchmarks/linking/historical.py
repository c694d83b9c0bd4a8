"""Historical figures, 50,578 records of 5,156 people with errors: how they are prepared and compared.

Source: moj-analytical-services/splink_datasets (MIT), from Wikidata. Comparisons were chosen on the development half.
"""

import hashlib

import polars as pl

from counterfoil.linking.comparison import Comparison, Key, Level, Spec, compared, same
from counterfoil.linking.weights import Shares, Weights
from counterfoil.text.names.skeleton import skeleton
from counterfoil.text.names.vocabulary import full_forenames

# ln of the odds of one person, in thousandths of a nat. It, and the average from which groups are one …
PRIOR = -6200
JOINED = 0.2  # … were chosen on the development half
LABELLED = 51  # of 256: people whose records are labelled
HALF = 128

INITIAL = "forename_l[1] = forename_r[1] and least(length(forename_l), length(forename_r)) <= 2"
NEAR_BY = "jaro_winkler_similarity(birthplace_l, birthplace_r) >= 0.9"
SPEC = Spec(
    comparisons=(
        compared(
            "forename",
            [
                same("forename"),
                Level("full", "full_forename_l = full_forename_r", "full_forename"),
                Level("near", "jaro_winkler_similarity(forename_l, forename_r) >= 0.88"),
                Level("initial", INITIAL),
                Level("some", "jaro_winkler_similarity(full_forename_l, full_forename_r) >= 0.7"),
            ],
        ),
        compared(
            "surname",
            [
                same("surname"),
                Level("near", "jaro_winkler_similarity(surname_l, surname_r) >= 0.88"),
                Level("sounds", "surname_sound_l = surname_sound_r"),
                Level("in_name", "list_contains(words_l, surname_r) or list_contains(words_r, surname_l)"),
                Level("some", "jaro_winkler_similarity(surname_l, surname_r) >= 0.7"),
            ],
        ),
        compared(
            "born",
            [
                Level("same", "born_l = born_r and born_l not like '%-01-01'", "born"),
                Level("year", "born_l = born_r", "born"),
                Level("slip", "damerau_levenshtein(born_l, born_r) <= 1"),
                Level("slips", "damerau_levenshtein(born_l, born_r) <= 2"),
                Level("same_year", "born_l[1:4] = born_r[1:4]"),
            ],
        ),
        compared(
            "postcode",
            [
                same("postcode"),
                Level("slip", "damerau_levenshtein(postcode_l, postcode_r) <= 1"),
                Level("district", "district_l = district_r", "district"),
                Level("area", "regexp_extract(postcode_l, '^[a-z]+') = regexp_extract(postcode_r, '^[a-z]+')"),
            ],
        ),
        compared("birthplace", [same("birthplace"), Level("near", NEAR_BY)]),
        compared("work", [same("work")]),
    ),
    keys=tuple(
        Key(tuple(columns.split()), most)
        for columns, most in (
            ("forename surname", 60), ("surname born", 60), ("forename born", 60), ("postcode forename", 60),
            ("postcode surname", 60), ("born birthplace", 60), ("district born", 60), ("postcode year", 60),
            ("postcode day", 60), ("district initial surname_head", 60), ("year full_forename birthplace", 60),
            ("day full_forename birthplace", 60), ("surname birthplace", 60), ("full_forename surname_sound", 60),
            ("surname_sound birthplace", 60), ("surname_sound district", 60), ("surname_sound born", 60),
            ("full_forename district", 60), ("surname", 30), ("postcode", 30), ("birthplace work year", 60),
            ("last born", 60), ("last birthplace", 60), ("forename_sound surname_sound", 60),
        )
    ),
)  # fmt: skip


# What trees see besides; without labels these would count the same agreement twice.
def _alike(name: str, column: str, *shares: int, of: str = "") -> Comparison:
    """Return a comparison by how alike two texts are, in hundredths."""
    likeness = f"jaro_winkler_similarity({of or column}_l, {of or column}_r)"
    levels = [Level(f"over_{share}", f"{likeness} >= 0.{share}") for share in shares]
    return compared(name, levels, column=column)


def _counted(name: str, expression: str, *least: int) -> Comparison:
    """Return a comparison by a count of words."""
    return compared(name, [Level(f"of_{count}", f"{expression} >= {count}") for count in least], column="words")


_APART = "abs(try_cast(year_l as int) - try_cast(year_r as int))"
MORE = (
    _alike("whole", "full_name", 95, 87, 80, 70),
    _counted("shared_words", "len(list_intersect(words_l, words_r))", 4, 3, 2, 1),
    _counted("most_words", "greatest(len(words_l), len(words_r))", 5, 4, 3),
    compared("swapped", [Level("yes", "forename_l = surname_r or surname_l = forename_r")], column="full_name"),
    _alike("surname_alike", "surname", 93, 82, 60),
    _alike("forename_alike", "forename", 82, 60, of="full_forename"),
    _alike("birthplace_alike", "birthplace", 80, 65),
    compared("years", [Level(f"within_{n}", f"{_APART} <= {n}") for n in (0, 1, 10)], column="year"),
    compared("day", [same("day")]),
    compared("sex", [Level("same", "gender_l = gender_r")], column="gender"),
)


def with_more(spec: Spec) -> Spec:
    """Return the comparisons with those that only trees see."""
    return spec._replace(comparisons=(*spec.comparisons, *MORE))


def start(spec: Spec) -> Weights:
    """Return shares from which estimation begins: an agreement is likely, and rarer the closer it is."""
    shares = {one.name: _start(one) for one in spec.comparisons}
    return Weights("start", PRIOR, shares)


def _start(comparison: Comparison) -> dict[str, Shares]:
    levels = comparison.names()
    if comparison in MORE:
        return dict.fromkeys(levels, Shares(1.0, 1.0))
    u = [10 ** (-4 + 3 * place / len(levels)) for place in range(len(levels) - 1)]
    m = [0.9 * 0.5 ** (place + 1) for place in range(len(levels) - 1)]
    return dict(zip(levels, [*map(Shares, m, u), Shares(0.1, 0.9)], strict=True))


def records(people: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that are compared, a row per record."""
    written = pl.col("full_name").str.replace_all(r"[^\p{L}\p{N} ]", " ").str.replace_all(" +", " ").str.strip_chars()
    told = people.select(
        "full_name", "gender", forename="first_name", surname="surname", born="dob", postcode="postcode_fake",
        birthplace="birth_place", work="occupation", words=written.str.split(" "),
    )  # fmt: skip
    full = pl.col("forename").replace(full_forenames())
    told = told.with_columns(full_forename=full, year=pl.col("born").str.slice(0, 4), day=pl.col("born").str.slice(5))
    told = told.with_columns(
        district=pl.col("postcode").str.split(" ").list.first(),
        initial=pl.col("forename").str.slice(0, 1),
        surname_head=pl.col("surname").str.slice(0, 3),
        last=pl.col("words").list.last(),
    )
    return told.with_columns(surname_sound=_sounds(told["surname"]), forename_sound=_sounds(told["full_forename"]))


def _sounds(names: pl.Series) -> pl.Series:
    distinct = names.drop_nulls().unique()
    sounds = pl.Series([skeleton(name) for name in distinct], dtype=pl.String)
    return names.replace_strict(distinct, sounds, default=None, return_dtype=pl.String)


def labelled(clusters: pl.Series) -> pl.Series:
    """Return whether each record is of a person whose records are labelled: one in five, by a digest."""
    return _digests(clusters) < LABELLED


def development(clusters: pl.Series) -> pl.Series:
    """Return whether each record is of a person of the development half, by another byte of the digest."""
    return _digests(clusters, byte=1) < HALF


def _digests(clusters: pl.Series, *, byte: int = 0) -> pl.Series:
    distinct = clusters.unique()
    digests = pl.Series([hashlib.sha256(one.encode()).digest()[byte] for one in distinct], dtype=pl.Int64)
    return clusters.replace_strict(distinct, digests, return_dtype=pl.Int64)
