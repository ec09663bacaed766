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
