import copy
import pickle

import numpy as np
import pytest

import tenure as tn

COLUMNS = {"client": "client", "date": "date", "amount": "amount"}


@pytest.fixture
def portfolio(small_log):
    return tn.Portfolio.from_table(small_log, **COLUMNS)


def test_append_equals_one_import(small_log, portfolio):
    first = {name: values[:2] for name, values in small_log.items()}
    rest = {name: values[2:] for name, values in small_log.items()}
    both = tn.Portfolio.from_table(first, **COLUMNS).append(rest)
    assert both.to_table() == portfolio.to_table()
    assert both.report.rows_read == 4


def test_save_and_load(portfolio, tmp_path, small_log):
    portfolio.save(tmp_path / "shop.tenure")
    loaded = tn.Portfolio.load(tmp_path / "shop.tenure")
    assert loaded.to_table() == portfolio.to_table()
    with pytest.raises(tn.DataError, match="columns"):
        loaded.append(small_log)
    assert len(loaded.append(small_log, columns=COLUMNS)) == 2


def test_a_damaged_file_is_an_error(portfolio, tmp_path):
    path = tmp_path / "shop.tenure"
    portfolio.save(path)
    path.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(tn.Error) as caught:
        tn.Portfolio.load(path)
    assert caught.value.status == "corrupt_data"
    with pytest.raises(tn.Error) as caught:
        tn.Portfolio.load(tmp_path / "none")
    assert caught.value.status == "io_error"


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))]
)
def test_copies_and_pickles_are_equal(portfolio, again):
    assert again(portfolio).to_table() == portfolio.to_table()
    summary = portfolio.summarise(calibration_end="2024-01-20")
    assert again(summary).to_table() == summary.to_table()
    table = summary.to_table()
    assert again(table) == table


def test_bad_words_list_the_good_ones(small_log):
    with pytest.raises(tn.DataError, match="same_day: expected one of 'merge', 'order', 'keep'"):
        tn.Portfolio.from_table(small_log, **COLUMNS, same_day="join")
    with pytest.raises(tn.DataError, match="week"):
        tn.Portfolio.from_table(small_log, **COLUMNS).summarise(unit="fortnight")
    with pytest.raises(tn.DataError, match="observed_until"):
        tn.Portfolio.from_table(small_log, **COLUMNS, observed_until=5)


def test_summary_from_arrays_names_column_and_row():
    with pytest.raises(tn.DataError, match=r"recency 3.* row 1") as caught:
        tn.Summary.from_arrays(frequency=[0, 1], recency=[0, 3], age=[2, 2])
    assert (caught.value.argument, caught.value.row) == ("recency", 1)
    with pytest.raises(tn.DataError, match="different lengths"):
        tn.Summary.from_arrays(frequency=[0], recency=[0, 3], age=[2, 2])


@pytest.mark.parametrize("clients", [[7, 9], ["x", "y"], np.array([7, 9])])
def test_summary_from_arrays_keeps_ids(clients):
    summary = tn.Summary.from_arrays(frequency=[0, 1], recency=[0, 1], age=[2, 2], client=clients)
    assert summary.client_ids.tolist() == list(clients)
    assert pickle.loads(pickle.dumps(summary)).to_table() == summary.to_table()


def test_progress_is_told_and_can_end_the_work(cdnow_log):
    seen = []

    def watch(fraction, stage):
        seen.append((fraction, stage))

    tn.Portfolio.from_table(cdnow_log, **COLUMNS, progress=watch)
    assert seen
    assert all(0 <= fraction <= 1 for fraction, _ in seen)

    def interrupt(fraction, stage):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tn.Portfolio.from_table(cdnow_log, **COLUMNS, progress=interrupt)
