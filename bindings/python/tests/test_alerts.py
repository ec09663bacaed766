"""Signals, alerts and the monitor, through Python."""

import copy
import pickle

import numpy as np
import pytest

import tenure as tn

MODEL = tn.NBD.from_params(r=1, alpha=4)
START = np.datetime64("2021-01-01")


def portfolio(visits, until):
    """A log of {client: days since START}."""
    rows = [(client, START + int(day)) for client, days in visits.items() for day in days]
    log = {
        "client": np.array([client for client, _ in rows], np.int64),
        "date": np.array([day for _, day in rows], "datetime64[D]"),
    }
    return tn.Portfolio.from_table(
        log, client="client", date="date", observed_until=str(START + until)
    )


@pytest.fixture(scope="module")
def visits():
    random = np.random.default_rng(3)
    drawn = {
        client: np.unique(np.cumsum(random.exponential(20, 50)).astype(int))
        for client in range(1, 40)
    }
    drawn[40] = np.arange(0, 600, 7)
    return drawn


def test_published_numbers_of_the_signals():
    test = tn.signals.rate_drop(12, 52, 1, 13)
    assert test["p_value"][0] == pytest.approx(0.2336462209, abs=1e-9)
    assert test["mid_p"][0] == pytest.approx(0.2336462209 - 0.5 * 13 * 0.2 * 0.8**12, abs=1e-9)
    trend = tn.signals.trend_test([52, 50, 55, 48, 47, 49, 42, 40, 41, 36])
    assert trend["z"][0] == pytest.approx(-3.041052, abs=1e-6)
    several = tn.signals.trend_test([[1, 2, 3], [3, 2]])
    assert several["slope"].tolist() == [1.0, -1.0]
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    assert tn.signals.adjusted_p_values(p)[6] == pytest.approx(0.105714, abs=1e-6)
    assert (tn.signals.adjusted_p_values(p, "by") >= tn.signals.adjusted_p_values(p)).all()


def test_published_run_lengths():
    plan = tn.signals.CusumPlan(rate=4, reference=3, threshold=8)
    design = tn.signals.design_cusum(plan)
    assert design.run_length == pytest.approx(536.371382, abs=1e-6)
    assert design.delay == pytest.approx(8.062957, abs=1e-6)
    waits = tn.signals.CusumPlan("waits", rate=1 / 30, periods_per_year=365)
    trace = tn.signals.cusum_trace([28, 31, 30, 45, 62, 70, 55], waits)
    assert trace["log_ratio"][-1] == pytest.approx(1.094078, abs=1e-6)


def test_a_client_who_falls_silent_is_alerted_with_words(visits):
    found = tn.alerts(portfolio(visits, 760), model=MODEL)
    assert 40 in found.alerts["client"]
    row = found.alerts["client"].tolist().index(40)
    assert "no purchase for 165 days" in found.alerts["reasons"][row]
    assert found.signals["signal"].tolist()[0] == "slowdown"
    assert "alerts among" in repr(found)


def test_values_of_the_caller_rank(visits):
    known = portfolio(visits, 760)
    found = tn.alerts(known, model=MODEL, values={40: 1e6}, false_alarms=2000)
    assert found.alerts["client"][0] == 40
    with pytest.raises(tn.DataError, match="no client 99"):
        tn.alerts(known, model=MODEL, values={99: 1})


def test_a_record_brings_contacts(visits):
    known = portfolio(visits, 760)
    builder = tn.RecordBuilder(known)
    builder.add_contacts(
        {"client": [1, 2], "day": ["2022-06-01", "2022-07-01"], "nature": ["complaint", "call"]},
        client="client",
        day="day",
        nature="nature",
    )
    found = tn.alerts(known, model=MODEL, record=builder.build())
    assert found.contacts["nature"].tolist() == ["call", "complaint"]
    assert (found.contacts["expected"] > 0).all()


def test_the_monitor_goes_on_from_its_copy_as_from_itself(visits, tmp_path):
    begun = {client: days[days <= 500] for client, days in visits.items()}
    later = {client: days[(days > 500) & (days <= 900)] for client, days in visits.items()}
    monitor = tn.AlertMonitor(portfolio(begun, 500), model=MODEL, regularity=1.0, false_alarms=300)
    monitor.save(tmp_path / "monitor")
    others = [
        tn.AlertMonitor.load(tmp_path / "monitor"),
        pickle.loads(pickle.dumps(monitor)),
        copy.deepcopy(monitor),
    ]
    alerts = monitor.update(portfolio(later, 900))
    assert len(alerts) > 0
    for other in others:
        assert other.update(portfolio(later, 900)) == alerts
        assert other.charts() == monitor.charts()
    cut = {client: days[days <= 900] for client, days in visits.items()}
    anew = tn.AlertMonitor(portfolio(cut, 900), model=MODEL, regularity=1.0, false_alarms=300)
    assert anew.charts() == monitor.charts()
    assert len(anew) == len(visits)


def test_the_monitor_also_knows_what_is_overdue(visits):
    monitor = tn.AlertMonitor(portfolio(visits, 900), model=MODEL, regularity=1.0)
    silent = monitor.update(portfolio({}, 1500))
    assert set(silent["signal"]) == {"overdue", "slowdown"}
    overdue = silent.to_pandas().query("signal == 'overdue'")
    assert overdue["reason"].str.contains("of his waits end within").all()
    assert (overdue["threshold"] <= 0.05).all()
    charts = monitor.charts().to_pandas()
    assert set(charts.loc[charts["is_overdue"], "client"]) >= set(overdue["client"])
    chart_alone = tn.AlertMonitor(
        portfolio(visits, 900), model=MODEL, regularity=1.0, overdue_alarms=0
    )
    assert set(chart_alone.update(portfolio({}, 1500))["signal"]) == {"slowdown"}


def test_what_cannot_be_is_refused(visits):
    known = portfolio(visits, 760)
    with pytest.raises(tn.DataError, match="false_alarms"):
        tn.alerts(known, model=MODEL, false_alarms=0)
    with pytest.raises(tn.Error, match="method"):
        tn.alerts(known, model=MODEL, method="holm")
    monitor = tn.AlertMonitor(known, model=MODEL)
    with pytest.raises(tn.DataError, match="lies before the client's last"):
        monitor.update(portfolio({40: [3]}, 760))
    with pytest.raises(tn.DataError, match="the monitor is at"):
        monitor.update(portfolio({}, 700))
