"""Dates and times that come as texts."""

import datetime as dt

import numpy as np
import pytest

import tenure as tn


def days(texts, **options):
    log = {"client": [1] * len(texts), "date": texts}
    portfolio = tn.Portfolio.from_table(
        log, client="client", date="date", same_day="keep", **options
    )
    return [str(day) for day in portfolio.to_table()["day"]]


FOUR = dt.time(4)


@pytest.mark.parametrize(
    ("text", "options", "day"),
    [
        ("2020-01-01 23:30:00", {}, "2020-01-01"),
        ("2020-01-01 03:30:00", {"day_starts_at": FOUR}, "2019-12-31"),
        ("2020-01-01T03:30:00.250", {"day_starts_at": FOUR}, "2019-12-31"),
        ("2020-01-01T23:30:00Z", {"zone": "Europe/Paris"}, "2020-01-02"),
        ("2020-01-01T00:30:00+02:00", {"zone": "UTC"}, "2019-12-31"),
        ("01/02/2020 03:30", {"date_format": "%d/%m/%Y %H:%M"}, "2020-02-01"),
        (
            "01/02/2020 03:30",
            {"date_format": "%d/%m/%Y %H:%M", "day_starts_at": FOUR},
            "2020-01-31",
        ),
        (
            "01/02/2020 23:30 +0000",
            {"date_format": "%d/%m/%Y %H:%M %z", "zone": "Europe/Paris"},
            "2020-02-02",
        ),
        ("01/02/2020", {"date_format": "%d/%m/%Y", "day_starts_at": FOUR}, "2020-02-01"),
    ],
)
def test_the_time_counts(text, options, day):
    assert days([text], **options) == [day]
    assert days(np.array([text]), **options) == [day]
    for module, column in (("pandas", "Series"), ("polars", "Series"), ("pyarrow", "array")):
        texts = getattr(pytest.importorskip(module), column)([text])
        assert days(texts, **options) == [day]


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_times_in_frames(kind):
    frame = pytest.importorskip(kind).DataFrame({"c": ["ann"], "d": ["2020-01-01 03:30:00"]})
    portfolio = tn.Portfolio.from_table(frame, client="c", date="d", day_starts_at=FOUR)
    assert portfolio.first_day == dt.date(2019, 12, 31)


def test_instants_need_a_zone():
    with pytest.raises(tn.DataError, match="zone"):
        days(["2020-01-01T23:30:00Z"])
    with pytest.raises(tn.DataError, match="with and without a zone are mixed") as caught:
        days(["2020-01-01T23:30:00Z", "2020-01-01T23:30:00"], zone="UTC")
    assert caught.value.row == 1
    with pytest.raises(tn.DataError, match="%Z"):
        days(["2020-01-01 EST"], date_format="%Y-%m-%d %Z")


@pytest.mark.parametrize("bad", ["", "x", "31/02/2020", None, float("nan")])
def test_a_text_that_is_no_date_is_left_to_the_policy(bad):
    log = {"client": [1, 1], "date": ["01/02/2020", bad]}
    roles = {"client": "client", "date": "date", "date_format": "%d/%m/%Y"}
    report = tn.Portfolio.from_table(log, **roles, invalid_rows="drop").report
    assert report.dropped["invalid"] == (1, 1)
    with pytest.raises(tn.DataError) as caught:
        tn.Portfolio.from_table(log, **roles)
    assert caught.value.row == 1


def test_appending_keeps_the_policy():
    log = {"client": [1, 1], "date": ["01/02/2020", "x"]}
    portfolio = tn.Portfolio.from_table(
        log, client="client", date="date", date_format="%d/%m/%Y", invalid_rows="drop"
    )
    assert portfolio.append(log).report.dropped["invalid"] == (2, 1)
