"""Do scorecards and vetting mean the same goods that can hurt?"""

from counterfoil.scorecards.measures.high_risk import HIGH_RISK
from counterfoil.vetting.regime import built_in, read_regime


def test_the_goods_that_can_hurt_are_those_of_the_programme() -> None:
    assert read_regime(built_in("programme"), file="programme").high_risk == HIGH_RISK
