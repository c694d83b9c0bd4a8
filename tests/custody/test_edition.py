"""An edition holds under the same root and signature, tells nothing of what is withheld, and says what it withholds."""

import json
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil.custody.redaction import Profile, profile_of_fields, read_profile
from counterfoil.errors import UserError
from counterfoil.run.custody import Bundled, bundle, verify
from custody.conftest import AT
from custody.small_case import FILES, LETTER, OFFER, made_case
from custody.test_tampering import inside

FIELDS_WITHHELD = ("events.actor", "events.at", "evidence.weight", "evidence.detail", "case.accounts", "orders.marks")
ROOT = Path(__file__).parents[2]
PROFILE = """
keep_files = ["documents/*"]

[[withhold]]
fields = ["actions.*", "*.subject_id"]
reason = "accounts of others"
where = { subject_kind = "offer" }

[[withhold]]
fields = ["*.actor"]
reason = "names of staff"

[[withhold_files]]
files = ["exhibits/offer-*"]
reason = "not this seller's"
"""


def edition(source: Path, out: Path, redact: str) -> Bundled:
    return bundle(source, out, at=AT, key=None, redact=redact, timestamp=None)


def test_root_and_signature_stay_and_values_are_gone(made: Path) -> None:
    whole, short = (inside((made / name).read_bytes()) for name in ("whole.bundle", "short.bundle"))
    assert all(whole[name] == short[name] for name in ("root.json", "signature.json"))
    text = b"".join(short.values())
    for secret in (b"an invoice of 2024", b'"reviewer:2"', FILES[LETTER], b"letter.eml"):
        assert secret not in text
        assert secret in b"".join(whole.values())


def test_equal_values_cannot_be_told_apart_or_together(made: Path) -> None:
    lines = inside((made / "short.bundle").read_bytes())["records/events.jsonl"].splitlines()
    actors = [json.loads(line)["record"]["actor"] for line in lines]
    assert len(set(actors)) == 3
    assert {len(actor) for actor in actors} == {64}


def test_a_profile_by_kind_of_record_and_file(made: Path, tmp_path: Path) -> None:
    (tmp_path / "seller.toml").write_text(PROFILE, encoding="utf-8")
    told = edition(made / "whole.bundle", tmp_path / "seller.bundle", str(tmp_path / "seller.toml"))
    assert told.edition is not None
    report = told.edition.report
    counts = report.by_field()
    assert counts["evidence", "subject_id"] == 2
    assert counts["actions", "facts"] == 1
    assert counts["events", "actor"] == 3
    assert ("events", "subject_id") not in counts  # of a case, not of an offer
    kept = inside((tmp_path / "seller.bundle").read_bytes())
    assert "files/documents/notice.pdf" in kept
    assert f"files/{OFFER}" not in kept
    reasons = {one.reason for one in report.withheld if not one.field}
    assert reasons >= {"not this seller's", "the exhibit is marked to be withheld"}
    assert OFFER.encode() not in b"".join(kept.values())
    assert verify(tmp_path / "seller.bundle", authorities=None).holds


def test_an_edition_of_an_edition_holds_and_adds_up(made: Path, tmp_path: Path) -> None:
    once = edition(made / "whole.bundle", tmp_path / "1", "events.actor")
    twice = edition(tmp_path / "1", tmp_path / "2", "events.actor,events.why")
    at_once = edition(made / "whole.bundle", tmp_path / "3", "events.actor,events.why")
    reports = [told.edition.report for told in (once, twice, at_once) if told.edition]
    assert reports[1].by_field() == reports[2].by_field()
    assert reports[1].files_withheld() == reports[0].files_withheld()
    assert (tmp_path / "2").read_bytes() == (tmp_path / "3").read_bytes()


def test_an_edition_of_a_case_is_that_of_its_bundle(made: Path, tmp_path: Path) -> None:
    case = next(made.glob("case-*"))
    bundle(case, tmp_path / "1", at=AT, key=made / "key", redact="events.actor", timestamp=None)
    bundle(made / "whole.bundle", tmp_path / "2", at=AT, key=made / "key", redact="events.actor", timestamp=None)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2"]


