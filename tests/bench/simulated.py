"""What the works are done on, drawn by the library."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

import tenure as tn

#: Clients come at random over two years, seen to their end, day by day.
DAYS = 730
OPENED = 18_628  # 2021-01-01
#: By the day: regular enough shoppers of whom half have left after two years.
RATES = {"r": 0.8, "s": 0.6, "beta": 150.0}
SPEND = {"p": 6.25, "q": 3.74, "v": 15.44}
SEED = 1


@dataclass(frozen=True)
class Log:
    """A purchase log; `text` has the same clients by name."""

    client: NDArray[np.int64]
    day: NDArray[np.int32]
    amount: NDArray[np.float64]

    @property
    def bytes(self) -> int:
        return self.client.nbytes + self.day.nbytes + self.amount.nbytes

    def table(self) -> pa.Table:
        return pa.table(
            {
                "client": self.client,
                "date": pa.array(self.day).cast(pa.date32()),
                "amount": self.amount,
            }
        )


def model_of(clients: int, rows: int, ages: NDArray[np.float64]) -> tn.ParetoNBD:
    """Clients who make so many purchases in all, the first one of each included."""
    per_client = max(rows / clients - 1.0, 0.01)
    guess = tn.ParetoNBD.from_params(unit="day", alpha=10.0, **RATES)
    mean = float(np.mean(guess.expected_purchases_new(np.unique(ages))))
    return tn.ParetoNBD.from_params(unit="day", alpha=10.0 * mean / per_client, **RATES)


def log(clients: int, rows: int, in_order: bool = False) -> Log:
    """Draw about so many rows; in no order, or by client and day."""
    random = np.random.default_rng(SEED)
    joined = random.integers(0, DAYS, clients)
    ages = (DAYS - joined).astype(np.float64)
    purchases = model_of(clients, rows, ages).simulate(ages, SEED)
    client = np.concatenate([np.arange(clients, dtype=np.int64), purchases["client"]])
    later = joined[purchases["client"]] + np.floor(purchases["time"])
    day = np.concatenate([joined, later]).astype(np.int32) + np.int32(OPENED)
    del purchases, later
    # Amounts differ between clients as a Gamma-Gamma base's do; drawn by the log, not the client.
    amount = np.round(random.gamma(6.0, 8.0, client.size), 2)
    order = np.lexsort((day, client)) if in_order else random.permutation(client.size)
    return Log(client[order], day[order], amount[order])


def named(made: Log) -> pa.Table:
    """The log with texts for clients."""
    texts = pc.binary_join_element_wise("client-", pa.array(made.client).cast(pa.string()), "")
    return made.table().set_column(0, "client", texts)


def histories(clients: int) -> dict[str, NDArray[np.float64]]:
    """Columns frequency, recency, age of clients on a daily grid, ten purchases each.

    What a summary of their log says, without the log: 10^7 clients fit into a few gigabytes.
    """
    joined = np.random.default_rng(SEED).integers(0, DAYS, clients)
    ages = (DAYS - joined).astype(np.float64)
    purchases = model_of(clients, 10 * clients, ages).simulate(ages, SEED)
    client, day = purchases["client"], np.floor(purchases["time"])
    counted = day > 0.0  # purchases of one day are one
    counted[1:] &= (client[1:] != client[:-1]) | (day[1:] != day[:-1])
    client, day = client[counted], day[counted]
    recency = np.zeros(clients)
    np.maximum.at(recency, client, day)
    return {
        "frequency": np.bincount(client, minlength=clients).astype(np.float64),
        "recency": recency,
        "age": ages - 1.0,
    }
