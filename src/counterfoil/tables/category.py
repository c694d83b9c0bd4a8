"""Categories: the classes of one scheme of goods or trade (HS, HTS, GPC, MCC), with the class each belongs to."""

import dataframely as dy
import polars as pl


class Category(dy.Schema):
    """One class. A heading that has no code of its own (in the HTS) has a description alone."""

    scheme = dy.String(nullable=False, description="HS, HTS, GPC or MCC")
    code = dy.String(nullable=True, description="as published, without points")
    description = dy.String(nullable=True)
    parent = dy.String(nullable=True, description="code of the class it belongs to")
    level = dy.String(nullable=True, description="depth, in the words or numbers of the scheme")
    unit = dy.String(nullable=True, description="in which customs counts it (HTS)")
    duty = dy.String(nullable=True, description="general rate (HTS), as written")

    @dy.rule()
    def code_or_description_is_given(cls) -> pl.Expr:
        return pl.col("code").is_not_null() | pl.col("description").is_not_null()


EXAMPLE = pl.DataFrame({"scheme": ["HS"], "code": ["640411"], "description": ["sports shoes"], "parent": ["6404"]})
