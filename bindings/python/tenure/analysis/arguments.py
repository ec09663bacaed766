"""The arguments of the command line, each checked before any file is read."""

from __future__ import annotations

import argparse
import datetime as dt

import tenure as tn
from tenure._days import day_number, to_date
from tenure.analysis.analysis import MODELS, Plan


def parser() -> argparse.ArgumentParser:
    """Describe the arguments."""
    root = argparse.ArgumentParser(prog="python -m tenure", description=tn.__doc__)
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    it = commands.add_parser(
        "analyse",
        help="from a purchase log to a ranked list of clients",
        description="Read a purchase log, fit the models, value and segment the clients, and say "
        "who deserves attention first. Without a file a made-up shop is analysed.",
    )
    it.add_argument("file", nargs="?", metavar="FILE.csv", help="a purchase log with a header line")
    columns = it.add_argument_group("columns of the file")
    columns.add_argument("--client", metavar="COLUMN", default="client", help="client ids")
    columns.add_argument("--date", metavar="COLUMN", default="date", help="days of purchase")
    columns.add_argument("--amount", metavar="COLUMN", default="amount", help="amounts")
    for role in ("cost", "order-id", "category", "channel", "quantity"):
        columns.add_argument(f"--{role}", metavar="COLUMN", help=f"{role.replace('-', ' ')}s")
    form = it.add_argument_group("form of the file")
    form.add_argument(
        "--date-format", metavar="FORMAT", help="such as %%d/%%m/%%Y; else YYYY-MM-DD"
    )
    form.add_argument("--delimiter", metavar="CHAR", type=_delimiter, help="else the likeliest")
    form.add_argument("--decimal", choices=(".", ","), default=".", help="point (%(default)s)")
    form.add_argument("--encoding", type=_encoding, default="utf-8-sig", help="(%(default)s)")
    form.add_argument("--zone", help="IANA zone of the business, for times that are instants")
    form.add_argument(
        "--day-starts-at", metavar="HH:MM", type=_time, help="when a business day begins (00:00)"
    )
    form.add_argument("--returns", choices=("keep", "drop", "reject"), help="negative amounts")
    form.add_argument(
        "--invalid-rows", choices=("drop", "reject"), help="rows without day or amount"
    )
    form.add_argument("--currency", default="", help="ISO 4217 code")
    _add_plan(it.add_argument_group("analysis"))
    it.add_argument("--output", metavar="DIR", default=".", help="where the client table goes (.)")
    return root


def _add_plan(group: argparse._ArgumentGroup) -> None:
    plan = Plan()
    group.add_argument("--model", choices=list(MODELS), default=plan.model, help="(%(default)s)")
    group.add_argument("--unit", choices=("day", "week", "month", "quarter", "year"),
                       default=plan.unit, help="time unit (%(default)s)")  # fmt: skip
    group.add_argument("--observed-until", metavar="DAY", type=_day, help="last day that counts")
    group.add_argument("--calibration-end", metavar="DAY", type=_day,
                       help="learn up to here, check the prediction of the rest")  # fmt: skip
    group.add_argument("--horizon", type=float, metavar="UNITS",
                       help="how far to look ahead (a year; value: for ever)")  # fmt: skip
    group.add_argument("--discount-rate", type=float, metavar="RATE", default=plan.discount_rate,
                       help="a year (%(default)s)")  # fmt: skip
    group.add_argument("--margin", type=float, metavar="SHARE",
                       help="of spend left after cost (what --cost shows, or 1)")  # fmt: skip
    group.add_argument("--max-saved", type=float, metavar="SHARE", default=plan.max_saved,
                       help="of leaving clients that effort can save (%(default)s)")  # fmt: skip
    group.add_argument("--half-cost", type=float, metavar="AMOUNT",
                       help="effort that saves half of it (margin of a mean purchase)")  # fmt: skip


def _day(text: str) -> dt.date:
    try:
        number = day_number(text, "day")
    except tn.DataError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    assert number is not None
    return to_date(number)


def _time(text: str) -> dt.time:
    try:
        return dt.time.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected HH:MM, got {text!r}") from None


def _delimiter(text: str) -> str:
    character = "\t" if text == "\\t" else text
    if len(character) != 1 or character in '"\r\n':
        raise argparse.ArgumentTypeError(f"expected one character, such as ; or \\t, got {text!r}")
    return character


def _encoding(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        raise argparse.ArgumentTypeError(f"no encoding {name!r}; utf-8 and cp1252 are") from None
    return name
