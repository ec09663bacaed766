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
