"""How are the worn and carried goods drawn? Shoe, boot, watch, bag, wallet, jacket, sunglasses, helmet, strap."""

import math

from examples_sheet import INK, Sheet, darker, lighter


def shoe(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a trail shoe seen from the side, toe to the right."""
    upper = [(40, 150), (58, 128), (96, 132), (124, 146), (160, 150), (212, 186), (266, 204), (286, 230), (46, 232)]
    sheet.blob([(34, 226), (150, 232), (288, 226), (292, 246), (262, 262), (60, 262), (34, 250)], "#e9e4d8")
    sheet.blob(upper, colour)
    sheet.blob([(40, 152), (56, 130), (70, 150), (72, 200), (60, 230), (44, 230)], darker(colour))
    sheet.blob([(228, 194), (266, 206), (286, 228), (236, 230)], darker(colour, 0.18))
    for step in range(5):
        x, y = 116 + step * 20, 150 + step * 10
        sheet.stroke([(x, y + 14), (x + 16, y - 6)], "#fffdf6", 5)
    for step in range(12):
        sheet.box((44 + step * 20, 256, 56 + step * 20, 268), "#3a3733", 3)
    sheet.stroke([(52, 244), (274, 244)], darker(colour, 0.1), 4)
    sheet.letter(mark, (150, 216), 23, "#fffdf6")


def boot(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a mid-height hiking boot."""
    sheet.blob([(50, 236), (160, 240), (284, 234), (290, 252), (262, 266), (70, 266), (48, 252)], "#3b352e")
    sheet.blob([(62, 70), (110, 62), (142, 74), (148, 140), (196, 176), (262, 196), (282, 236), (56, 240)], colour)
    sheet.blob([(62, 74), (108, 64), (142, 78), (140, 92), (104, 84), (64, 90)], darker(colour, 0.4))
    sheet.blob([(230, 190), (264, 198), (282, 232), (232, 236)], darker(colour))
    for step in range(6):
        x, y = 126 + max(0, step - 3) * 22, 96 + step * 16
        sheet.stroke([(x, y + 8), (x + 24, y)], "#e2c27a", 5)
    sheet.letter(mark, (122, 216), 26, "#f5ead2")


def watch(sheet: Sheet, mark: str, dial: str, *, bezel: str | None = None, strap: str = "#9aa0a6") -> None:
    """Draw a wrist watch from the front; a `bezel` colour makes it a diver's watch."""
    sheet.box((122, 18, 198, 302), strap, 12)
    for step in range(9 if strap == "#9aa0a6" else 0):
        for top in (26 + step * 9, 224 + step * 9):
            sheet.stroke([(126, top), (194, top)], darker(strap, 0.18), 2)
    sheet.box((246, 148, 268, 172), "#b9bec3", 4)
    sheet.oval((66, 66, 254, 254), "#b9bec3", "#80868b", 3)
    sheet.oval((76, 76, 244, 244), bezel or "#d9dcdf")
    sheet.oval((96, 96, 224, 224), dial, "#5f6368", 2)
    hour_mark = "#fffdf0" if dial != "#f4ecd8" else INK
    for hour in range(12):
        turn = math.radians(hour * 30)
        across, down = math.sin(turn), -math.cos(turn)
        sheet.stroke([(160 + across * r, 160 + down * r) for r in (50, 58)], hour_mark, 5 if hour % 3 == 0 else 3)
        if bezel:
            x, y = 160 + across * 74, 160 + down * 74
            sheet.oval((x - 2, y - 2, x + 2, y + 2), "#ffffff")
    _hands(sheet, mark, hour_mark)


def _hands(sheet: Sheet, mark: str, colour: str) -> None:
    sheet.letter(mark, (160, 188), 12.5, colour)
    sheet.stroke([(160, 160), (134, 144)], colour, 6)
    sheet.stroke([(160, 160), (184, 118)], colour, 4)
    sheet.stroke([(160, 160), (158, 110)], "#d2452d", 2)
    sheet.oval((154, 154, 166, 166), colour)


def bag(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a tote bag with two handles and a flap of leather for the mark."""
    sheet.arc((104, 40, 216, 200), (180, 360), darker(colour, 0.35), 11)
    sheet.arc((118, 56, 202, 200), (180, 360), darker(colour, 0.15), 10)
    sheet.blob([(70, 124), (160, 118), (250, 124), (276, 262), (160, 270), (44, 262)], colour)
    sheet.stroke([(72, 138), (248, 138)], darker(colour), 4)
    sheet.stroke([(60, 250), (260, 250)], darker(colour, 0.18), 3)
    for x in (106, 214):
        sheet.oval((x - 8, 122, x + 8, 138), "#d8b25c", "#9c7a2f", 1.5)
    sheet.box((92, 174, 228, 214), lighter(colour, 0.18), 6, darker(colour))
    sheet.letter(mark, (160, 194), 19, darker(colour, 0.65))


def small_bag(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a crossbody bag with a round flap and a turn-lock."""
    sheet.arc((70, 20, 250, 300), (190, 350), darker(colour, 0.3), 6)
    sheet.box((70, 132, 250, 262), colour, 22)
    sheet.blob([(70, 146), (160, 130), (250, 146), (240, 206), (160, 226), (80, 206)], lighter(colour, 0.16))
    sheet.box((146, 204, 174, 232), "#d8b25c", 6, "#9c7a2f")
    sheet.letter(mark, (160, 176), 19, darker(colour, 0.65))


def wallet(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a zip-around wallet."""
    sheet.box((50, 110, 270, 256), colour, 14)
    sheet.box((58, 118, 262, 248), None, 10, "#cda95a")
    sheet.stroke([(262, 150), (284, 166)], "#cda95a", 6)
    sheet.letter(mark, (160, 184), 23, "#e6cf96")


def jacket(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a hooded jacket from the front."""
    for side in (1, -1):
        arm = [(160 + side * 46, 84), (160 + side * 92, 112), (160 + side * 118, 236), (160 + side * 84, 244)]
        sheet.blob([*arm, (160 + side * 62, 150)], darker(colour, 0.14))
    sheet.blob([(112, 78), (160, 92), (208, 78), (226, 130), (228, 272), (92, 272), (94, 130)], colour)
    sheet.blob([(116, 80), (128, 36), (160, 24), (192, 36), (204, 80), (160, 104)], darker(colour, 0.1))
    sheet.blob([(132, 76), (142, 50), (160, 42), (178, 50), (188, 76), (160, 94)], darker(colour, 0.5))
    sheet.stroke([(160, 98), (160, 270)], darker(colour, 0.4), 4)
    for x in (104, 182):
        sheet.box((x, 204, x + 36, 244), darker(colour, 0.12), 5, darker(colour, 0.3))
    sheet.box((98, 130, 154, 152), "#fdf9ec", 3)
    sheet.letter(mark, (126, 141), 10.5, "#1f3044")


def sunglasses(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw sunglasses from the front, standing on their lower rims."""
    frame = [(40, 184), (92, 172), (146, 182), (148, 222), (118, 260), (70, 258), (42, 226)]
    lens = [(54, 194), (94, 184), (134, 194), (114, 246), (72, 246)]
    for turned in (False, True):
        sheet.blob([(320 - x if turned else x, y) for x, y in frame], colour)
        sheet.blob([(320 - x if turned else x, y) for x, y in lens], "#39463c")
    sheet.arc((136, 182, 184, 230), (200, 340), colour, 9)
    sheet.stroke([(40, 184), (70, 130), (98, 118)], darker(colour), 7)
    sheet.stroke([(280, 184), (250, 130), (222, 118)], darker(colour), 7)
    sheet.letter(mark, (96, 204), 13, "#e8e2d0")


def helmet(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a bicycle helmet from the side."""
    for end in (118, 206):
        sheet.stroke([(end, 196), (160, 258)], "#44484c", 6)
    sheet.box((146, 250, 174, 268), "#2f3336", 4)
    sheet.blob(
        [(40, 186), (56, 124), (112, 74), (186, 70), (250, 106), (284, 178), (262, 200), (160, 210), (60, 206)], colour
    )
    for x, y, long in ((92, 112, 44), (146, 94, 50), (206, 100, 44)):
        sheet.blob(
            [(x, y + 8), (x + long * 0.6, y - 4), (x + long, y + 10), (x + long * 0.5, y + 26)], darker(colour, 0.6)
        )
    sheet.stroke([(56, 192), (160, 198), (266, 188)], darker(colour, 0.3), 6)
    sheet.letter(mark, (160, 162), 27, "#ffffff" if colour == "#41464b" else "#24443c")


def strap(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw two halves of a watch strap."""
    sheet.box((92, 40, 140, 262), colour, 16)
    sheet.box((180, 72, 228, 262), colour, 8)
    for step in range(6):
        sheet.oval((111, 70 + step * 20, 121, 80 + step * 20), darker(colour, 0.6))
    sheet.box((174, 44, 234, 76), None, 8, "#8d9297")
    sheet.stroke([(204, 46), (204, 84)], "#8d9297", 4)
    sheet.letter(mark, (204, 190), 13, darker(colour, 0.6), 90)
