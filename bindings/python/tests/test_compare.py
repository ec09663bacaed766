"""Models beside each other, and backtests: what goes in, what comes out."""

import pickle

import numpy as np
import pytest

import tenure as tn


@pytest.fixture(scope="module")
def summary(shop_portfolio):
    return shop_portfolio.summarise(calibration_end="2023-03-31")


@pytest.fixture(scope="module")
def result(summary):
    return tn.compare(["pareto_nbd", tn.BGNBD(), tn.NBD()], summary)


def test_a_row_a_model_and_the_benchmarks(result):
    models = result.models
    assert models["method"].tolist() == ["pareto_nbd", "bg_nbd", "nbd", "past_rate", "mean_rate"]
    assert (models["status"] == "ok").all()
    assert np.isnan(models["aic"][3:]).all()
    assert np.isnan(models["log_score"][3:]).all()
    # The shop's clients are of a Pareto/NBD.
    assert models["log_score"][0] == models["log_score"][:3].max()
    assert len(result.calibration) == 50


def test_fitted_ones_are_taken_as_they_are_and_others_stay_unfitted(summary):
    fitted, blank = tn.ParetoNBD().fit(summary), tn.ParetoNBD()
    before = fitted.to_json()
    models = tn.compare([fitted, blank], summary).models
    assert models["log_likelihood"][0] == models["log_likelihood"][1]
    assert models["log_likelihood"][0] == pytest.approx(fitted.log_likelihood_, rel=1e-12)
    assert models["aic"][0] == pytest.approx(fitted.result_.aic, rel=1e-12)
    assert models["bic"][0] == pytest.approx(fitted.result_.bic, rel=1e-12)
    assert not blank.__sklearn_is_fitted__()
    assert fitted.to_json() == before


def test_labels_and_keywords_of_estimators(summary):
    held = tn.ParetoNBD(priors={"s": (0.5, 0.01)})
    models = tn.compare({"free": tn.ParetoNBD(), "held": held}, summary).models
    assert models["method"].tolist()[:2] == ["free", "held"]
    assert models["log_likelihood"][0] > models["log_likelihood"][1]


def test_pandas_and_pickle(result):
    pytest.importorskip("pandas")
    frame = result.to_pandas()
    assert frame.loc["bg_nbd", "parameters"] == 4
    assert np.isnan(frame.loc["mean_rate", "aic"])
    tenths = result.calibration.to_pandas().pivot(
        index="decile", columns="method", values="predicted"
    )
    assert tenths.shape == (10, 5)
    assert pickle.loads(pickle.dumps(result)).models == result.models
    assert "pareto_nbd" in repr(result)


def test_what_fails_is_in_the_table(summary):
    models = tn.compare(["bg_bb", "nbd"], summary).models
    assert models["status"].tolist()[:2] == ["failed", "ok"]
    assert models["message"][0]
    assert np.isnan(models["mae"][0])


@pytest.mark.parametrize("bad", ["nbd", tn.NBD(), ["pareto"], [3], [tn.GammaGamma()]])
def test_what_is_no_list_of_models(summary, bad):
    with pytest.raises(tn.DataError):
        tn.compare(bad, summary)


def test_a_backtest_says_of_each_origin_what_compare_says_then(shop_portfolio):
    calls = []
    result = tn.backtest(
        shop_portfolio,
        [tn.BGNBD(), "nbd"],
        26,
        first="2022-09-30",
        every=26,
        progress=lambda fraction, stage: calls.append((fraction, stage)),
    )
    models = result.models
    origins = sorted(set(models["origin"].astype(str)))
    assert origins == ["2022-09-30", "2023-03-31"]
    assert len(models) == 4 * len(origins)
    for i, origin in enumerate(origins):
        end = str(models["observed_until"][4 * i].astype("datetime64[D]"))
        then = shop_portfolio.summarise(calibration_end=origin, observed_until=end)
        expected = tn.compare(["bg_nbd", "nbd"], then).models
        for name in ("method", "log_likelihood", "mae", "log_score"):
            rows = models[name][4 * i : 4 * i + 4]
            assert [str(x) for x in rows] == [str(x) for x in expected[name]]
        assert models["clients"][4 * i] == len(then)
    assert [fraction for fraction, _ in calls] == sorted(fraction for fraction, _ in calls)
    assert {"bg_nbd", "nbd"} <= {stage for _, stage in calls}


def test_origins_by_hand_and_a_fitted_estimator(shop_portfolio, summary):
    model = tn.NBD().fit(summary)
    before = model.to_json()
    days = ["2023-06-30", "2023-01-31"]
    result = tn.backtest(shop_portfolio, [model], 2, unit="month", origins=days)
    assert sorted(set(result.models["origin"].astype(str))) == sorted(days)
    assert model.to_json() == before
    pytest.importorskip("pandas")
    assert result.to_pandas().index.names == ["origin", "method"]


def test_a_backtest_can_be_stopped_and_refuses_nonsense(shop_portfolio):
    def stop(fraction, stage):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tn.backtest(shop_portfolio, ["nbd"], 13, progress=stop)
    for wrong in ({"horizon": 0}, {"horizon": 1e9}, {"horizon": 4, "every": -1}):
        with pytest.raises(tn.DataError, match="backtest"):
            tn.backtest(shop_portfolio, ["nbd"], **wrong)
