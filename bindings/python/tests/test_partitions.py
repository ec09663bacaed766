"""A base in parts: builders, partial summaries and cells that merge to the whole, to the bit."""

import copy
import pickle

import numpy as np
import pytest

import tenure as tn

COLUMNS = {"client": "client", "date": "date", "amount": "amount"}


@pytest.fixture(scope="module")
def log():
    rng = np.random.default_rng(5)
    n = 4000
    return {
        "client": rng.integers(0, 400, n),
        "date": np.datetime64("2023-01-01") + rng.integers(0, 400, n),
        "amount": np.where(rng.random(n) < 0.1, -5.0, rng.integers(1, 9000, n) / 100),
    }


@pytest.fixture(scope="module")
def summary(log):
    return tn.Portfolio.from_table(log, **COLUMNS).summarise(calibration_end="2023-10-01")


def parts_of(log, number):
    """The log divided by a number for each row."""
    return [{n: v[number == p] for n, v in log.items()} for p in np.unique(number)]


def by_client(log):
    return parts_of(log, log["client"] % 3)


def by_month(log):
    return parts_of(log, log["date"].astype("datetime64[M]").astype(int))


def assert_same(a, b):
    assert a.columns == b.columns
    for name in a.columns:
        np.testing.assert_array_equal(a[name], b[name])


def partial(part):
    portfolio = tn.Portfolio.from_table(part, **COLUMNS)
    return tn.PartialSummary.of(portfolio, calibration_end="2023-10-01")


def test_builders_are_sent_and_merged(log):
    whole = tn.PortfolioBuilder(same_day="keep", invalid_rows="drop")
    for part in by_client(log):
        builder = tn.PortfolioBuilder(same_day="keep", invalid_rows="drop")
        builder.push_table(part, **COLUMNS)
        sent = tn.PortfolioBuilder.from_bytes(builder.to_bytes())
        assert sent.rows_read == len(part["client"])
        whole.merge(copy.copy(sent))
    expected = tn.Portfolio.from_table(log, **COLUMNS, same_day="keep", invalid_rows="drop")
    assert_same(whole.build().summarise(), expected.summarise())
    with pytest.raises(tn.Error, match="cannot be used") as error:
        tn.PortfolioBuilder.from_bytes(builder.to_bytes()[:-1])
    assert error.value.status == "corrupt_data"


@pytest.mark.parametrize("divided", [by_client, by_month])
def test_partial_summaries_merge_to_the_summary(log, summary, divided):
    parts = [partial(part) for part in divided(log)]
    merged = tn.PartialSummary.merge(parts[::-1])
    assert_same(merged.summary(), summary)
    pairs = tn.PartialSummary.merge([tn.PartialSummary.merge(parts[1:]), parts[0]])
    assert pairs.to_bytes() == merged.to_bytes()
    again = pickle.loads(pickle.dumps(merged))
    assert len(again) == len(merged) == 400
    assert_same(pickle.loads(pickle.dumps(again.summary())), summary)
    assert repr(merged) == "PartialSummary: 400 clients"


def test_parts_that_share_days_are_refused(log):
    with pytest.raises(tn.DataError, match="divide the log by client, or by day"):
        tn.PartialSummary.merge([partial(log), partial(log)])
    other = tn.PartialSummary.of(tn.Portfolio.from_table(log, **COLUMNS), "day")
    with pytest.raises(tn.DataError, match="part 1"):
        tn.PartialSummary.merge([partial(log), other])


@pytest.mark.parametrize(
    ("model", "kind"),
    [(tn.BGNBD, "purchases"), (tn.ParetoNBD, "purchases"), (tn.GammaGamma, "spend")],
)
def test_a_fit_to_merged_cells_is_the_fit_to_the_clients(cdnow, model, kind):
    summary = cdnow.summarise(calibration_end="1997-09-30")
    table = summary.to_pandas()
    parts = [tn.Cells.of(table[i::3], kind) for i in range(3)]
    sent = [tn.Cells.from_bytes(part.to_bytes()) for part in parts]
    merged = tn.Cells.merge([sent[2], tn.Cells.merge(sent[:2])])
    whole = tn.Cells.of(summary, kind)
    assert merged.to_bytes() == whole.to_bytes()
    assert merged.clients == len(summary)
    assert model().fit(merged).to_json() == model().fit(summary).to_json()
    assert pickle.loads(pickle.dumps(merged)).kind == kind


def test_log_likelihoods_add_up(summary):
    table = summary.to_pandas()
    at = [0.5, 6.0, 0.6, 11.0]
    whole = tn.log_likelihood_and_gradient(tn.ParetoNBD, at, tn.Cells.of(summary))
    parts = [
        tn.log_likelihood_and_gradient(tn.ParetoNBD, at, tn.Cells.of(table[i::4])) for i in range(4)
    ]
    for k in range(3):
        np.testing.assert_allclose(sum(part[k] for part in parts), whole[k], rtol=1e-11)
    model = tn.ParetoNBD.from_params(r=0.5, alpha=6.0, s=0.6, beta=11.0)
    assert whole.value == pytest.approx(model.log_likelihood(summary).sum(), rel=1e-12)


def test_a_driver_can_fit_by_asking_its_parts():
    """Newton's method on the sums, in logarithms, finds what `fit` finds."""
    rng = np.random.default_rng(2)
    x = rng.poisson(40 * rng.gamma(1.2, 1 / 8, 500))
    histories = np.column_stack([x, np.where(x > 0, 30.0, 0.0), np.full(x.size, 40.0)])
    cells = [tn.Cells.of(histories[i::2]) for i in range(2)]
    at = np.log([1.0, 5.0])
    for _ in range(30):
        p = np.exp(at)
        sums = [tn.log_likelihood_and_gradient(tn.NBD, p, part) for part in cells]
        gradient = p * sum(s.gradient for s in sums)
        hessian = np.outer(p, p) * sum(s.hessian for s in sums) + np.diag(gradient)
        step = np.linalg.solve(hessian, gradient)
        at = at - step * min(1, 1 / np.abs(step).max())
    expected = list(tn.NBD().fit(histories).params_.values())
    np.testing.assert_allclose(np.exp(at), expected, rtol=1e-8)


def test_what_does_not_go_together_is_refused(summary):
    cells = tn.Cells.of(summary)
    with pytest.raises(tn.DataError, match="kind"):
        tn.Cells.merge([cells, tn.Cells.of(summary, "spend")])
    with pytest.raises(tn.DataError, match="mean_spend"):
        tn.GammaGamma().fit(cells)
    with pytest.raises(tn.DataError, match="weight"):
        tn.NBD().fit(cells, weight=[1.0])
    with pytest.raises(tn.DataError, match="kind"):
        tn.Cells.of(summary, "cycles")
    with pytest.raises(tn.Error, match="cannot be used"):
        tn.Cells.from_bytes(b"cells")
