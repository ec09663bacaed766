"""Logs on which other packages go wrong, with the issue that reported it."""

import datetime as dt

import numpy as np
import pytest

import tenure as tn


def read(client, date, amount, **options):
    log = {"client": client, "date": date, "amount": amount}
    return tn.Portfolio.from_table(log, client="client", date="date", amount="amount", **options)


def test_dates_are_sorted_as_dates_not_as_texts():
    # lifetimes sorts the texts: it takes the wrong first purchase and says 60.
    days = ["14/03/2014", "09/04/2014", "21/05/2014"]
    portfolio = read([2, 2, 2], days, [100, 10, 20], date_format="%d/%m/%Y")
    assert portfolio.summarise()["mean_spend"][0] == 15


def test_ambiguous_dates_are_refused():
    # lifetimes issue 48.
    with pytest.raises(tn.DataError, match="'14/03/2014' is not a date: use YYYY-MM-DD") as caught:
        read([2], ["14/03/2014"], [100])
    assert (caught.value.argument, caught.value.row) == ("date", 0)


def test_recency_of_parsed_dates():
    days = ["14/03/2014", "09/04/2014", "21/05/2014"]
    portfolio = read([2] * 3, days, [1] * 3, date_format="%d/%m/%Y", observed_until="2014-12-31")
    assert portfolio.summarise(unit="day")["recency"][0] == 68


@pytest.mark.parametrize("bad", ["2014-02-30", "20140230", "x", "14-03-2014", 5, 20140230])
def test_days_that_are_none_are_refused(bad):
    with pytest.raises(tn.DataError):
        read([1], [bad], [1.0])


def test_a_wrong_date_format_names_the_row():
    with pytest.raises(tn.DataError, match="'2014-03-14' at row 1") as caught:
        read([1, 1], ["14/03/2014", "2014-03-14"], [1, 2], date_format="%d/%m/%Y")
    assert caught.value.row == 1


def test_no_clock_is_read():
    # lifetimes issues 26, 67, 68: the end of observation was the time of the import.
    assert read([1], ["2014-03-14"], [1]).observed_until == dt.date(2014, 3, 14)


def test_two_purchases_of_one_day_are_one():
    # lifetimes issues 91, 56, 184, 244, 344.
    log = ([1, 1], ["2012-01-06"] * 2, [1.0, 2.0])
    assert read(*log).summarise()["frequency"][0] == 0
    kept = read(*log, same_day="keep").summarise()
    assert (kept["frequency"][0], kept["recency"][0]) == (1, 0)
    assert np.isfinite(
        tn.ParetoNBD.from_params(r=1, alpha=1, s=1, beta=1).log_likelihood(kept)
    ).all()


@pytest.mark.parametrize(("zone", "age"), [("America/New_York", 1), ("UTC", 0)])
def test_the_zone_of_the_business_decides_the_day(zone, age):
    new_york = [
        dt.datetime(2024, 3, 10, 1, 30, tzinfo=dt.timezone.utc),  # the evening before, there
        dt.datetime(2024, 3, 10, 16, 0, tzinfo=dt.timezone.utc),
    ]
    summary = read([1, 1], new_york, [1, 2], zone=zone).summarise(unit="day")
    assert summary["age"][0] == age


def test_a_zone_is_never_inferred():
    moment = dt.datetime(2024, 3, 10, tzinfo=dt.timezone.utc)
    with pytest.raises(tn.DataError, match="zone"):
        read([1], [moment], [1])
    with pytest.raises(tn.DataError, match="no time zone 'Mars/Olympus'"):
        read([1], [moment], [1], zone="Mars/Olympus")


def test_a_business_day_may_begin_in_the_morning():
    times = np.array(["2024-03-09T22:00", "2024-03-10T02:00"], "datetime64[m]")
    assert read([1, 1], times, [1, 2], day_starts_at=dt.time(5)).purchases == 1
    assert read([1, 1], times, [1, 2]).purchases == 2


def test_calendar_months_are_exact():
    days = ["2012-02-29", "2013-02-28", "2016-02-29"]
    for unit, age in (("month", 48), ("quarter", 16), ("year", 4)):
        assert read([1] * 3, days, [1] * 3).summarise(unit=unit)["age"][0] == age


@pytest.mark.parametrize("clients", [[1.0, np.nan, np.nan, 2.0], ["a", None, None, "b"]])
def test_guests_are_counted_not_lost(clients):
    portfolio = read(clients, ["2024-01-01"] * 4, [1, 2, 3, 4])
    report = portfolio.report
    assert report.dropped == {"guest": (2, 1)}
    assert report.rows_read == report.kept + report.merged + report.rows_dropped == 4
    with pytest.raises(tn.DataError, match="row 1"):
        read(clients, ["2024-01-01"] * 4, [1, 2, 3, 4], guests="reject")


def test_missing_dates_are_an_error_unless_dropping_is_asked_for():
    log = ([1, 1], np.array(["2024-01-01", "NaT"], "datetime64[D]"), [1, 2])
    with pytest.raises(tn.DataError) as caught:
        read(*log)
    assert caught.value.row == 1
    assert read(*log, invalid_rows="drop").report.dropped == {"invalid": (1, 1)}


def test_a_refund_is_no_purchase():
    # lifetimes: frequency 2, mean -10.
    days = ["2024-01-01", "2024-01-08", "2024-01-08", "2024-01-15"]
    summary = read([1] * 4, days, [10, 30, -30, -20]).summarise()
    assert summary["frequency"][0] == 1
    assert summary["mean_spend"][0] >= 0


def test_an_empty_log_is_an_empty_portfolio():
    portfolio = read([], [], [])
    assert len(portfolio) == 0
    assert len(portfolio.summarise()) == 0


def test_the_holdout_may_be_empty_of_clients():
    summary = read([1], ["2024-06-01"], [1]).summarise(calibration_end="2013-01-01")
    assert len(summary) == 0
    assert summary.clients_left_out == 1


def test_identical_clients_get_scores():
    # pymc-marketing's rfm_segments: ValueError "Bin labels...".
    summary = read([1, 2, 3], ["2024-01-01"] * 3, [5, 5, 5]).summarise()
    assert len(set(tn.rfm(summary).clients["r"])) == 1


def test_units_of_a_model_and_a_summary_must_agree():
    # lifetimes issue 215: daily was hard-coded.
    model = tn.ParetoNBD.from_params(r=1, alpha=1, s=1, beta=1, unit="month")
    summary = read([1], ["2024-01-01"], [1]).summarise(unit="week")
    with pytest.raises(tn.DataError, match=r"week.*month"):
        model.p_alive(summary)
