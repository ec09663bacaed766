/// Contracts: clients who sign for a period, and at its end renew or leave, for all to see.
///
/// The models of kind ModelKind::contracts read histories in periods: `age` is the number of
/// periods that have ended, `frequency` = `recency` the number of renewals. A client with
/// frequency = age is under contract; one with frequency < age left at the end of period
/// frequency + 1. A purchase is a renewal: FittedModel::expected_purchases gives renewals ahead,
/// p_alive whether he will still be under contract. "Now" is when the last period's end has been
/// settled, so that the next renewal is one period away.
#pragma once

#include <span>
#include <vector>

#include <tenure/model.hpp>
#include <tenure/summary.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// The histories of clients who signed together: survivors[t] of them have renewed t times, so
/// that survivors[0] is the size of the cohort. One row a distinct history, with its weight.
/// Throws Error(invalid_data) unless the numbers are finite, above 0 and do not increase.
[[nodiscard]] Summary cohort_summary(std::span<const double> survivors, TimeUnit period);

/// P(a new client renews at least `renewals[i]` times), of a model of contracts.
[[nodiscard]] std::vector<double> survival(const FittedModel& model,
                                           std::span<const double> renewals);

/// P(a client who has signed periods[i] contracts renews the last of them): the retention rate of
/// period 1, 2, ... It grows with the period though no client changes: those who leave easily have
/// left (Fader & Hardie 2010).
[[nodiscard]] std::vector<double> retention_rates(const FittedModel& model,
                                                  std::span<const double> periods);

/// DEL, discounted expected lifetime, of a new client: the contract just signed, and every renewal
/// discounted by the periods until it.
[[nodiscard]] double discounted_lifetime(const FittedModel& model, DiscountRate rate);

/// DERL, discounted expected residual lifetime, of clients who have signed periods[i] contracts and
/// are just about to renew the last of them or not: that renewal counts in full, the one after it
/// is discounted by a period, and so on.
[[nodiscard]] std::vector<double> discounted_residual_lifetime(const FittedModel& model,
                                                               std::span<const double> periods,
                                                               DiscountRate rate);

}  // namespace tenure
