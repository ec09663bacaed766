"""Tables of clients that were counted elsewhere: weights, ids, names of columns, types."""

import datetime as dt
import decimal
import pickle

import numpy as np
import pytest

import tenure as tn

HISTORY = ["frequency", "recency", "age"]


@pytest.fixture(scope="module")
def frame(cdnow_39_weeks):
    return cdnow_39_weeks.to_pandas()


@pytest.fixture(scope="module")
def weighted(frame):
    """The distinct histories of CDNOW, and how many clients share each."""
    return frame.groupby(HISTORY).size().rename("weight").reset_index()


@pytest.fixture(scope="module")
def model(weighted) -> tn.ParetoNBD:
    return tn.ParetoNBD().fit(weighted)


def test_a_column_of_weights_is_read_by_fits(weighted, model, cdnow_39_weeks):
    of_clients = tn.ParetoNBD().fit(cdnow_39_weeks)
    as_argument = tn.ParetoNBD().fit(weighted[HISTORY], weight=weighted["weight"])
    assert model.result_.clients == as_argument.result_.clients == 2357
    assert model.params_ == as_argument.params_ == of_clients.params_


def test_a_fit_of_a_table_of_a_cohort_is_that_of_the_cohort():
    cohort = tn.Summary.from_cohort([1000, 869, 743, 653, 593, 551, 517, 491])
    fitted = tn.ShiftedBetaGeometric(unit="year").fit(cohort.to_table())
    assert fitted.params_ == tn.ShiftedBetaGeometric().fit(cohort).params_


def test_weights_given_twice_are_refused(weighted, model):
    again = weighted["weight"]
    for call in (
        lambda: tn.NBD().fit(weighted, weight=again),
        lambda: tn.confidence_intervals(model, weighted, weight=again, method="profile"),
        lambda: tn.Cells.of(weighted, weight=again),
    ):
        with pytest.raises(tn.DataError, match="given twice") as caught:
            call()
        assert caught.value.argument == "weight"


def test_intervals_of_sums_count_clients_not_rows(weighted, model, cdnow_39_weeks):
    cells = tn.Cells.of(cdnow_39_weeks)
    given = weighted.to_dict("list")
    summary = tn.Summary.from_arrays(**given)
    for table in (weighted, cells, summary, cdnow_39_weeks):
        total = tn.prediction_intervals(model, table, 39, groups="all")
        assert total["clients"][0] == 2357
        assert total["estimate"][0] == pytest.approx(1665.513107, rel=1e-9)


def test_the_data_of_a_fit_are_known_again_in_any_form(weighted, model, cdnow_39_weeks):
    forms = [weighted, tn.Cells.of(cdnow_39_weeks), cdnow_39_weeks]
    ends = [
        tn.prediction_intervals(
            model, weighted[:2], 39, groups="all", method="profile", fitted_to=table
        )["upper"][0]
        for table in forms
    ]
    assert ends == pytest.approx([ends[0]] * 3, rel=1e-9)


def test_cells_are_histories(model, cdnow_39_weeks):
    cells = tn.Cells.of(cdnow_39_weeks)
    table = cells.to_table()
    assert np.array_equal(model.p_alive(cells), model.p_alive(table))
    total = model.log_likelihood(cells) @ table["weight"]
    assert total == pytest.approx(model.log_likelihood_, rel=1e-12)
    profile = tn.confidence_intervals(model, cells, method="profile")
    assert profile["lower_status"].tolist() == ["ok"] * 4
    with pytest.raises(tn.DataError, match="counted by the day, but the model by the week"):
        model.p_alive(tn.Cells.of([[1, 2, 3]], unit="day"))
    with pytest.raises(tn.DataError, match="weights of its own"):
        tn.NBD().fit(cdnow_39_weeks, weight=[1.0])


def test_tables_about_rows_that_stand_for_clients_say_for_how_many(weighted, model):
    assert model.predict(weighted, 39).columns[:3] == ["client", "weight", "p_alive"]
    assert model.predict(weighted, 39)["weight"].sum() == 2357
    assert "weight" in tn.prediction_intervals(model, weighted[:3], 39)
    assert "weight" not in model.predict(weighted[HISTORY], 39)


def test_a_summary_with_weights(weighted):
    summary = tn.Summary.from_arrays(**weighted.to_dict("list"))
    assert repr(summary).startswith("Summary: 2,357 clients in 1,016 histories, 2,457 repeat")
    assert pickle.loads(pickle.dumps(summary)).to_table() == summary.to_table()
    assert repr(tn.Summary.from_cohort([1000, 869, 743])).startswith("Summary: 1,000 clients in 3")
    with pytest.raises(tn.DataError, match="weight 0 in row 1"):
        tn.Summary.from_arrays(frequency=[0, 0], recency=[0, 0], age=[1, 1], weight=[1, 0])


