"""Saved models: JSON texts and files, pickles, and what is not one."""

import copy
import json
import pickle

import numpy as np
import pytest

import tenure as tn
from tenure import _core
from tenure.saved import class_named


@pytest.fixture(scope="module")
def fitted(cdnow_39_weeks):
    return tn.ParetoNBD().fit(cdnow_39_weeks)


def same(a, b):
    return a.to_json() == b.to_json() and a.params_ == b.params_ and a.unit_ == b.unit_


def test_a_file_comes_back_as_it_was(fitted, tmp_path):
    path = tmp_path / "model.json"
    fitted.save(path)
    again = tn.ParetoNBD.load(path)
    assert same(again, fitted)
    assert again.result_.summary() == fitted.result_.summary()
    assert np.array_equal(again.covariance_, fitted.covariance_)
    assert again.convergence_ == fitted.convergence_
    assert type(tn.load_model(path)) is tn.ParetoNBD


def test_the_text_can_be_read_by_any_json_reader(fitted):
    read = json.loads(fitted.to_json())
    assert (read["format"], read["version"]) == ("tenure model", 1)
    assert read["tenure"] == tn.__version__
    assert read["unit"] == "week"
    assert {p["name"]: p["estimate"] for p in read["parameters"]} == fitted.params_
    assert np.array_equal(read["covariance"], fitted.covariance_)
    assert read["data"]["clients"] == 2357
    assert read["convergence"]["reason"] == "gradient"


@pytest.mark.parametrize("name", [info.name for info in _core.models()])
def test_every_model_has_a_class_that_saves_it(name, tmp_path):
    cls = class_named(name)
    regularity = {"k": 2} if "k" in cls().get_params() else {}
    parameters = {n: 1.5 + i for i, n in enumerate(cls.parameter_names())}
    model = cls.from_params(**parameters, **regularity)
    assert same(cls.from_json(model.to_json()), model)
    model.save(tmp_path / "model.json")
    assert type(tn.load_model(str(tmp_path / "model.json"))) is cls


def test_priors_are_saved(cdnow_39_weeks):
    model = tn.ParetoNBD(priors={"s": (0.6, 0.1)}).fit(cdnow_39_weeks)
    again = tn.ParetoNBD.from_json(model.to_json())
    assert again.result_.penalty == model.result_.penalty > 0
    assert again.result_.data_fingerprint == model.result_.data_fingerprint


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
def test_copies_keep_the_fit_and_the_keywords(fitted, cdnow_39_weeks, way):
    again = way(fitted.set_params(threads=1))
    assert same(again, fitted)
    assert again.get_params() == fitted.get_params()
    assert np.array_equal(again.p_alive(cdnow_39_weeks), fitted.p_alive(cdnow_39_weeks))


def test_another_class_is_refused(fitted):
    with pytest.raises(tn.DataError, match="is a Pareto/NBD, not a BG/NBD"):
        tn.BGNBD.from_json(fitted.to_json())


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        ("", "corrupt_data", "expected a value"),
        ("{}", "corrupt_data", "another file"),
        ('{"format": "tenure model", "version": 9, "tenure": "9"}', "unsupported_version", "9"),
        ("{\n  x", "corrupt_data", "line 2, column 3"),
    ],
)
def test_what_is_not_a_saved_model(text, status, message, tmp_path):
    (tmp_path / "model.json").write_text(text)
    for read in (
        lambda: tn.ParetoNBD.from_json(text),
        lambda: tn.load_model(tmp_path / "model.json"),
    ):
        with pytest.raises(tn.Error, match=message) as raised:
            read()
        assert raised.value.status == status


def test_no_file_and_no_fit(tmp_path):
    with pytest.raises(tn.Error, match="cannot open") as raised:
        tn.load_model(tmp_path / "no_such.json")
    assert raised.value.status == "io_error"
    with pytest.raises(tn.DataError, match="call fit first"):
        tn.ParetoNBD().to_json()
