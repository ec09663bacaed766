"""Models of contracts on the cohorts of Fader & Hardie (2007)."""

import pickle

import numpy as np
import pytest

import tenure as tn

HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]


@pytest.fixture(scope="module")
def fitted():
    return tn.ShiftedBetaGeometric(unit="year").fit(tn.Summary.from_cohort(HIGH_END))


def test_parameters_close_to_fader_hardie_2007(fitted):
    assert fitted.params_ == pytest.approx({"alpha": 0.668, "beta": 3.806}, abs=5e-4)
    assert fitted.log_likelihood_ == pytest.approx(-1611.158, abs=5e-4)


def test_projection_of_years_8_to_12_in_fader_hardie_2007(fitted):
    survival = fitted.survival([8, 9, 10, 11, 12])
    assert survival == pytest.approx([0.460, 0.436, 0.414, 0.395, 0.378], abs=5e-4)


def test_a_cohort_and_its_single_clients_are_the_same(fitted):
    left = -np.diff(HIGH_END)
    renewals = np.repeat(np.arange(8), [*left, HIGH_END[-1]])
    clients = np.column_stack([renewals, renewals, np.full(len(renewals), 7)])
    single = tn.ShiftedBetaGeometric(unit="year").fit(clients)
    assert single.params_ == pytest.approx(fitted.params_, rel=1e-12)
    assert single.result_.clients == 1000


def test_residual_lifetime_of_fader_hardie_2010():
    model = tn.ShiftedBetaGeometric.from_params(alpha=3.8, beta=15.2, unit="year")
    assert model.discounted_lifetime(0.1) == pytest.approx(4.008925837, abs=6e-10)
    derl = model.discounted_residual_lifetime([1, 2, 3, 4, 5], 0.1)
    printed = [3.309818421, 3.451000329, 3.586543657, 3.716811539, 3.842134024]
    assert derl == pytest.approx(printed, abs=6e-10)
    assert model.retention_rate(1) == pytest.approx(0.8)
    assert model.dert([[0, 0, 0]], 0.1)[0] == pytest.approx(derl[0] / 1.1)


def test_beta_discrete_weibull_of_fader_et_al_2018():
    model = tn.BetaDiscreteWeibull(unit="year").fit(tn.Summary.from_cohort(HIGH_END))
    expected = {"alpha": 0.2143, "beta": 1.4266, "c": 1.7236}
    assert model.params_ == pytest.approx(expected, abs=1e-4)
    assert model.survival(12) == pytest.approx(0.4039, abs=1e-4)


def test_a_cohort_summary_can_be_pickled():
    cohort = tn.Summary.from_cohort(HIGH_END)
    again = pickle.loads(pickle.dumps(cohort))
    assert again["frequency"].tolist() == cohort["frequency"].tolist()
    assert again.unit == "year"


def test_survivors_that_grow_are_refused():
    with pytest.raises(tn.DataError, match=r"survivors 11 in row 1"):
        tn.Summary.from_cohort([10, 11])


def test_several_cohorts_are_their_single_cohorts_together():
    both = tn.Summary.from_cohort([HIGH_END, HIGH_END[:3]])
    padded = np.full((2, len(HIGH_END)), np.nan)
    padded[0], padded[1, :3] = HIGH_END, HIGH_END[:3]
    assert tn.Summary.from_cohort(padded).to_table() == both.to_table()
    parts = [tn.Summary.from_cohort(cohort).to_table() for cohort in (HIGH_END, HIGH_END[:3])]
    for name in ("frequency", "recency", "age", "weight"):
        assert np.array_equal(both[name], np.concatenate([part[name] for part in parts]))
    assert pickle.loads(pickle.dumps(both)).to_table() == both.to_table()
    with pytest.raises(tn.DataError, match="survivors 11 of cohort 1 in row 1") as caught:
        tn.Summary.from_cohort([HIGH_END, [10, 11]])
    assert caught.value.row == len(HIGH_END) + 1


def test_durations_of_single_contracts_are_a_cohort():
    cohort = tn.Summary.from_cohort(HIGH_END)
    left = cohort["frequency"] < cohort["age"]
    duration = np.repeat(cohort["frequency"] + left, cohort["weight"].astype(int))
    churned = np.repeat(left, cohort["weight"].astype(int))
    ids = [f"c{i}" for i in range(len(duration))]
    single = tn.Summary.from_durations(duration, churned, client=ids)
    assert len(single) == 1000
    for cls in (tn.ShiftedBetaGeometric, tn.BetaDiscreteWeibull):
        fitted = cls().fit(single)
        assert fitted.log_likelihood_ == pytest.approx(cls().fit(cohort).log_likelihood_, rel=1e-12)
    table = tn.ShiftedBetaGeometric().fit(single).predict(single, 1)
    assert table["client"].tolist() == ids
    assert np.all((table["p_alive"] == 0) == churned)


@pytest.mark.parametrize(
    ("duration", "churned", "argument", "row"),
    [
        ([1, 0], [0, 1], "duration", 1),
        ([1, 1.5], [0, 1], "duration", 1),
        ([-1, 1], [0, 1], "duration", 0),
        ([1, 2], [0, 2], "churned", 1),
        ([1, 2], [0], "churned", None),
    ],
)
def test_durations_that_are_refused(duration, churned, argument, row):
    with pytest.raises(tn.DataError) as caught:
        tn.Summary.from_durations(duration, churned)
    assert (caught.value.argument, caught.value.row) == (argument, row)
