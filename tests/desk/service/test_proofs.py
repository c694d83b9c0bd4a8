"""The audit log proves what is kept of a suspect offer: changes are found out; what is deleted cannot be tried."""

import json
import time

import pytest
from django.db import transaction
from django.utils import timezone

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.actions import forget, record
from counterfoil_desk.audit.models import Entry, Value
from counterfoil_desk.audit.sealing import seal_batch
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.service.imports import import_run
from counterfoil_desk.service.keeping import Origin, Suspect, keep_suspects
from counterfoil_desk.service.models import SuspectOffer
from counterfoil_desk.service.proofs import Proof, Standing, proof_of, with_proofs
from desk.conftest import OWNER, SEALER, SUPERUSER, Desk
from desk.service.conftest import FAIR, FALSE
from desk.service.test_screening_service import asked
from desk.service.test_streams import lines_of, ndjson, sent
from integration.example_run import example_run

ODD = {"score": 0.1 + 0.2, "reasons": ["„Ø“ \u202e 🧦", "second"], "right_id": None, "rule": ""}
EVIDENCE = {
    "findings": [{"right_id": "r-1", "kind": "k", "weight": -2600, "detail": "Weighty.", "field": "title"}],
    "assessments": [{"right_id": "r-1", "ground": "counterfeit", "weight": 1200, "score": 1 / 3}],
}
CHANGES = {
    "an answer": "answer = jsonb_set(answer, '{score}', '0.5')",
    "a reason": "answer = jsonb_set(answer, '{reasons,0}', '\"Nothing.\"')",
    "the decision": "decision = 'review'",
    "the offer": 'offer = offer || \'{"title": "Garden hose"}\'',
    "the evidence": "evidence = '{}'",
    "what it rests on": "held_against = jsonb_set(held_against, '{generation}', '9')",
    "the day": "screened_at = screened_at - interval '1 day'",
    "where it is from": "origin = 'run'",
    "its id": "offer_id = 'o-other'",
    "its salt": "proof = jsonb_set(proof, '{salt}', to_jsonb(repeat('0', 32)))",
    "no salt": "proof = NULL",
    "no path": "proof = '[]'",
    "its place": "proof = jsonb_set(proof, '{place}', '7')",
    "its entry": "entry = entry - 1",
    "no entry": "entry = NULL",
}


def kept(member: Member, *ids: str, score: float = 0.802184) -> None:
    """Keep suspect offers as a stream does."""
    number = member.organisation_id
    origin = Origin("stream", timezone.now(), {"generation": 7, "digests": {"rights": "ab" * 32}})
    found = [
        Suspect({"id": one, "title": "Ø"}, {**ODD, "id": one, "decision": "hold", "score": score}, EVIDENCE)
        for one in ids
    ]
    with acting_as(organisation=number), transaction.atomic():
        suspects, proven = with_proofs(found, origin)
        entry = record(actor="system:test", act="offers screened", subject=("stream", "s"), told={**proven})
        keep_suspects(suspects, origin._replace(entry=entry), organisation=number)


def proofs(member: Member) -> dict[str, Proof]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return {one.offer_id: proof_of(one) for one in SuspectOffer.objects.all()}


def standings(member: Member) -> set[Standing]:
    return {one.standing for one in proofs(member).values()}


def change(desk: Desk, member: Member, to: str, *, offer: str = "o-1") -> None:
    """Change a row in the table itself, as the owner of the tables can."""
    with desk.link(OWNER) as link, link.transaction():
        link.execute("SELECT set_config('app.organisation', %s, true)", [str(member.organisation_id)])
        done = link.execute(f"UPDATE service_suspectoffer SET {to} WHERE offer_id = %s", [offer])
        assert done.rowcount == 1


def test_calls_streams_and_runs_are_proven(desk: Desk, admin: Member, program: str) -> None:
    asked(program, FALSE, FAIR, {**FALSE, "id": "o-3"})
    assert {name: one.standing for name, one in proofs(admin).items()} == dict.fromkeys(("o-1", "o-3"), Standing.PROVEN)
    call = proofs(admin)["o-3"].entry
    assert call is not None
    assert (call.act, call.subject_kind) == ("offers screened", "generation")
    lines_of(sent(program, ndjson(*({**FALSE, "id": f"o-{number}"} for number in range(7)), FAIR)))
    again = proofs(admin)
    assert (len(again), standings(admin)) == (7, {Standing.PROVEN})
    assert again["o-3"].entry != call  # screened again: by the later act
    with acting_as(organisation=admin.organisation_id):
        import_run(example_run(), organisation=admin.organisation_id, by="system:test")
    assert standings(admin) == {Standing.PROVEN}
    entries = {one.entry.act for one in proofs(admin).values() if one.entry}
    assert entries == {"offers screened", "suspect offers imported"}