@pytest.mark.parametrize("ids", [[105, 101, 103], ["eve", "ann", "bob"]])
@pytest.mark.parametrize("kind", ["dict", "pandas", "polars"])
def test_ids_of_a_table_are_those_of_the_answer(ids, kind, model):
    table = {"client": ids, "frequency": [1, 2, 0], "recency": [3, 4, 0], "age": [9, 9, 9]}
    table = table if kind == "dict" else pytest.importorskip(kind).DataFrame(table)
    assert model.predict(table, 39)["client"].tolist() == ids
    assert tn.prediction_intervals(model, table, 39)["client"].tolist() == ids
    with pytest.raises(tn.DataError, match="client: 7 at row 1 is also at row 0"):
        model.predict({**dict(zip(HISTORY, np.ones((3, 2)), strict=True)), "client": [7, 7]}, 39)


def test_a_summary_comes_back_from_its_table(model, cdnow_39_weeks, frame):
    expected = model.predict(cdnow_39_weeks, 39)
    found = model.predict(frame, 39)
    for name in found.columns:
        assert np.array_equal(found[name], expected[name])


def test_values_of_a_table_are_those_of_its_summary(cdnow_39_weeks, frame):
    models = tn.ParetoNBD().fit(cdnow_39_weeks), tn.GammaGamma().fit(cdnow_39_weeks)
    expected = tn.clv(*models, cdnow_39_weeks, horizon=52)
    found = tn.clv(*models, frame, horizon=52)
    assert found.total == expected.total
    assert found.clients == expected.clients
    total = tn.clv_intervals(*models, frame, horizon=52, groups="all")
    assert total["estimate"][0] == pytest.approx(expected.total)
    assert tn.cycles(models[0], frame).regularity == tn.cycles(models[0], cdnow_39_weeks).regularity
    lost = tn.attrition(models[0], frame, horizon=13).clients
    assert lost == tn.attrition(models[0], cdnow_39_weeks, horizon=13).clients
    with pytest.raises(tn.DataError, match="mean_spend: no such column"):
        tn.clv(*models, frame[HISTORY], horizon=52)


def test_what_needs_a_summary_says_so(model, frame):
    for call in (
        lambda: tn.compare(["nbd"], frame),
        lambda: tn.holdout_errors(model, frame),
        lambda: tn.rfm(frame),
        lambda: tn.segment_report(frame, ["a"]),
        lambda: tn.observed_margin(frame),
    ):
        with pytest.raises(tn.DataError, match="expected a Summary, got DataFrame") as caught:
            call()
        assert caught.value.argument == "summary"


def test_names_of_other_packages(frame, cdnow_39_weeks):
    other = frame.rename(columns={"age": "T", "mean_spend": "monetary_value"})
    assert tn.BGNBD().fit(other).params_ == tn.BGNBD().fit(cdnow_39_weeks).params_
    assert tn.GammaGamma().fit(other).params_ == tn.GammaGamma().fit(cdnow_39_weeks).params_
    ours = {"frequency": [1], "recency": [1], "age": [5], "T": [9]}
    assert tn.NBD.from_params(r=1, alpha=1).expected_purchases(ours, 1) == pytest.approx(2 / 6)


NO_NUMBERS = {
    "timedelta64[D]": (np.array([7, 14], "timedelta64[D]"), "age", 'np.timedelta64(7, "D")'),
    "timedelta": ([dt.timedelta(7)] * 2, "age", 'np.timedelta64(7, "D")'),
    "datetime64[D]": (np.array(["2024-01-01"] * 2, "M8[D]"), "recency", "Portfolio"),
    "date": ([dt.date(2024, 1, 1)] * 2, "recency", "Portfolio"),
    "complex128": (np.array([1 + 2j, 3]), "age", "real part"),
    "bool": (np.array([True, False]), "frequency", "counts"),
    "str at row 1": (np.array([1, "2"], object), "frequency", "convert"),
    "<U1": (["1", "2"], "frequency", "convert"),
    "complex at row 0": (np.array([1j, 2], object), "age", "real part"),
}


@pytest.mark.parametrize("kind", NO_NUMBERS)
def test_what_is_no_number_is_refused_by_type(kind, model):
    values, name, advice = NO_NUMBERS[kind]
    table = {"frequency": [0, 0], "recency": [0, 0], "age": [9, 9], name: values}
    for call in (model.p_alive, lambda table: tn.Summary.from_arrays(**table)):
        with pytest.raises(tn.DataError) as caught:
            call(table)
        assert str(caught.value).startswith(f"{name}: expected numbers, got {kind}")
        assert advice in str(caught.value)
        assert caught.value.argument == name
    with pytest.raises(tn.DataError, match="X: expected numbers, got timedelta64"):
        model.p_alive(np.ones((2, 3), "timedelta64[s]"))


def test_types_of_pandas_that_are_no_numbers(model):
    pd = pytest.importorskip("pandas")
    table = pd.DataFrame({"frequency": [1, 2], "recency": [3, 4], "age": [9, 9]})
    for column in (pd.to_timedelta([63, 63], unit="D"), pd.array([True, None], "boolean")):
        with pytest.raises(tn.DataError, match="age: expected numbers, got"):
            model.p_alive(table.assign(age=column))
    assert np.array_equal(model.p_alive(table.astype("Int64")), model.p_alive(table))


def test_decimals_are_numbers(model):
    table = {"frequency": [1], "recency": [decimal.Decimal("2.5")], "age": [decimal.Decimal(9)]}
    assert model.p_alive(table) == model.p_alive([[1, 2.5, 9]])
