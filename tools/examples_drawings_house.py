"""How are the things drawn that carry nobody's mark? Mirror, sofa, print, tree, lantern, shelf, heron, carton."""

from examples_sheet import Sheet, darker, lighter


def mirror(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a round mirror hanging from a rope."""
    sheet.stroke([(160, 30), (96, 108)], "#c7ab74", 5)
    sheet.stroke([(160, 30), (224, 108)], "#c7ab74", 5)
    sheet.oval((62, 76, 258, 272), colour)
    sheet.oval((76, 90, 244, 258), "#d6e4ea")
    sheet.stroke([(114, 206), (186, 126)], "#ffffff", 8)
    sheet.stroke([(148, 222), (206, 158)], "#ecf4f7", 6)
    sheet.letter(mark, (160, 290), 13, "#7b6a4a")


def sofa(sheet: Sheet, mark: str, colour: str) -> None:
    """Draw a two-seat sofa."""
    sheet.box((56, 110, 264, 220), darker(colour, 0.12), 18)
    for left in (66, 162):
        sheet.box((left, 122, left + 92, 196), colour, 12)
        sheet.box((left, 184, left + 92, 236), lighter(colour, 0.15), 10)
    for left in (28, 254):
        sheet.box((left, 150, left + 40, 248), darker(colour, 0.05), 16)
    for x in (56, 254):
        sheet.box((x, 246, x + 12, 268), "#5a4632")
    sheet.letter(mark, (160, 60), 13, "#7b6a4a")


def framed_print(sheet: Sheet, _mark: str, colour: str) -> None:
    """Draw a framed print of boats in a harbour."""
    sheet.box((40, 60, 280, 264), colour, 3)
    sheet.box((54, 74, 266, 250), "#fbf7ee")
    sheet.box((74, 92, 246, 172), "#f3c9a0")
    sheet.oval((176, 132, 216, 172), "#f7e6b0")
    sheet.box((74, 168, 246, 232), "#5b86a0")
    for x, top in ((100, 118), (146, 138), (208, 126)):
        sheet.stroke([(x, top), (x, 182)], "#3a3229", 2.5)
        sheet.shape([(x - 22, 182), (x + 26, 182), (x + 16, 198), (x - 14, 198)], "#8d3a2b")
        sheet.shape([(x + 3, top + 6), (x + 22, 172), (x + 3, 172)], "#fdf9ec")


def tree(sheet: Sheet, _mark: str, colour: str) -> None:
    """Draw a young fruit tree in a pot."""
    sheet.stroke([(160, 240), (158, 130)], "#6b4a2e", 9)
    for x, y, size in ((160, 92, 62), (112, 124, 42), (208, 122, 44), (160, 140, 50)):
        sheet.oval((x - size, y - size * 0.8, x + size, y + size * 0.8), colour)
    for x, y in ((128, 84), (176, 70), (200, 124), (112, 132), (158, 118), (188, 150)):
        sheet.oval((x - 9, y - 8, x + 9, y + 10), "#b9793c", "#7b4a20", 1.5)
    sheet.shape([(112, 214), (208, 214), (194, 270), (126, 270)], "#b5613f")
    sheet.box((106, 204, 214, 222), "#a2553a", 3)


def lantern(sheet: Sheet, _mark: str, colour: str) -> None:
    """Draw a camping lantern with a lit glass."""
    sheet.arc((104, 22, 216, 150), (180, 360), "#8d9297", 5)
    sheet.shape([(112, 92), (208, 92), (190, 62), (130, 62)], colour)
    sheet.box((120, 92, 200, 222), "#fbe9b0", 6)
    sheet.oval((140, 118, 180, 206), "#fff8dc")
    for x in (122, 160, 198):
        sheet.stroke([(x, 94), (x, 220)], darker(colour, 0.2), 4)
    sheet.box((98, 218, 222, 270), colour, 10)
    sheet.oval((150, 234, 170, 254), "#d8b25c")


def shelf(sheet: Sheet, _mark: str, colour: str) -> None:
    """Draw a wall shelf with books and a cup."""
    sheet.box((34, 204, 286, 222), colour, 2)
    sheet.box((34, 218, 286, 224), darker(colour), 1)
    for x, top, shade in ((62, 124, "#2d4364"), (84, 138, "#b3532f"), (106, 116, "#4d6b3f"), (128, 132, "#c9a227")):
        sheet.box((x, top, x + 20, 204), shade, 2)
    sheet.box((204, 160, 244, 204), "#e9e4d8", 6)
    sheet.arc((232, 168, 260, 194), (270, 90), "#e9e4d8", 5)


def heron(sheet: Sheet, _mark: str, colour: str) -> None:
    """Draw a paper heron on one leg."""
    sheet.stroke([(168, 196), (168, 268)], "#4a4e52", 4)
    sheet.stroke([(184, 196), (196, 226), (178, 236)], "#4a4e52", 4)
    sheet.shape([(96, 150), (214, 138), (276, 188), (176, 206)], colour)
    sheet.shape([(150, 150), (214, 138), (276, 188)], darker(colour))
    sheet.shape([(96, 150), (122, 156), (116, 74), (100, 70)], lighter(colour))
    sheet.shape([(98, 58), (128, 66), (120, 88), (98, 84)], lighter(colour, 0.6))
    sheet.shape([(100, 66), (100, 78), (36, 82)], "#d59b35")
    sheet.shape([(124, 64), (160, 78), (122, 74)], "#22344f")


def carton(sheet: Sheet, _mark: str, colour: str) -> None:
    """Draw a plain carton without any name."""
    sheet.shape([(56, 124), (100, 86), (286, 86), (252, 124)], lighter(colour, 0.25))
    sheet.shape([(252, 124), (286, 86), (286, 226), (252, 268)], darker(colour))
    sheet.box((56, 124, 252, 268), colour)
    sheet.shape([(138, 124), (174, 86), (206, 86), (172, 124)], "#e6d6b4")
    sheet.box((138, 124, 172, 176), "#e6d6b4")
