from . import Table

def score(
    model_json: str, batch: object, horizon: float, level: float | None = None, threads: int = 0
) -> Table: ...
