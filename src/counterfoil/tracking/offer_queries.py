"""Queries over offers: what screening suspects, what is at stake, and how far each offer was carried, by dimension.

An offer may have been screened more than once, and may stand in several files: its gravest decision counts, once. Two
platforms may give one id to two offers: those are two.
"""

from typing import Final

from counterfoil.tracking.query import Query

# Of which platform is an offer's id, which nobody but the platform gives out? Decisions, sales and listings that do not
# say so are of the platform of which listings with the id in their folder are, else of that of all listings with it.
# `at` is the platform as it is compared; "" where none is told. Where it may be one of several, nothing is joined.
HOMES: Final = """
listings_read AS (
  SELECT id, NULLIF(LOWER(TRIM(marketplace)), '') AS own, NULLIF(TRIM(marketplace), '') AS platform,
         REGEXP_REPLACE(source, '[^/]*$', '') AS folder,
         COALESCE(google_product_category, product_type) AS category,
         COALESCE(ships_from_country, item_location) AS origin, external_seller_id AS account, price,
         price_currency AS currency
  FROM offer),
near AS (SELECT id, folder, MIN(own) AS at FROM listings_read GROUP BY id, folder HAVING COUNT(DISTINCT own) = 1),
anywhere AS (SELECT id, MIN(own) AS at, COUNT(DISTINCT own) AS platforms FROM listings_read GROUP BY id)"""
# Each offer of a platform once, with the gravest decision on it and a right for which that decision was taken.
DECIDED: Final = f"""{HOMES},
ranked_read AS (
  SELECT subject_id AS id, right_id, REGEXP_REPLACE(source, '[^/]*$', '') AS folder,
         CASE decision WHEN 'clear' THEN 0 WHEN 'review' THEN 1 WHEN 'request-documents' THEN 2
                       WHEN 'hold' THEN 3 ELSE 4 END AS gravity
  FROM decision),
ranked AS (
  SELECT ranked_read.id AS id, ranked_read.right_id AS right_id, ranked_read.gravity AS gravity,
         COALESCE(near.at, CASE WHEN anywhere.platforms > 1 THEN '?' ELSE COALESCE(anywhere.at, '') END) AS at
  FROM ranked_read LEFT JOIN near ON ranked_read.id = near.id AND ranked_read.folder = near.folder
  LEFT JOIN anywhere ON ranked_read.id = anywhere.id),
gravest AS (SELECT id, at, MAX(gravity) AS gravity FROM ranked GROUP BY id, at),
decided AS (
  SELECT gravest.id AS id, gravest.at AS at, gravest.gravity AS gravity, MIN(ranked.right_id) AS right_id
  FROM gravest INNER JOIN ranked
    ON gravest.id = ranked.id AND gravest.at = ranked.at AND gravest.gravity = ranked.gravity
  GROUP BY gravest.id, gravest.at, gravest.gravity)"""
# Each offer of a platform once. Its price and currency are of one row: the lowest price in the first of its currencies.
LISTED: Final = """
homed AS (
  SELECT listings_read.id AS id, platform, category, origin, account, price, currency,
         COALESCE(own, near.at, CASE WHEN anywhere.platforms = 1 THEN anywhere.at
                                     WHEN anywhere.platforms = 0 THEN '' END) AS at
  FROM listings_read LEFT JOIN near ON listings_read.id = near.id AND listings_read.folder = near.folder
  LEFT JOIN anywhere ON listings_read.id = anywhere.id),
prices AS (
  SELECT id, at, currency, MIN(price) AS price FROM homed
  WHERE price IS NOT NULL AND currency IS NOT NULL GROUP BY id, at, currency),
currencies AS (SELECT id, at, MIN(currency) AS currency FROM prices GROUP BY id, at),
priced AS (
  SELECT prices.id AS id, prices.at AS at, prices.currency AS currency, prices.price AS price
  FROM prices INNER JOIN currencies
    ON prices.id = currencies.id AND prices.at = currencies.at AND prices.currency = currencies.currency),
told_once AS (
  SELECT id, at, MIN(platform) AS platform, MIN(category) AS category, MIN(origin) AS origin, MIN(account) AS account
  FROM homed WHERE at IS NOT NULL GROUP BY id, at),
listed AS (
  SELECT told_once.id AS id, told_once.at AS at, platform, category, origin, account, priced.price AS price,
         priced.currency AS currency
  FROM told_once LEFT JOIN priced ON told_once.id = priced.id AND told_once.at = priced.at)"""
