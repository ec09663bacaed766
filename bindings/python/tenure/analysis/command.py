"""The command line: arguments in, text and files out, exit codes."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import os
import sys
import warnings
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import tenure as tn
from tenure._progress_bar import ProgressBar
from tenure.analysis.analysis import Analysis, NotUsable, Plan, analyse
from tenure.analysis.arguments import parser
from tenure.analysis.csv_log import CsvForm, read_csv
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
        text = _run(options, bar)
        bar.close()
    except KeyboardInterrupt:
        return INTERRUPTED
    except (tn.Error, OSError, UnicodeError, csv.Error) as error:
        bar.close()
        print(f"tenure: {error}{_hint(error)}", file=sys.stderr)
        return NOT_USABLE if isinstance(error, NotUsable) else FAILED
    _show(text)
    return OK


def _run(options: argparse.Namespace, bar: ProgressBar) -> str:
    """Analyse, write the files, and return what there is to read."""
    record, source, truth = None, options.file, None
    if options.file is None:
        record, source, truth = _shop(options.observed_until)
    portfolio = _file(options, bar) if record is None else record.portfolio
    with warnings.catch_warnings():
        # The report and the error say the same of each fit, in their place.
        warnings.simplefilter("ignore", tn.ConvergenceWarning)
        analysis = analyse(portfolio, _plan(options, portfolio), bar, record)
    sections = [*report(analysis, source, truth), _files_written(analysis, options.output)]
    return "\n".join(sections)


def _show(text: str) -> None:
    """Print, to a reader who may leave early, as `head` does: the files are written."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # The interpreter flushes once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _plan(options: argparse.Namespace, portfolio: tn.Portfolio) -> Plan:
    plan = Plan(**{name: getattr(options, name) for name in Plan.__dataclass_fields__})
    if options.file is None and plan.calibration_end is None:
        return replace(plan, calibration_end=portfolio.observed_until - SHOP_HOLDOUT)
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
        day_starts_at=options.day_starts_at,
        returns=options.returns,
        invalid_rows=options.invalid_rows,
        observed_until=options.observed_until,
        currency=options.currency,
        progress=bar,
    )


def _shop(observed_until: dt.date | None) -> tuple[tn.Record, str, dict[str, float]]:
    shop = tn.simulate_shop()
    truth = {name: v for name, v in shop.options.items() if isinstance(v, float)}
    return (
        shop.record(observed_until=observed_until),
        "a made-up shop (give a CSV file for your own)",
        truth,
    )


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
    if isinstance(error, UnicodeError):
        return " (give the file's --encoding, such as cp1252)"
    if isinstance(error, tn.Error) and "YYYY" in str(error):
        return " (give --date-format, such as %d/%m/%Y)"
    if isinstance(error, tn.Error) and "instants" in str(error):
        return " (give --zone, such as Europe/Berlin)"
    return ""
