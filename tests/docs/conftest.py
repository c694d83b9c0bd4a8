"""One run of the demo for all pages, and a folder that holds the files which the pages suppose a user to have."""

import csv
import datetime as dt
import json
import shutil
from pathlib import Path

import polars as pl
import pytest

import page_examples
from counterfoil.evidence.policy import default_policy
from counterfoil.evidence.weights import default_model
from counterfoil.run.case_building import CaseRequest, run_case_building
from counterfoil.run.case_reports import write_reports
from counterfoil.run.custody import bundle, write_proof
from counterfoil.run.orders import CompileRequest, run_compile
from counterfoil.run.register import run_register
from counterfoil.run.signatures import make_keys, sign_goods
from counterfoil.tables import link, re_entry, resolved_party
from counterfoil.tables.contract import completed
from counterfoil.tables.resolved_party import ResolvedParty
from docs.pages import EXAMPLES
from enforcement.actions.ring_case import write_acted_case
from enforcement.dispositions.held_case import write_told_case
from stock.november import write_november

OF_ONE_NAME = (
    *("rights.csv", "sellers.csv", "complaints.csv", "sales.csv", "rates.csv", "known_pictures.csv"),
    *("seller_documents.csv", "seller_events.csv"),
)
AS_A_CATALOGUE = ("genuine.csv", "spring.csv", "autumn.csv")
MAPPED = {"id": "SKU", "title": "Product Name", "price": "Price", "brand": "Maker"}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a run as `make demo` makes it, with prices.parquet beside the tables."""
    out = tmp_path_factory.mktemp("demo")
    page_examples.demo(out)
    return out


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Path:
    """Return the folder of the cases of the demo, linked as `make demo` links it: the ring's is case-9951e67097c9."""
    folder = tmp_path_factory.mktemp("of-cases")
    linked, accounts = folder / "linked", [f"s-{number}" for number in range(29, 35)]
    linked.mkdir()
    named = {
        "party_id": "party-ebb98c8434c72036",
        "platform": "Tidewater Market",
        "cause": "new",
        "since": dt.date(2026, 11, 8),
    }
    rows = pl.DataFrame([named | {"seller_id": account} for account in accounts])
    ResolvedParty.cast(completed(rows, ResolvedParty)).write_parquet(linked / "parties.parquet")
    link.Link.create_empty().write_parquet(linked / "links.parquet")
    re_entry.EXAMPLE.write_parquet(linked / "re_entries.parquet")
    (linked / "run.json").write_text(json.dumps({"day": "2026-11-08"}), encoding="utf-8")
    at = dt.datetime(2026, 11, 8, tzinfo=dt.UTC)
    run_case_building(CaseRequest(results=(demo, linked), out=folder / "cases", at=at))
    write_reports(folder / "cases", day=at.date())
    return folder / "cases"


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory, cases: Path) -> Path:
    """Return a folder with a bundle of the ring's case, one that was made later, and the proof of its first act."""
    folder, at = tmp_path_factory.mktemp("of-bundles"), dt.datetime(2026, 11, 9, tzinfo=dt.UTC)
    make_keys(folder / "signing.key")
    for name in ("case.bundle", "later.bundle"):
        bundle(
            cases / "case-9951e67097c9", folder / name, at=at, key=folder / "signing.key", redact=None, timestamp=None
        )
    for name in ("event.proof.json", "act.proof.json"):
        write_proof(folder / "case.bundle", folder / name, record="events:1")
    bundle(folder / "case.bundle", folder / "for-the-seller.bundle", at=at, key=None, redact="*.actor", timestamp=None)
    shutil.copy(folder / "later.bundle", folder / "ring.bundle")
    return folder