@pytest.mark.parametrize(
    ("redact", "says"),
    [
        ("events.acter", "No record has the field events.acter. Fields of events: actor, at,"),
        ("event.actor", "Write TABLE.FIELD; tables: actions, case, disposition_proofs"),
        ("evidence.side", "never withheld"),
        ("events.number", "never withheld"),
        ("files.path", "withhold_files"),
        ("everything", "does not say what to withhold"),
    ],
)
def test_a_slip_of_the_pen_is_refused(redact: str, says: str, made: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        edition(made / "whole.bundle", tmp_path / "out", redact)
    assert says in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('[[withhold]]\nfields = ["events.actor"]', "missing required field `reason`"),
        ('[[withhold]]\nfield = ["events.actor"]\nreason = "x"', "unknown field `field`"),
        ('[[withhold]]\nfields = ["events.actor"]\nreason = "x"\nwhere = { knid = "found" }', "has the field knid"),
        ('[[withhold_files]]\nfiles = ["exhibit/*"]\nreason = "x"', "No file of the case fits exhibit/*"),
        ('keep_files = ["nothing.txt"]', "No file of the case fits nothing.txt"),
        ("withhold = 3", "Expected `array`"),
    ],
)
def test_a_profile_that_does_not_fit_is_refused(toml: str, says: str, made: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text(toml, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        edition(made / "whole.bundle", tmp_path / "out", str(profile))
    assert says in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_a_star_withholds_all_but_what_must_be_seen(made: Path, tmp_path: Path) -> None:
    edition(made / "whole.bundle", tmp_path / "out", "*.*")
    contents = inside((tmp_path / "out").read_bytes())
    sides = [json.loads(line)["record"]["side"][1] for line in contents["records/evidence.jsonl"].splitlines()]
    assert sides == ["for", "against"]
    assert verify(tmp_path / "out", authorities=None).holds


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.sets(st.sampled_from(FIELDS_WITHHELD), min_size=1))
def test_any_fields_can_be_withheld(fields: set[str], made: Path, tmp_path: Path, standalone: ModuleType) -> None:
    told = edition(made / "whole.bundle", tmp_path / "any", ",".join(sorted(fields)))
    assert told.verdict.holds
    assert told.verdict.root_sha256 == verify(made / "whole.bundle").root_sha256
    assert standalone.check(tmp_path / "any")
    contents = inside((tmp_path / "any").read_bytes())
    for name in fields:
        table, _, field = name.partition(".")
        lines = contents[f"records/{table}.jsonl"].splitlines()
        assert all(isinstance(json.loads(line)["record"][field], str) for line in lines)


def test_a_broken_bundle_gets_no_edition(made: Path, tmp_path: Path) -> None:
    data = bytearray((made / "whole.bundle").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "broken").write_bytes(data)
    with pytest.raises(UserError, match="does not hold"):
        edition(tmp_path / "broken", tmp_path / "out", "events.actor")
    assert not (tmp_path / "out").exists()


def test_a_later_bundle_of_a_case_seals_the_same_events_the_same_way(tmp_path: Path) -> None:
    case = made_case(tmp_path)
    roots = []
    for name in ("1", "2"):
        told = bundle(case, tmp_path / name, at=AT, key=None, redact=None, timestamp=None)
        assert told.verdict.root is not None
        roots.append(told.verdict.root)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert (case / ".salt-seed").stat().st_mode & 0o777 == 0o600
    assert (case / ".salt-seed").read_bytes() not in (tmp_path / "1").read_bytes()


def test_the_profiles_of_page_and_examples_are_profiles() -> None:
    page = (ROOT / "docs" / "custody.md").read_text(encoding="utf-8")
    shown = page.split("```toml\n")[1].split("```")[0]
    profile = read_profile(shown.encode(), file="docs/custody.md")
    assert profile.keep_files == ("documents/*",)
    assert profile.withhold[1].where == {"subject_kind": "account"}
    assert read_profile((ROOT / "examples" / "withhold.toml").read_bytes(), file="withhold.toml").withhold_files


def test_profiles_by_word_and_by_file_are_one() -> None:
    by_file = read_profile(b'[[withhold]]\nfields = ["a.b", "c.d"]\nreason = "no reason given"', file="p.toml")
    assert by_file == profile_of_fields("a.b, c.d,")
    assert read_profile(b"", file="p.toml") == Profile()


def test_what_is_still_told_elsewhere_is_named_by_place(made: Path, tmp_path: Path) -> None:
    told = edition(made / "whole.bundle", tmp_path / "out", "events.actor,subjects.subject_id,case.id")
    assert told.edition is not None
    found = told.edition.still_told
    assert found.places["events.actor", "events.what"] == 3
    assert found.places["subjects.subject_id", OFFER] == 1  # "s-34" in the exhibit
    assert ("subjects.subject_id", "subjects.why") not in found.places  # “s-31” there is another
    assert found.places["case.id", "evidence.case_id"] == 2
    assert found.not_searched == 0
    assert not any("events.actor" in place for _, place in found.places)


def test_files_that_are_no_text_are_counted(made: Path, tmp_path: Path) -> None:
    profile = tmp_path / "p.toml"
    profile.write_text('keep_files = ["documents/*"]\n[[withhold]]\nfields = ["events.actor"]\nreason = "x"\n')
    told = edition(made / "whole.bundle", tmp_path / "out", str(profile))
    assert told.edition is not None
    assert told.edition.still_told.not_searched == 1
