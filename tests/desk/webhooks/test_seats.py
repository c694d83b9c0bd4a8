"""Seats are shared: whoever asks in whatever order, nobody holds too many, and nobody who waits is forgotten."""

from hypothesis import given
from hypothesis import strategies as st

from counterfoil_desk.webhooks import seats as rules
from counterfoil_desk.webhooks.seats import OF_A_RECEIVER, OF_ALL_SLOW, OF_AN_ORGANISATION, SEATS, Receiver, Seats

ONE, ANOTHER, THIRD = Receiver(1, 11), Receiver(1, 12), Receiver(2, 21)


def taken(seats: Seats, one: Receiver, *, asked: int = SEATS) -> int:
    return sum(seats.take(one) for _ in range(asked))


def test_a_quick_receiver_has_more_than_an_unknown_and_a_slow_one() -> None:
    for took, most in ((None, 2), (rules.SLOW, 2), (0.1, OF_A_RECEIVER)):
        seats = Seats()
        if took is not None:
            seats.learn(ONE, took=took)
        assert taken(seats, ONE) == most


def test_an_organisation_leaves_seats_for_others_and_so_do_all_slow_ones() -> None:
    seats = Seats()
    assert sum(taken(seats, Receiver(1, number)) for number in range(20)) == OF_AN_ORGANISATION < SEATS / 2
    assert seats.take(THIRD)
    seats = Seats()
    slow = [Receiver(number, number) for number in range(20)]
    for one in slow:
        seats.learn(one, took=14)
    assert sum(taken(seats, one) for one in slow) == OF_ALL_SLOW
    assert seats.take(Receiver(99, 99))


def test_who_waits_is_called_where_he_may_sit_in_the_order_of_coming() -> None:
    seats, others = Seats(), [Receiver(1, number) for number in range(3)]
    assert [taken(seats, one, asked=2) for one in others] == [2, 2, 2]
    assert not seats.is_wanted(ONE)
    assert not any(seats.take(one) for one in (ONE, others[0], ANOTHER, ONE))
    assert seats.is_wanted(ONE)
    assert not seats.has_room(ONE)
    assert seats.give_back(others[1]) == [ONE]
    assert seats.give_back(others[0]) == [others[0], ANOTHER]
    assert seats.give_back(others[2]) == []


def test_where_hardly_a_seat_is_free_turns_are_short() -> None:
    seats = Seats()
    for number in range(SEATS - rules.LEFT_FREE):
        assert not seats.is_wanted(ONE)
        seats.take(Receiver(number, number))
    assert not seats.is_wanted(ONE)
    seats.take(Receiver(99, 99))
    assert seats.is_wanted(ONE)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3), st.booleans()), max_size=80))
def test_in_any_order_of_asking_and_leaving(steps: list[tuple[int, int, bool]]) -> None:
    seats, sitting, waiting = Seats(), list[Receiver](), set[Receiver]()
    for organisation, place, leaves in steps:
        one = Receiver(organisation, 10 * organisation + place)
        if leaves and one in sitting:
            sitting.remove(one)
            seats.learn(one, took=14 if place == 3 else 0.1)
            called = seats.give_back(one)
            assert set(called) <= waiting
            waiting -= set(called)
            for other in called:
                (sitting.append if seats.take(other) else waiting.add)(other)
        elif seats.take(one):
            sitting.append(one)
            waiting.discard(one)
        else:
            waiting.add(one)
        for other in set(sitting):
            assert sitting.count(other) <= OF_A_RECEIVER
            assert sum(each.organisation == other.organisation for each in sitting) <= OF_AN_ORGANISATION
    while sitting:  # all leave: who waits is called, all of them
        waiting -= set(seats.give_back(sitting.pop()))
    assert not waiting
