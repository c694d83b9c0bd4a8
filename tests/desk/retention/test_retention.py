"""What is older than an organisation keeps it is deleted at night, nothing else, and each deletion is written down."""

import datetime as dt
import io
from pathlib import Path
from unittest import mock

import pytest
from django.db import connection, transaction
from django.db.utils import OperationalError
from django.utils import timezone

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry, Value
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row, remove_row
from counterfoil_desk.records.models import Generation, PublishedFile, Upload
from counterfoil_desk.records.publishing import CHANGES
from counterfoil_desk.records.registers import REGISTERS, RIGHTS, SELLERS
from counterfoil_desk.records.uploads import look_through, take_in
from counterfoil_desk.retention import actions
from counterfoil_desk.retention.actions import allowed, choose_periods, delete_old
from counterfoil_desk.retention.files import named_by_suspects
from counterfoil_desk.retention.kinds import KINDS
from counterfoil_desk.retention.queries import days_by_kind, kept
from counterfoil_desk.service.models import Answer, SuspectOffer
from desk.conftest import SUPERUSER, Desk, new_member

NOW = timezone.now()


def suspects(member: Member, *, days_old: int, number: int = 1) -> None:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        for one in range(number):
            SuspectOffer.objects.create(
                organisation_id=member.organisation_id,
                offer_id=f"{days_old}-{one}",
                offer={},
                decision="hold",
                answer={},
            )
        old = SuspectOffer.objects.filter(offer_id__startswith=f"{days_old}-")
        old.update(screened_at=NOW - dt.timedelta(days=days_old))


def answer(member: Member, *, days_old: int) -> None:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        made = Answer.objects.create(organisation_id=member.organisation_id, key=str(days_old), request_sha256="0" * 64)
        Answer.objects.filter(pk=made.pk).update(at=NOW - dt.timedelta(days=days_old))


def left(member: Member) -> list[str]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return sorted(SuspectOffer.objects.values_list("offer_id", flat=True))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda one: one.name)
def test_each_default_is_one_that_may_be_chosen(kind: object) -> None:
    assert allowed(kind, kind.default)  # type: ignore[attr-defined, arg-type]
    assert not allowed(kind, kind.least - 1)  # type: ignore[attr-defined, arg-type]


