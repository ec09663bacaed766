"""GGompertz/NBD on CDNOW. Sources: Bemmaor & Glady 2012, CLVTools' tests."""

import pytest

import tenure as tn


def test_a65_a66_cdnow_does_not_age(cdnow_39_weeks):
    # CLVTools stops at b = 1.1e-6, the paper at 0.0002: the likelihood is that of Pareto/NBD.
    model = tn.GGompertzNBD().fit(cdnow_39_weeks)
    assert model.log_likelihood_ == pytest.approx(-9594.9762, abs=0.001)
    assert model.convergence_.reason == "boundary"
    assert "Pareto/NBD" in model.convergence_.boundary
    assert model.params_["r"] == pytest.approx(0.55313, abs=0.001)
    assert model.params_["s"] == pytest.approx(0.60682, abs=0.01)


def test_a67_bemmaor_and_glady_2012_on_the_ridge(cdnow_39_weeks):
    # b and beta are printed as .0002 and .0026: only their quotient, the Pareto/NBD's beta, is
    # determined. Where b is held within that rounding the other numbers come out.
    model = tn.GGompertzNBD(priors={"b": (0.00022, 1e-4)}).fit(cdnow_39_weeks)
    printed = {"r": 0.553, "alpha": 10.578, "b": 0.0002, "s": 0.603, "beta": 0.0026}
    rounding = {"r": 6e-4, "alpha": 6e-4, "b": 5e-5, "s": 6e-4, "beta": 6e-5}
    for name, value in printed.items():
        assert model.params_[name] == pytest.approx(value, abs=rounding[name])
    assert model.log_likelihood_ == pytest.approx(-9594.98, abs=0.005)