@pytest.mark.parametrize("to", CHANGES.values(), ids=CHANGES)
def test_whatever_is_changed_in_the_table_is_found_out(desk: Desk, admin: Member, to: str) -> None:
    kept(admin, "o-1", "o-2", "o-3")
    assert standings(admin) == {Standing.PROVEN}
    change(desk, admin, to)
    found = proofs(admin)
    assert {one.standing for name, one in found.items() if name in ("o-1", "o-other")} == {Standing.CHANGED}
    assert found["o-2"].standing == found["o-3"].standing == Standing.PROVEN


def test_an_offer_put_in_and_one_with_the_proof_of_another_are_found_out(desk: Desk, admin: Member) -> None:
    kept(admin, "o-1", "o-2")
    kept(admin, "o-3", score=0.9)
    other = "(SELECT {0} FROM service_suspectoffer WHERE offer_id = 'o-3' AND organisation_id = app_organisation())"
    change(desk, admin, f"proof = {other.format('proof')}, entry = {other.format('entry')}")
    found = proofs(admin)
    assert [found[f"o-{number}"].standing.value for number in (1, 2, 3)] == ["changed", "proven", "proven"]


@pytest.mark.parametrize(
    ("table", "column", "to", "which"),
    [
        ("audit_value", "value", "to_jsonb(repeat('0', 64))", "field = 'suspects' AND entry_id"),
        ("audit_entry", "digests", "'{}'", "id"),
        ("audit_entry", "actor", "'user:other'", "id"),
    ],
)
def test_an_entry_that_was_changed_proves_nothing(
    desk: Desk, admin: Member, table: str, column: str, to: str, which: str
) -> None:
    kept(admin, "o-1")
    (found,) = proofs(admin).values()
    assert found.entry is not None
    with desk.link(SEALER) as link:
        while seal_batch(link):
            pass
    assert standings(admin) == {Standing.PROVEN}
    with desk.link(SUPERUSER) as link:  # the log is walked by other tests: it is put right again
        before = link.execute(f"SELECT {column}::text FROM {table} WHERE {which} = %s", [found.entry.pk]).fetchone()
        assert before is not None
        link.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        try:
            link.execute(f"UPDATE {table} SET {column} = {to} WHERE {which} = %s", [found.entry.pk])
            assert standings(admin) == {Standing.CHANGED}
        finally:
            cast = "" if column == "actor" else "::jsonb"
            link.execute(f"UPDATE {table} SET {column} = %s{cast} WHERE {which} = %s", [*before, found.entry.pk])
            link.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    assert standings(admin) == {Standing.PROVEN}


def test_what_the_entry_said_can_be_forgotten_and_earlier_rows_have_none(desk: Desk, admin: Member) -> None:
    kept(admin, "o-1")
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        forget(Entry.objects.get(act="offers screened").pk, actor="system:test", why="Art. 17")
        SuspectOffer.objects.create(
            organisation_id=admin.organisation_id, offer_id="o-9", offer={}, decision="hold", answer={}
        )
    assert {name: one.standing.value for name, one in proofs(admin).items()} == {"o-1": "forgotten", "o-9": "unproven"}


def test_once_an_offer_is_deleted_nothing_is_left_to_guess_from(desk: Desk, admin: Member, program: str) -> None:
    asked(program, FALSE, {**FALSE, "id": "o-2"})
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        row = SuspectOffer.objects.get(offer_id="o-1")
        row.delete()
        values = json.dumps(list(Value.objects.values_list("salt", "value")))
        beside = json.dumps([one.proof for one in SuspectOffer.objects.all()])
        entry = Entry.objects.get(act="offers screened")
    assert row.proof is not None
    assert set(entry.digests) == {"decisions", "suspects"}
    for left in (values, beside):
        assert row.proof["salt"] not in left  # without it, no digest can be tried
        assert row.offer["title"] not in left
    assert standings(admin) == {Standing.PROVEN}  # of the other


@pytest.mark.parametrize("score", [0.0, -0.0, 1.0, 0.1 + 0.2, 1e-7, 2 / 3, 0.8021840000000001])
def test_numbers_come_back_from_the_database_as_they_were_proven(desk: Desk, admin: Member, score: float) -> None:
    kept(admin, "o-1", score=score)
    assert standings(admin) == {Standing.PROVEN}


def test_a_proof_costs_next_to_nothing() -> None:
    one = Suspect({**FALSE, "description": "x" * 1_000}, {**ODD, "id": "o-1", "decision": "hold"})
    origin = Origin("call", timezone.now(), {"generation": 7, "digests": {"rights": "ab" * 32}})
    began, calls = time.process_time(), 200
    for _ in range(calls):
        with_proofs([one], origin)
    assert (time.process_time() - began) / calls < 0.001  # .03 ms measured
    assert with_proofs([], origin) == ([], {})