MARKS: Final = """
marks AS (SELECT id AS right_id, MIN(mark) AS mark FROM "right" GROUP BY id)"""
WORDS: Final = (
    "CASE gravity WHEN 0 THEN 'clear' WHEN 1 THEN 'review' WHEN 2 THEN 'request-documents' "
    "WHEN 3 THEN 'hold' ELSE 'remove' END"
)
DIMENSIONS: Final[dict[str, str]] = {
    "mark": "COALESCE(marks.mark, decided.right_id)",
    "category": "listed.category",
    "origin": "listed.origin",
    "platform": "listed.platform",
}
JOINS: Final = (
    "decided LEFT JOIN listed ON decided.id = listed.id AND decided.at = listed.at\n"
    "  LEFT JOIN marks ON decided.right_id = marks.right_id"
)


def _with(*parts: str) -> str:
    return "WITH" + ",".join(parts)


def _needs(dimension: str, *more: str) -> tuple[str, ...]:
    return ("decision", *more) if dimension == "mark" else ("decision", "offer", *more)


def suspected(dimension: str) -> Query:
    """Return: label, series (the decision), cases (offers), of all offers that were decided on."""
    sql = f"""{_with(DECIDED, LISTED, MARKS)},
placed AS (
  SELECT {DIMENSIONS[dimension]} AS label, decided.gravity AS gravity
  FROM {JOINS})
SELECT label, {WORDS} AS series, COUNT(*) AS cases
FROM placed GROUP BY label, gravity ORDER BY label, gravity"""
    return Query(sql, _needs(dimension), ("right", "offer"))


def asked(dimension: str) -> Query:
    """Return: label, unit (the currency), amount asked for the suspected offers, each once, and their number."""
    sql = f"""{_with(DECIDED, LISTED, MARKS)},
placed AS (
  SELECT {DIMENSIONS[dimension]} AS label, listed.currency AS unit, listed.price AS price
  FROM {JOINS}
  WHERE decided.gravity > 0)
SELECT label, unit, SUM(price) AS amount, COUNT(*) AS cases
FROM placed WHERE price IS NOT NULL AND unit IS NOT NULL GROUP BY label, unit ORDER BY label, unit"""
    return Query(sql, ("decision", "offer"), ("right",))


def sold(dimension: str) -> Query:
    """Return: label, unit, amount that buyers paid through the suspected offers, and the number of rows of sales."""
    sql = f"""{_with(DECIDED, LISTED, MARKS)},
sales AS (
  SELECT sale.offer_id AS id, sale.amount AS amount, COALESCE(sale.currency, 'USD') AS unit,
         COALESCE(near.at, CASE WHEN anywhere.platforms > 1 THEN NULL ELSE COALESCE(anywhere.at, '') END) AS at
  FROM sale LEFT JOIN near ON sale.offer_id = near.id AND REGEXP_REPLACE(sale.source, '[^/]*$', '') = near.folder
  LEFT JOIN anywhere ON sale.offer_id = anywhere.id
  WHERE sale.amount IS NOT NULL),
placed AS (
  SELECT {DIMENSIONS[dimension]} AS label, sales.unit AS unit, sales.amount AS amount
  FROM {JOINS}
  INNER JOIN sales ON decided.id = sales.id AND decided.at = sales.at
  WHERE decided.gravity > 0)
SELECT label, unit, SUM(amount) AS amount, COUNT(*) AS cases
FROM placed GROUP BY label, unit ORDER BY label, unit"""
    return Query(sql, _needs(dimension, "sale"), ("right", "offer"))


# How many ids are those of listings on more than one platform? Notices, cases and findings name the id alone.
SEVERAL: Final = Query(
    f"""WITH{HOMES}
SELECT COUNT(*) AS cases FROM anywhere WHERE platforms > 1""",
    ("offer",),
)
