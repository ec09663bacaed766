from collections.abc import Callable

from . import ImportOptions, ImportReport, PurchaseColumns, Summary

_Progress = Callable[[float, str], object] | bool | None

def summarise_stream(
    stream: object,
    columns: PurchaseColumns,
    import_options: ImportOptions,
    unit: str,
    observed_until: int | None,
    calibration_end: int | None,
    path: str,
    memory_bytes: int,
    threads: int = 0,
    progress: _Progress = None,
) -> tuple[Summary, ImportReport]: ...
def summary_sql(
    dialect: str,
    table: str,
    client: str,
    day: str,
    amount: str,
    cost: str,
    decimals: int,
    unit: str,
    observed_until: int | None,
    calibration_end: int | None,
) -> str: ...