def test_what_is_older_goes_and_is_written_down(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    for member in (admin, other):
        suspects(member, days_old=190, number=3)
        suspects(member, days_old=180)
    with acting_as(organisation=admin.organisation_id), mock.patch.object(actions, "BATCH", 2):
        assert delete_old(admin.organisation, now=NOW)["suspect_offers"] == 3
        assert delete_old(admin.organisation, now=NOW)["suspect_offers"] == 0
        with transaction.atomic():
            told = Value.objects.filter(entry__act="deleted after its time", field="rows").order_by("id")
            assert list(told.values_list("value", flat=True)) == [2, 1]
    assert left(admin) == ["180-0"]
    assert len(left(other)) == 4


def test_an_organisation_chooses_within_bounds(desk: Desk, admin: Member) -> None:
    suspects(admin, days_old=40)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        assert choose_periods(by=admin.user, organisation=admin.organisation, days={"suspect_offers": 30}) == [
            "suspect_offers"
        ]
        assert choose_periods(by=admin.user, organisation=admin.organisation, days={"suspect_offers": 30}) == []
        with pytest.raises(ValueError, match="suspect_offers cannot be kept for 29 days"):
            choose_periods(by=admin.user, organisation=admin.organisation, days={"suspect_offers": 29})
        with transaction.atomic():
            first = kept(days_by_kind(), now=NOW)[0]
            assert (first.older, first.more) == (1, False)
        assert delete_old(admin.organisation, now=NOW)["suspect_offers"] == 1
    assert left(admin) == []


def test_entries_stay_and_what_they_say_goes_where_that_was_chosen(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        put_row(
            REGISTERS[RIGHTS],
            {"id": "r-1", "mark": "Orlune", "owner": "Maison"},
            by="system:test",
            organisation=admin.organisation,
        )
        later = timezone.now() + dt.timedelta(days=366)
        assert "logged_values" not in delete_old(admin.organisation, now=later)
        choose_periods(by=admin.user, organisation=admin.organisation, days={"logged_values": 365})
        with transaction.atomic():
            entries, values = Entry.objects.count(), Value.objects.count()
        assert delete_old(admin.organisation, now=later)["logged_values"] == values
        with transaction.atomic():
            assert Entry.objects.count() == entries + 2  # the ground of the deletion, and the night's own
            acts = set(Value.objects.values_list("entry__act", flat=True))
            assert acts == {"forgotten", "deleted after its time"}


def test_a_replaced_register_stays_as_long_as_an_answer_may_rest_on_it(desk: Desk, admin: Member) -> None:
    def nightly(days: int) -> int:
        return delete_old(admin.organisation, now=NOW + dt.timedelta(days=days))["published_files"]

    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        for mark in ("Orlune", "Orlune Nuit", "Orlune Jour"):  # a base, a small file beside it, and the one after
            put_row(
                REGISTERS[RIGHTS],
                {"id": "r-1", "mark": mark, "owner": "Maison"},
                by="system:test",
                organisation=admin.organisation,
            )
        assert nightly(0) == 0  # found replaced, and counted from here
        answer(admin, days_old=1)  # it may rest on the replaced one
        with mock.patch.dict(KINDS, {"answers": KINDS["answers"]._replace(default=None, most=None)}):
            assert nightly(31) == 0
        assert nightly(32) == 1  # the answer went, and the file with it
        with transaction.atomic():
            assert PublishedFile.objects.count() == 2  # the live ones
        remove_row(REGISTERS[RIGHTS], "r-1", by="system:test", organisation=admin.organisation)


def test_a_replaced_register_stays_as_long_as_a_suspect_offer_names_it(desk: Desk, admin: Member) -> None:
    def nightly(days: int) -> set[str]:
        before = files()
        delete_old(admin.organisation, now=NOW + dt.timedelta(days=days))
        return before - files()

    def files() -> set[str]:
        with transaction.atomic():
            return set(PublishedFile.objects.values_list("sha256", flat=True))

    lived: dict[int, dict[str, str]] = {}
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        for mark in ("Orlune", "Orlune Nuit", "Orlune Jour", "Orlune Soir"):
            right = {"id": "r-1", "mark": mark, "owner": "Maison"}
            put_row(REGISTERS[RIGHTS], right, by="system:test", organisation=admin.organisation)
            with transaction.atomic():
                lived.update(Generation.objects.values_list("number", "digests"))
        suspects(admin, days_old=0, number=3)
        suspects(admin, days_old=1)  # of a run: it names files of others
        with transaction.atomic():
            SuspectOffer.objects.filter(offer_id__startswith="0-").update(
                held_against={"generation": 2, "digests": lived[2], "engine_version": "1"}
            )
            SuspectOffer.objects.filter(offer_id="1-0").update(held_against={"run": "0" * 64, "digests": lived[3]})
        assert nightly(0) == set()  # found replaced, and counted from here
        assert nightly(31) == {lived[3][RIGHTS + CHANGES]}
        with transaction.atomic():
            assert named_by_suspects() == set(lived[2].values())
        assert nightly(184) == set()
        assert nightly(185) == {lived[2][RIGHTS + CHANGES]}  # the offers went, and the file with them
        assert files() == set(lived[4].values())


def test_no_register_changes_while_its_replaced_files_go(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        put_row(
            REGISTERS[RIGHTS],
            {"id": "r-1", "mark": "Orlune", "owner": "Maison"},
            by="system:test",
            organisation=admin.organisation,
        )
        with desk.link(SUPERUSER) as link, link.transaction(), connection.cursor() as cursor:
            link.execute("SELECT * FROM records_generation FOR UPDATE")
            cursor.execute("SET lock_timeout = '100ms'")
            with pytest.raises(OperationalError, match="lock timeout"):
                delete_old(admin.organisation, now=NOW)
            cursor.execute("RESET lock_timeout")
        assert delete_old(admin.organisation, now=NOW)["published_files"] == 0


def test_the_nights_jobs_are_one_to_an_organisation(desk: Desk, admin: Member) -> None:
    from counterfoil_desk.retention.tasks import delete_old_of_all, delete_old_of_one

    suspects(admin, days_old=200)
    assert delete_old_of_all(0) >= 1
    assert delete_old_of_all(0) == 0  # those of before still wait
    asked = "SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = %s"
    with desk.link(SUPERUSER) as link:
        assert link.execute(asked, [f"retention {admin.organisation_id}"]).fetchone() == (1,)
    assert delete_old_of_one(admin.organisation_id)["suspect_offers"] == 1
    assert left(admin) == []


def test_counters_of_wrong_log_ins_go_once_their_time_is_over(desk: Desk) -> None:
    from django.core.cache import cache

    from counterfoil_desk.retention.tasks import delete_old_of_all

    cache.set("of-today", 1, 300)
    cache.set("of-yesterday", 1, 300)
    with desk.link(SUPERUSER) as link:
        link.execute("UPDATE desk_cache SET expires = now() - interval '1 day' WHERE cache_key = ':1:of-yesterday'")
        delete_old_of_all(0)
        left = link.execute("SELECT cache_key FROM desk_cache WHERE cache_key LIKE ':1:of-%'").fetchall()
    assert left == [(":1:of-today",)]


def test_the_page_of_the_docs_has_the_days_that_count() -> None:
    page = (Path(__file__).parents[3] / "docs" / "desk" / "settings.md").read_text(encoding="utf-8")
    for kind in KINDS.values():
        kept_for = "for good" if kind.default is None else f"{kind.default:,}"
        most = "–" if kind.most is None else f"{kind.most:,}"
        assert f"| {kept_for} | {kind.least:,}, {most} |" in page, kind.name


def test_a_file_that_waits_goes_after_a_day_although_nobody_uploads_another(desk: Desk, admin: Member) -> None:
    from counterfoil_desk.retention.tasks import delete_uploads_of_all, delete_uploads_of_one

    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        for name in ("forgotten.csv", "taken.csv", "new.csv"):
            stream = io.BytesIO(b"id,name,status\ns-1,A Person,active\ns-2,A Person,odd\n")
            upload = look_through(
                REGISTERS[SELLERS], stream, file=name, by="system:test", organisation=admin.organisation
            )
            if name == "taken.csv":
                take_in(upload, by="system:test")
        with transaction.atomic():
            Upload.objects.exclude(file="new.csv").update(at=timezone.now() - dt.timedelta(days=1, minutes=1))
            assert Upload.objects.count() == 3
    assert delete_uploads_of_all(0) >= 1
    assert delete_uploads_of_one(admin.organisation_id) == 2
    assert delete_uploads_of_one(admin.organisation_id) == 0
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert list(Upload.objects.values_list("file", flat=True)) == ["new.csv"]
        told = Value.objects.filter(entry__act="deleted after its time")
        assert {one.field: one.value for one in told} == {"kind": "uploads", "rows": 2, "older_than_days": 1}
