"""How are the goods of the home drawn? Bottles, tubes, headphones, chargers, toys, tools, parts, furniture."""

from examples_sheet import INK, Sheet, darker, lighter


def bottle(sheet: Sheet, mark: str, colour: str, *, line: str = "") -> None:
    """Draw a perfume bottle with a label; `line` is lettered below the mark."""
    sheet.box((128, 40, 192, 98), "#3a3229", 6)
    sheet.box((144, 96, 176, 116), "#c9a24d", 2)
    sheet.box((78, 112, 242, 272), lighter(colour, 0.45), 20)
    sheet.box((90, 146, 230, 262), colour, 12)
    sheet.box((98, 122, 108, 250), lighter(colour, 0.75), 5)
    sheet.box((112, 172, 208, 236), "#fbf6ea", 3)
    sheet.letter(mark, (160, 194), 19, INK)
    if line:
        sheet.letter(line, (160, 219), 11, "#6b5c43")


def flacon(sheet: Sheet, mark: str, colour: str, *, line: str = "") -> None:
    """Draw a round perfume bottle with a ball for a stopper."""
    sheet.oval((134, 32, 186, 84), "#1f2433")
    sheet.box((142, 78, 178, 104), "#b8bcc6", 3)
    sheet.oval((66, 92, 254, 276), lighter(colour, 0.5))
    sheet.oval((78, 112, 242, 268), colour)
    sheet.arc((84, 112, 236, 262), (150, 220), lighter(colour, 0.6), 7)
    sheet.letter(mark, (160, 180), 25, "#f6f2e6")
    sheet.letter(line, (160, 210), 12.5, "#e2dcc8")


def tube(sheet: Sheet, mark: str, colour: str, *, line: str = "") -> None:
    """Draw a tube of cream standing on its cap."""
    sheet.shape([(92, 36), (228, 36), (214, 226), (106, 226)], colour)
    sheet.box((90, 30, 230, 50), darker(colour, 0.12), 2)
    sheet.box((106, 226, 214, 270), darker(colour, 0.5), 6)
    sheet.letter(mark, (160, 112), 19, INK)
    sheet.letter(line, (160, 142), 10.5, darker(colour, 0.6))
    sheet.stroke([(124, 164), (196, 164)], darker(colour, 0.4), 2)


def jar(sheet: Sheet, mark: str, colour: str, *, line: str = "") -> None:
    """Draw a cream jar with a metal lid."""
    sheet.box((62, 104, 258, 156), "#c7ccd0", 10)
    for step in range(11):
        sheet.stroke([(78 + step * 16.5, 112), (78 + step * 16.5, 148)], "#aab0b5", 2)
    sheet.box((70, 152, 250, 270), colour, 20)
    sheet.letter(mark, (160, 202), 22, INK)
    sheet.letter(line, (160, 232), 13, darker(colour, 0.6))


def dropper(sheet: Sheet, mark: str, colour: str, *, line: str = "") -> None:
    """Draw a serum bottle with a dropper."""
    sheet.blob([(146, 30), (160, 22), (174, 30), (178, 70), (142, 70)], "#4a4a4a")
    sheet.box((136, 66, 184, 104), "#d9d9d9", 5)
    sheet.box((98, 104, 222, 272), colour, 22)
    sheet.box((98, 154, 222, 240), "#fdfaf3", 0)
    sheet.letter(mark, (160, 184), 16, INK)
    sheet.letter(line, (160, 210), 13, darker(colour, 0.55))


