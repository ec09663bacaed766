"""From a purchase log to a retention list: who is worth what, who is leaving, what to spend on it.

Run it as it is on a made-up shop, or give it a CSV file with the columns client, date and amount.
"""

import csv
import sys

import tenure as tn


def read(path: str) -> dict[str, list]:
    """Read a log without pandas, polars or pyarrow: each of their tables would do as well."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {
        "client": [row["client"] for row in rows],
        "date": [row["date"] for row in rows],
        "amount": [float(row["amount"]) for row in rows],
    }


def main() -> None:
    """Print the import, the model, the value, and the ten clients to spend on first."""
    log = read(sys.argv[1]) if len(sys.argv) > 1 else tn.simulate_shop().log
    portfolio = tn.Portfolio.from_table(log, client="client", date="date", amount="amount")
    print(portfolio.report, end="\n\n")

    summary = portfolio.summarise(unit="week")
    model = tn.ParetoNBD().fit(summary)
    print(model.result_.summary(), end="\n\n")

    spend = tn.GammaGamma().fit(summary)
    value = tn.clv(model, spend, summary, horizon=3 * 52, discount_rate=0.1, margin=0.4)
    print(value, end="\n\n")

    # Those who are clients still and will not be in a year: who is gone already is another
    # matter. What a campaign with a control group has shown belongs in the response.
    risk = tn.attrition(model, summary, horizon=52).clients["p_leaving"]
    at_stake = value.clients["clv_if_alive"]
    budget = tn.retention_budget(risk, at_stake, max_saved=0.3, half_cost=20)
    for i in budget["rank"].argsort()[:10]:
        print(
            f"{summary.client_ids[i]}: {risk[i]:.0%} risk that {at_stake[i]:,.0f} leaves, "
            f"worth up to {budget['optimum'][i]:,.0f}"
        )


if __name__ == "__main__":
    main()
