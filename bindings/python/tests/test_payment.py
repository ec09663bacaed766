"""How clients pay."""

import pytest

import tenure as tn


@pytest.fixture
def record():
    log = {"client": ["ann"], "date": ["2024-03-31"]}
    builder = tn.RecordBuilder(tn.Portfolio.from_table(log, client="client", date="date"))
    builder.add_invoices(
        {
            "client": ["ann", "ann", "bob"],
            "issued": ["2024-01-10", "2024-03-05", "2023-11-01"],
            "due": ["2024-02-09", "2024-04-04", "2023-12-01"],
            "paid": ["2024-02-14", None, None],
            "amount": [100.0, 60.0, 40.0],
        },
        client="client", issued="issued", due="due", paid="paid", amount="amount",
    )  # fmt: skip
    builder.push("clients", client="bob", no_profiling=True)
    return builder.build()


def test_invoices_as_they_stand(record):
    result = tn.payment(record, loss_given_default=0.5)
    assert result.receivable == 100
    assert result.bad_share == pytest.approx(40 / 140)
    assert result.expected_loss == pytest.approx(0.5 * (40 + 60 * 40 / 140))
    assert result.late.late_share == 1
    assert result.clients["client"].tolist() == ["ann"]
    assert result.clients.excluded_clients == 1
    assert result.clients["open"].tolist() == [60]
    assert "100.00 outstanding" in repr(result)


def test_the_bundled_shop_pays_as_its_truth_says():
    shop = tn.simulate_shop()
    result = tn.payment(shop.record(), bad_after=120)
    assert 0 < result.bad_share < 0.08  # a mean default probability of 2.5 %, and few invoices
    assert result.outstanding.is_covered
    assert result.clients.excluded_clients > 0


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda r: tn.payment(r, months=0), "months"),
        (lambda r: tn.payment(r, bad_after=0), "bad_after"),
        (lambda r: tn.payment(r, loss_given_default=1.5), "loss_given_default"),
        (lambda r: tn.lateness([1.0], [1.0, 2.0]), "days"),
        (lambda r: tn.days_outstanding(-1, [1.0], [1.0]), "receivable"),
        (lambda r: tn.roll_rates([1.0], paid=[0], bad=[0], balances=[1]), "rolls"),
        (lambda r: tn.roll_rates([[1.0]], paid=[0], bad=[0], balances=[1]), "rolls"),
    ],
)
def test_bad_arguments_are_named(record, call, argument):
    with pytest.raises(tn.DataError) as caught:
        call(record)
    assert caught.value.argument == argument
