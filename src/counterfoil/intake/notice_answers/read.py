"""Which kind of answer is this file? A mail, eBay's report or an export, told by its content.

A file that ends as a mail does and is none is an answer that a person must look at, not a table without columns.
"""

from typing import BinaryIO

from counterfoil.errors import UserError
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.notice_answers.answer_rows import sorted_answers
from counterfoil.intake.notice_answers.export import read_export, read_vero_report, vero_report
from counterfoil.intake.notice_answers.mail import LARGEST, MAIL_ENDING, is_mail, no_mail, read_mail
from counterfoil.tables.contract import Sorted

_HEAD = 16_384


def read_notice_answers(stream: BinaryIO, *, file: str, mapping: Mapping | None = None) -> Sorted:
    """Return the answers of a file (columns of NoticeAnswer, and `line`) and rejects, which hold no text of it.

    Raises UserError for a file that is too large or that is no answer in a form that is known, unless it ends in .eml:
    one mail that cannot be read holds up no others.
    """
    data = stream.read(LARGEST + 1)
    if file.lower().endswith(MAIL_ENDING) and (len(data) > LARGEST or not is_mail(data[:_HEAD])):
        return sorted_answers([no_mail(is_too_large=len(data) > LARGEST)], file=file)
    if len(data) > LARGEST:
        raise UserError(
            f"This file is larger than {LARGEST >> 20} MB.", cure="Save the mail without its attachments.", file=file
        )
    if is_mail(data[:_HEAD]):
        return sorted_answers([read_mail(data)], file=file)
    report = vero_report(data)
    return read_export(data, file=file, mapping=mapping) if report is None else read_vero_report(report, file=file)