@pytest.fixture(scope="session")
def compiled_order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the order against the ring, compiled as docs/orders.md does."""
    out = tmp_path_factory.mktemp("order")
    given = {"offers": EXAMPLES / "offers.xml", "stock": (EXAMPLES / "inventory.csv",), "out": out}
    day, sellers = dt.date(2026, 11, 8), EXAMPLES / "sellers.csv"
    run_compile(CompileRequest(order=EXAMPLES / "order_ring.toml", sellers=sellers, day=day, **given))
    return out


@pytest.fixture
def of_a_user(tmp_path: Path, prepared: Path) -> Path:
    """Return a folder of the test's own with the files that the commands of the pages name."""
    return shutil.copytree(prepared, tmp_path, symlinks=True, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def prepared(
    tmp_path_factory: pytest.TempPathFactory, demo: Path, cases: Path, bundles: Path, compiled_order: Path
) -> Path:
    """Return the folder that `of_a_user` is a copy of, made once from the examples."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "examples").symlink_to(EXAMPLES)
    (folder / "demo-output").mkdir()
    (folder / "demo-output" / "screening").symlink_to(demo)
    for name in OF_ONE_NAME:
        shutil.copy(EXAMPLES / name, folder / name)
    for name in AS_A_CATALOGUE:
        shutil.copy(EXAMPLES / "genuine_catalogue.csv", folder / name)
    shutil.copy(demo / "prices.parquet", folder / "prices.parquet")
    (folder / "pictures").symlink_to(EXAMPLES / "pictures")
    offers = pl.read_parquet(demo / "offers.parquet")
    offers.write_parquet(folder / "offers.parquet")
    _write_feed(folder / "feed.csv", offers)
    names = "".join(f'{ours} = "{theirs}"\n' for ours, theirs in MAPPED.items())
    (folder / "feed.toml").write_text(f"[columns]\n{names}", encoding="utf-8")
    shutil.copytree(compiled_order, folder / "order")
    shutil.copytree(demo, folder / "out")  # a copy: commands write into it
    run_register([EXAMPLES / "rights.csv"], out=folder / "register.parquet", mapping=None, encoding=None)
    (folder / "screening-2.toml").write_bytes(default_model())
    (folder / "stricter.toml").write_bytes(default_policy())
    key, signed = bundles / "signing.key", folder / "goods.signed.json"
    sign_goods(EXAMPLES / "confirmed_goods.csv", key=key, out=signed, made_on="2026-11-20")
    judged = "".join(f"g-01,inventory.csv:{line},{'no' if line % 2 else 'yes'}\n" for line in range(2, 10))
    (folder / "judged.csv").write_text("goods_id,item_id,same_product\n" + judged, encoding="utf-8")
    _write_of_linking(folder)
    write_acted_case(folder / "acted")
    write_told_case(folder)
    write_november(folder)
    shutil.copytree(cases, folder / "cases")
    shutil.copytree(bundles, folder, dirs_exist_ok=True)
    (folder / "shop.toml").write_text('[constants]\nmarketplace = "shop"\n', encoding="utf-8")
    return folder


def _write_feed(path: Path, offers: pl.DataFrame) -> None:
    """Write a feed under foreign names, with `id` and `title` too, so that it is read with and without a mapping."""
    rows = offers.select("id", "title", price=pl.format("{} {}", "price", "price_currency"), brand="brand").rows()
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "title", *MAPPED.values()])
        writer.writerows([*row[:2], *row] for row in rows)


def _write_of_linking(folder: Path) -> None:
    """Write what a user brings to a second run of `counterfoil link`."""
    (folder / "linked").mkdir()
    resolved_party.EXAMPLE.write_parquet(folder / "linked" / "parties.parquet")
    re_entry.EXAMPLE.write_parquet(folder / "linked" / "re_entries.parquet")
    (folder / "terminated.csv").write_text("id,name,status\nother-7,Golden Reed,terminated\n", encoding="utf-8")
    (folder / "judgements.csv").write_text("seller_id,other_seller_id,verdict\ns-01,s-02,not same\n", encoding="utf-8")
