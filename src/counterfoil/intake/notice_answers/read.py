"""Which kind of answer is this file? A mail, eBay's report or an export, told by its content."""

from typing import BinaryIO

from counterfoil.errors import UserError
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.notice_answers.answer_rows import sorted_answers
from counterfoil.intake.notice_answers.export import read_export, read_vero_report, vero_report
from counterfoil.intake.notice_answers.mail import LARGEST, is_mail, read_mail
from counterfoil.tables.contract import Sorted

_HEAD = 16_384


def read_notice_answers(stream: BinaryIO, *, file: str, mapping: Mapping | None = None) -> Sorted:
    """Return the answers of a file (columns of NoticeAnswer, and `line`) and rejects, which hold no text of it.

    Raises UserError for a file that is too large or that is no answer in a form that is known.
    """
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UserError(
            f"This file is larger than {LARGEST >> 20} MB.", cure="Save the mail without its attachments.", file=file
        )
    if is_mail(data[:_HEAD]):
        return sorted_answers([read_mail(data)], file=file)
    report = vero_report(data)
    return read_export(data, file=file, mapping=mapping) if report is None else read_vero_report(report, file=file)
