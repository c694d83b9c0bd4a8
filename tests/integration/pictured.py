"""A small marketplace with pictures, good and bad, and the command that screens it."""

from pathlib import Path

from images.drawn import goods, saved

RIGHTS = "id,mark,owner,goods,authorised_sellers\nr-1,Halvorsen,Halvorsen Sport AS,footwear,s-1\n"
OFFERS = (
    "id,title,external_seller_id,image_link\n"
    "o-1,Halvorsen trail shoes,s-1,https://cdn.example.com/official.png\n"  # a dealer
    "o-2,Halvorsen trail shoes,s-2,https://cdn.example.com/official.png\n"  # nobody the owner knows
    "o-3,Trail shoes blue,s-3,\n"  # a counterfeit's picture, another file of it
    "o-4,Trail shoes blue,s-4,\n"  # everybody's picture
    "o-5,Garden lamp,s-5,\n"  # breaks off
    "o-6,Garden lamp,s-6,\n"  # hangs
    "o-7,Garden lamp,s-7,\n"  # makes its reader die
    "o-8,Garden lamp,s-8,\n"  # has none
)
KNOWN = (
    "file,role,right_id\n"
    "known/official.png,official,r-1\n"
    "known/seized.png,counterfeit,r-1\n"
    "known/everybodys.png,stock,\n"
)


def write_marketplace(folder: Path) -> None:
    """Write offers, rights, pictures and known pictures."""
    for name, text in (("rights", RIGHTS), ("offers", OFFERS), ("known", KNOWN)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    official, seized, everybodys = (
        goods(seed, colour=colour) for seed, colour in ((1, "red"), (2, "blue"), (3, "green"))
    )
    files = {
        "known/official.png": saved(official),
        "known/seized.png": saved(seized),
        "known/everybodys.png": saved(everybodys),
        "pictures/official.png": saved(official),
        "pictures/o-3.jpg": saved(seized, "JPEG", quality=80),
        "pictures/o-4/1.png": saved(everybodys),
        "pictures/o-5.png": saved(goods(5))[:400],
        "pictures/o-6.png": b"HANG",
        "pictures/o-7_1.png": b"DIE",
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def screening_pictures(folder: Path, out: Path, *options: object) -> list[str]:
    """Return the words that screen the marketplace with its pictures."""
    given = ["screen", folder / "offers.csv", "--rights", folder / "rights.csv", "--images", folder / "pictures"]
    return [str(word) for word in (*given, "--known-pictures", folder / "known.csv", *options, "-o", out)]
