"""Concentration: values by hand, the CDNOW log, Pareto's law, and the window's effect."""

import numpy as np
import pytest

import tenure as tn

TEN = [500, 300, 100, 50, 20, 15, 8, 4, 2, 1]


def test_ten_clients_by_hand():
    result = tn.concentration(TEN)
    assert result.total == 1000
    assert result.gini == pytest.approx(0.7188, abs=1e-12)
    assert result.gini_unbiased == pytest.approx(0.798667, abs=5e-7)
    assert result.top_fifth_share == pytest.approx(0.8, abs=1e-12)
    assert result.herfindahl == pytest.approx(0.35321, abs=1e-12)
    assert result.effective_clients == pytest.approx(2.831177, abs=5e-7)
    assert result.entropy == pytest.approx(1.309096, abs=5e-7)
    assert result.hoover == pytest.approx(0.6, abs=1e-12)
    assert result.classes["clients"].tolist() == [2, 2, 6]
    # 80 % are before the third client: he does not cross the bound.
    assert result.clients["class"].tolist() == list("AABBCCCCCC")
    assert result.clients["rank"].tolist() == list(range(1, 11))


def test_the_lorenz_curve_gives_the_gini_index():
    lorenz = tn.concentration(np.arange(1, 10_001.0)).lorenz
    share, value = lorenz["client_share"], lorenz["value_share"]
    area = np.sum(np.diff(share) * (value[1:] + value[:-1]) / 2)
    assert 1 - 2 * area == pytest.approx(1 / 3, abs=1e-3)


def test_spend_of_the_cdnow_sample(cdnow, cdnow_log):
    spend = cdnow.summarise()["spend"]
    result = tn.concentration(spend)
    assert result.total == pytest.approx(244_091.94, abs=0.005)
    assert result.gini == pytest.approx(0.630917, abs=5e-7)
    assert result.top_fifth_share == pytest.approx(0.674229, abs=5e-7)
    assert result.top_tenth_share == pytest.approx(0.507772, abs=5e-7)
    by_hand: dict[int, float] = {}
    for client, amount in zip(cdnow_log["client"], cdnow_log["amount"], strict=True):
        by_hand[client] = by_hand.get(client, 0.0) + amount
    herfindahl = sum((value / 244_091.94) ** 2 for value in by_hand.values())
    assert result.herfindahl == pytest.approx(herfindahl, rel=1e-12)
    assert result.herfindahl == pytest.approx(0.00228579644, abs=5e-12)
    assert result.classes["clients"].tolist() == [777, 801, 779]


def test_a_short_window_exaggerates():
    model = tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    seen = {13: 0.88319, 39: 0.83316, 78: 0.81804, 520: 0.80409}
    for window, share in seen.items():
        rates = tn.rate_concentration(model, window)
        assert rates.seen_top_fifth_share == pytest.approx(share, abs=5e-6)
        assert rates.top_fifth_share == pytest.approx(0.801554, abs=5e-7)
        assert rates.gini == pytest.approx(0.767382, abs=5e-7)
    equal = tn.rate_concentration(tn.NBD.from_params(r=1, alpha=1), 1)
    assert equal.top_fifth_share == pytest.approx(0.521888, abs=5e-7)
    assert equal.gini == pytest.approx(0.5, abs=1e-12)


def test_nothing_and_nonsense():
    assert tn.concentration([]).gini == 0
    assert tn.concentration([10, -5, 10]).negative == 1
    with pytest.raises(tn.DataError, match="not finite"):
        tn.concentration([1, np.nan])
    with pytest.raises(tn.DataError, match="a_share"):
        tn.concentration(TEN, a_share=0.9, b_share=0.8)
    with pytest.raises(tn.Error):
        tn.rate_concentration(tn.BGBB.from_params(alpha=1, beta=1, gamma=1, delta=1), 10)
