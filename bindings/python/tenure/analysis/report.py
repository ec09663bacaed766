"""The analysis as a text for a person."""

from __future__ import annotations

from collections.abc import Iterator

import tenure as tn
from tenure.analysis.analysis import Analysis, Check
from tenure.analysis.attention import Attention
from tenure.analysis.cycle_report import cycle_section
from tenure.analysis.record_report import record_sections
from tenure.analysis.segment_report import segment_sections
from tenure.analysis.texts import heading, section
from tenure.estimators import Estimator
from tenure.table import align


def report(analysis: Analysis, source: str, truth: dict[str, float] | None = None) -> Iterator[str]:
    """Yield the sections. `truth`: the true parameters, where they are known."""
    yield heading(f"tenure {tn.__version__}: {source}")
    yield _import_section(analysis.portfolio)
    yield _check_section(analysis.check)
    yield _models_section(analysis, truth)
    yield _value_section(analysis)
    if analysis.record is not None:
        yield from record_sections(analysis.record)
    yield from segment_sections(analysis.segments, analysis.profiles, analysis.moves)
    yield cycle_section(
        analysis.cycles, analysis.clumpiness, analysis.seasonality, analysis.plan.unit
    )
    yield _attrition_section(analysis)
    yield _attention_section(analysis)


def _import_section(portfolio: tn.Portfolio) -> str:
    return section("Import", repr(portfolio.report), repr(portfolio))


def _check_section(check: Check | None) -> str:
    title = "Check against the past"
    if check is None:
        return section(
            title, "none: --calibration-end says up to where to learn, to predict the rest"
        )
    summary, errors = check.summary, check.errors
    names = ["method", "predicted", "actual", "mae", "rmse", "bias", "wape", "top_decile_share"]
    labels = {"model": check.model.title, "past_rate": "everyone's own past rate",
              "mean_rate": "the mean rate for everyone"}  # fmt: skip
    rows = [["purchases in the holdout", *names[1:]]]
    for i, method in enumerate(errors["method"]):
        rows.append(
            [labels.get(method, method), *(_figure(name, errors[name][i]) for name in names[1:])]
        )
    return section(
        title,
        f"learned to {summary.calibration_end} from {len(summary):,} clients, then predicted "
        f"{summary.holdout_length:.1f} {summary.unit}s to {summary.observed_until}",
        *_parameter_lines(check.model),
        "",
        align(rows, [False] + [True] * (len(names) - 1)),
    )


def _models_section(analysis: Analysis, truth: dict[str, float] | None) -> str:
    lines = [*_parameter_lines(analysis.model, truth), "", *_parameter_lines(analysis.spend, truth)]
    if truth:
        lines.append("(the shop is made up: its true parameters are known)")
    return section(f"Models, learned to {analysis.summary.observed_until}", *lines)


def _parameter_lines(model: Estimator, truth: dict[str, float] | None = None) -> Iterator[str]:
    result = model.result_
    yield (
        f"{model.title}, by the {model.unit_}: log-likelihood {result.log_likelihood:,.4f}, "
        f"{result.clients:,.0f} clients in {result.cells:,} distinct histories"
    )
    rows = [["  parameter", "estimate", "std. error"]]
    for name, estimate in model.params_.items():
        rows.append([f"  {name}", f"{estimate:.5f}", f"{model.standard_errors_[name]:.5f}"])
    if truth and set(model.params_) <= set(truth):
        rows[0].append("true")
        for row, name in zip(rows[1:], model.params_, strict=True):
            row.append(f"{truth[name]:g}")
    yield align(rows, [False] + [True] * (len(rows[0]) - 1))
    yield f"  {result.convergence.message}"


def _value_section(analysis: Analysis) -> str:
    value = analysis.value
    lines = [
        f"{value.total:,.2f} {analysis.portfolio.currency}".rstrip()
        + f" for {len(value.clients):,} clients, {value.total / len(value.clients):,.2f} each",
        value.basis,
        f"margin {analysis.margin:.1%}: {analysis.margin_source}",
    ]
    if value.not_valued:
        lines.append(f"{value.not_valued:,} clients have no value: see the column status")
    return section("Value of the clients' future", *lines)


def _attrition_section(analysis: Analysis) -> str:
    plan = analysis.plan
    return section(
        "Attrition",
        f"up to {plan.look_ahead:g} {plan.unit}s ahead: {analysis.attrition!r}",
    )


def _attention_section(analysis: Analysis) -> str:
    attention, clients, plan = analysis.attention, analysis.clients, analysis.plan
    lines = [
        f"{rank:2}. {clients['client'][i]}: {clients['reason'][i]}"
        for rank, i in enumerate(attention.first, start=1)
    ]
    lines += ["", _worth_it(attention)]
    if attention.not_ranked:
        lines.append(f"{attention.not_ranked:,} clients without a value are not ranked.")
    return section(
        f"The {len(attention.first)} clients who deserve attention first",
        *lines,
        f"Risk: a client now, and none in {plan.look_ahead:g} {plan.unit}s (p_leaving; --horizon); "
        "at stake: what he is worth if he is a client (clv_if_alive). Who is gone already is not "
        "kept: winning back is another matter.",
        f"Assumed: an effort saves at most {attention.max_saved:.0%} of those who would leave, and "
        f"half of that at a cost of {attention.half_cost:,.2f} a client (--max-saved, --half-cost: "
        "put in what a campaign with a control group has shown).",
    )


def _worth_it(attention: Attention) -> str:
    if not attention.worth_it:
        return "At these assumptions no client is worth spending on; the expected loss ranks."
    return (
        f"{attention.worth_it:,} clients are worth spending on, {attention.spending:,.2f} in all, "
        f"for an expected gain of {attention.gain:,.2f}."
    )


def _figure(name: str, value: float) -> str:
    if value != value:
        return ""
    if name.endswith("share"):
        return f"{value:.1%}"
    if name == "actual":
        return f"{value:,.0f}"
    return f"{value:,.2f}" if name == "predicted" else f"{value:.4f}"
