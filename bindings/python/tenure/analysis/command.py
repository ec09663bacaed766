"""The command line: arguments in, text and files out, exit codes."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from typing import Any

import tenure as tn
from tenure._days import day_number, to_date
from tenure.analysis.analysis import MODELS, Analysis, NotUsable, Plan, analyse
from tenure.analysis.csv_log import CsvForm, read_csv
from tenure.analysis.progress import ProgressBar
from tenure.analysis.report import report

OK, FAILED, NOT_USABLE, INTERRUPTED = 0, 1, 3, 130
#: Columns with numbers; the others are read as texts.
NUMBERS = ("amount", "cost", "quantity")
ROLES = ("client", "date", *NUMBERS, "order_id", "category", "channel")
#: The bundled shop is checked against its last year.
SHOP_HOLDOUT = dt.timedelta(days=364)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    0: done. 1: the input is at fault, or a file. 2: the arguments are. 3: the data do not
    determine a model. 130: interrupted.
    """
    options = parser().parse_args(arguments)
    bar = ProgressBar()
    try:
        if options.file is None:
            portfolio, source, truth = _shop()
        else:
            portfolio, source, truth = _file(options, bar), options.file, None
        analysis = analyse(portfolio, _plan(options, portfolio), bar)
        bar.close()
        for text in report(analysis, source, truth):
            print(text)
        print(_files_written(analysis, options.output))
    except KeyboardInterrupt:
        return INTERRUPTED
    except (tn.Error, OSError, UnicodeDecodeError) as error:
        bar.close()
        print(f"tenure: {error}{_hint(error)}", file=sys.stderr)
        return NOT_USABLE if isinstance(error, NotUsable) else FAILED
    return OK


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
    form.add_argument("--delimiter", metavar="CHAR", help="by default the likeliest")
    form.add_argument("--decimal", metavar="CHAR", default=".", help="decimal point (%(default)s)")
    form.add_argument("--encoding", default="utf-8-sig", help="of the file (%(default)s)")
    form.add_argument("--zone", help="IANA zone of the business, for times that are instants")
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


def _plan(options: argparse.Namespace, portfolio: tn.Portfolio) -> Plan:
    plan = Plan(**{name: getattr(options, name) for name in Plan.__dataclass_fields__})
    if options.file is None and plan.calibration_end is None:
        end = (plan.observed_until or portfolio.observed_until) - SHOP_HOLDOUT
        plan = Plan(**{**vars(plan), "calibration_end": end})
    return plan


def _file(options: argparse.Namespace, bar: ProgressBar) -> tn.Portfolio:
    columns: dict[str, Any] = {
        role: getattr(options, role) for role in ROLES if getattr(options, role)
    }
    numbers = [name for role, name in columns.items() if role in NUMBERS]
    texts = [name for role, name in columns.items() if role not in NUMBERS]
    form = CsvForm(options.delimiter, options.decimal, options.encoding)
    return tn.Portfolio.from_table(
        read_csv(options.file, texts, numbers, form, bar),
        **columns,
        date_format=options.date_format,
        zone=options.zone,
        returns=options.returns,
        invalid_rows=options.invalid_rows,
        currency=options.currency,
        progress=bar,
    )


def _shop() -> tuple[tn.Portfolio, str, dict[str, float]]:
    shop = tn.simulate_shop()
    columns: dict[str, Any] = {role: role for role in ROLES}
    portfolio = tn.Portfolio.from_table(shop.log, **columns)
    truth = {name: v for name, v in shop.options.items() if isinstance(v, float)}
    return portfolio, "a made-up shop (give a CSV file for your own)", truth


def _files_written(analysis: Analysis, folder: str) -> str:
    os.makedirs(folder, exist_ok=True)
    paths = [os.path.join(folder, "clients.csv")]
    analysis.clients.to_csv(paths[0])
    try:
        from pyarrow import parquet
    except ImportError:
        pass
    else:
        paths.append(os.path.join(folder, "clients.parquet"))
        parquet.write_table(analysis.clients.to_arrow(), paths[1])
    what = f"{len(analysis.clients):,} clients, {len(analysis.clients.columns)} columns each"
    return f"\nThe complete client table ({what}): {', '.join(paths)}"


def _hint(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return " (give the file's --encoding, such as cp1252)"
    if isinstance(error, tn.Error) and "YYYY" in str(error):
        return " (give --date-format, such as %d/%m/%Y)"
    return ""
