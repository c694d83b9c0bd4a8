"""Queries over offers: what screening suspects, what is at stake, and how far each offer was carried, by dimension.

An offer may have been screened more than once, and may stand in several files: its gravest decision counts, once.
"""

from typing import Final

from counterfoil.tracking.query import Query

# Each offer once, with the gravest decision on it and a right for which that decision was taken.
DECIDED: Final = """
ranked AS (
  SELECT subject_id AS id, right_id,
         CASE decision WHEN 'clear' THEN 0 WHEN 'review' THEN 1 WHEN 'request-documents' THEN 2
                       WHEN 'hold' THEN 3 ELSE 4 END AS gravity
  FROM decision),
gravest AS (SELECT id, MAX(gravity) AS gravity FROM ranked GROUP BY id),
decided AS (
  SELECT gravest.id AS id, gravest.gravity AS gravity, MIN(ranked.right_id) AS right_id
  FROM gravest INNER JOIN ranked ON gravest.id = ranked.id AND gravest.gravity = ranked.gravity
  GROUP BY gravest.id, gravest.gravity)"""
LISTED: Final = """
listed AS (
  SELECT id, MIN(marketplace) AS platform, MIN(COALESCE(google_product_category, product_type)) AS category,
         MIN(COALESCE(ships_from_country, item_location)) AS origin, MIN(external_seller_id) AS account,
         MIN(price) AS price, MIN(price_currency) AS currency
  FROM offer GROUP BY id)"""
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
    "decided LEFT JOIN listed ON decided.id = listed.id\n  LEFT JOIN marks ON decided.right_id = marks.right_id"
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
placed AS (
  SELECT {DIMENSIONS[dimension]} AS label, COALESCE(sale.currency, 'USD') AS unit, sale.amount AS amount
  FROM {JOINS}
  INNER JOIN sale ON decided.id = sale.offer_id
  WHERE decided.gravity > 0 AND sale.amount IS NOT NULL)
SELECT label, unit, SUM(amount) AS amount, COUNT(*) AS cases
FROM placed GROUP BY label, unit ORDER BY label, unit"""
    return Query(sql, _needs(dimension, "sale"), ("right", "offer"))