def headphones(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw over-ear headphones from the front."""
    sheet.arc((72, 40, 248, 260), (180, 360), darker(colour, 0.2), 20)
    sheet.arc((72, 40, 248, 260), (215, 325), lighter(colour, 0.15), 20)
    for side in (1, -1):
        sheet.blob(
            [(160 + side * x, y) for x, y in ((62, 152), (88, 142), (118, 160), (122, 216), (92, 262), (62, 250))],
            colour,
        )
        sheet.blob(
            [(160 + side * x, y) for x, y in ((50, 164), (66, 150), (72, 200), (66, 250), (50, 240))],
            darker(colour, 0.5),
        )
    for place, word in enumerate(mark.split()):
        sheet.letter(word, (160, 178 + place * 20), 16, INK)


def earbuds(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw an open charging case with two earbuds above it."""
    for x in (112, 208):
        sheet.oval((x - 26, 62, x + 26, 114), colour, darker(colour, 0.25), 2)
        sheet.box((x - 9, 102, x + 9, 164), colour, 9, darker(colour, 0.25))
    sheet.box((70, 152, 250, 268), colour, 36, darker(colour, 0.25))
    sheet.stroke([(74, 186), (246, 186)], darker(colour, 0.3), 2)
    sheet.letter(mark, (160, 226), 20, INK)


def charger(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a wall charger with two flat pins and a port."""
    for y in (142, 196):
        sheet.box((28, y, 84, y + 12), "#b0b4b8", 2)
    sheet.box((78, 92, 270, 260), colour, 24, darker(colour, 0.2))
    sheet.box((252, 150, 270, 202), darker(colour, 0.65), 6)
    sheet.letter(mark, (164, 166), 31, "#1d6b57")
    sheet.letter("65 W  USB-C", (164, 200), 15, "#6a6a6a")


def batteries(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw four AAA cells side by side."""
    for step in range(4):
        left = 58 + step * 54
        sheet.box((left + 13, 52, left + 29, 70), "#b8bcc0", 3)
        sheet.box((left, 64, left + 42, 268), colour, 8)
        sheet.box((left, 64, left + 42, 112), "#d59b35", 8)
        sheet.letter(mark, (left + 21, 184), 21, "#ffffff", 90)
        sheet.letter("AAA", (left + 21, 90), 13, "#2b2b2b")


def brick_box(sheet: Sheet, mark: str, colour: str, *, line: str = "") -> None:
    """Draw a carton with coloured bricks on its front."""
    sheet.shape([(44, 84), (70, 60), (296, 60), (276, 84)], lighter(colour, 0.3))
    sheet.shape([(276, 84), (296, 60), (296, 244), (276, 268)], darker(colour, 0.3))
    sheet.box((44, 84, 276, 268), colour)
    sheet.letter(mark, (160, 116), 35, "#ffffff")
    sheet.letter(line, (160, 146), 14, "#fff7dc")
    for place, shade in enumerate(("#e2453c", "#f2b632", "#3d8bd1", "#57a85a", "#f5f1e6", "#8b5fbf")):
        left, top = 70 + place % 3 * 62, 180 + place // 3 * 42
        for stud in (8, 32):
            sheet.box((left + stud, top - 7, left + stud + 14, top + 4), darker(shade, 0.1), 2)
        sheet.box((left, top, left + 54, top + 28), shade, 3)


def drill(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a cordless drill, chuck to the right."""
    sheet.shape([(100, 150), (158, 150), (142, 240), (90, 240)], darker(colour, 0.5))
    sheet.box((66, 232, 176, 272), "#34383c", 8)
    sheet.blob([(52, 100), (70, 78), (208, 80), (222, 100), (222, 132), (206, 158), (70, 158), (52, 138)], colour)
    sheet.shape([(220, 92), (258, 104), (258, 134), (220, 146)], "#4a4e52")
    sheet.box((256, 114, 300, 124), "#9da2a7", 2)
    sheet.box((152, 156, 168, 186), "#c8402f", 5)
    sheet.letter(mark, (140, 118), 19, "#ffffff")
    sheet.letter("20 V", (121, 252), 15, "#e9e4d8")


def driver(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a short impact driver."""
    sheet.shape([(124, 150), (184, 150), (176, 236), (122, 236)], darker(colour, 0.5))
    sheet.box((94, 228, 210, 272), "#34383c", 8)
    sheet.box((80, 72, 216, 160), colour, 22)
    sheet.shape([(214, 82), (252, 102), (252, 130), (214, 150)], "#2f3336")
    sheet.box((250, 108, 276, 124), "#9da2a7", 2)
    sheet.letter(mark, (147, 116), 18, "#ffffff")
    sheet.letter("20 V", (152, 250), 15, "#e9e4d8")


def engine(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a tank engine on its rails."""
    sheet.box((30, 262, 290, 268), "#8b8378")
    sheet.box((208, 92, 276, 216), colour, 3)
    sheet.box((200, 82, 284, 96), darker(colour, 0.4), 4)
    sheet.box((222, 112, 262, 148), "#dfe9ee", 3)
    sheet.box((52, 128, 212, 186), lighter(colour, 0.08), 22)
    sheet.shape([(74, 130), (70, 84), (104, 84), (100, 130)], INK)
    sheet.oval((132, 108, 164, 140), "#d8b25c")
    sheet.box((66, 156, 214, 218), colour, 4, "#e7d9a8")
    sheet.box((36, 214, 288, 230), "#b0392c", 2)
    for x in (84, 152, 220):
        sheet.oval((x - 26, 212, x + 26, 264), "#2d2d2d", "#b0392c", 4)
    sheet.letter(mark, (140, 187), 20, "#f4e6b5")


def bus(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a single-decker bus from the side."""
    sheet.box((30, 102, 290, 248), colour, 18)
    sheet.box((30, 176, 290, 210), "#f3ead2")
    for step in range(5):
        sheet.box((46 + step * 48, 122, 84 + step * 48, 164), "#cfe0e6", 5)
    for x in (90, 232):
        sheet.oval((x - 28, 218, x + 28, 274), "#2b2b2b", "#8d8d8d", 6)
    sheet.letter(mark, (160, 193), 21, darker(colour, 0.4))


def phone(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw the back of a phone."""
    sheet.box((92, 26, 228, 276), colour, 24, darker(colour, 0.4))
    sheet.box((106, 40, 154, 108), darker(colour, 0.25), 14)
    for y in (60, 88):
        sheet.oval((118, y - 12, 142, y + 12), "#1c1c1e", "#8c8c8c", 2)
    sheet.letter(mark, (160, 192), 21, lighter(colour, 0.75))


def phone_case(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw an empty phone case, open at the camera."""
    sheet.box((88, 22, 232, 280), colour, 28, darker(colour, 0.3))
    sheet.box((104, 40, 152, 108), "#f3f1ec", 14, darker(colour, 0.3))
    sheet.letter(mark, (160, 250), 12, darker(colour, 0.5))


def pads(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a pair of brake pads."""
    for top in (62, 164):
        sheet.blob(
            [
                (40, top + 62),
                (70, top + 12),
                (160, top),
                (250, top + 12),
                (280, top + 62),
                (250, top + 88),
                (160, top + 72),
                (70, top + 88),
            ],
            "#4b4f54",
        )
        sheet.blob(
            [
                (70, top + 56),
                (92, top + 24),
                (160, top + 12),
                (228, top + 24),
                (250, top + 56),
                (226, top + 70),
                (160, top + 58),
                (94, top + 70),
            ],
            colour,
        )
        sheet.letter(mark, (160, top + 38), 18, "#f3f1ec")


def flask(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a vacuum flask with its cup."""
    sheet.box((120, 28, 200, 88), "#b9bec2", 12)
    sheet.box((110, 84, 210, 272), colour, 16)
    sheet.box((110, 84, 210, 98), darker(colour, 0.3), 2)
    sheet.box((122, 108, 130, 258), lighter(colour, 0.3), 4)
    sheet.letter(mark, (166, 180), 22, "#f6f1e2", 90)


def bear(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a sitting bear with a tag at its ear."""
    for x in (108, 212):
        sheet.oval((x - 26, 40, x + 26, 92), colour)
        sheet.oval((x - 13, 52, x + 13, 78), lighter(colour))
    for x in (92, 228):
        sheet.oval((x - 38, 222, x + 38, 276), darker(colour, 0.1))
        sheet.oval((x - 24, 162, x + 24, 232), darker(colour, 0.06))
    sheet.oval((96, 148, 224, 272), colour)
    sheet.oval((86, 46, 234, 178), colour)
    sheet.oval((126, 110, 194, 164), lighter(colour, 0.5))
    sheet.oval((148, 114, 172, 132), INK)
    for x in (128, 192):
        sheet.oval((x - 7, 92, x + 7, 106), INK)
    sheet.box((224, 70, 304, 98), "#fdf9ec", 4, "#b8ab8c")
    sheet.letter(mark, (264, 84), 13, "#4c5b3a")
