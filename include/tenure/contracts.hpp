/// Contracts: clients who sign for a period, and at its end renew or leave, for all to see.
///
/// The models of kind ModelKind::contracts read histories in periods: `age` is the number of
/// periods that have ended, `frequency` = `recency` the number of renewals. A client with
/// frequency = age is under contract; one with frequency < age left at the end of period
/// frequency + 1. A purchase is a renewal: FittedModel::expected_purchases gives renewals ahead,
/// p_alive whether he will still be under contract. "Now" is when the last period's end has been
/// settled, so that the next renewal is one period away.
#pragma once

#include <cstdint>
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
/// The same of several cohorts, each as long as it has been observed. The error names the cohort,
/// and the row among all numbers one after the other.
[[nodiscard]] Summary cohort_summary(std::span<const std::span<const double>> cohorts,
                                     TimeUnit period);

/// The histories of single contracts, a row each, by survival analysis's convention: client i was
/// under contract for `duration[i]` periods, at the end of the last of which he left (churned[i]
/// is not 0) or went on (0: so far he has renewed that often). Clients are numbered from 0. Throws
/// Error(invalid_data) naming the row unless every duration is whole, from 0, and of those who left
/// from 1; Error(invalid_argument) unless both have as many rows.
[[nodiscard]] Summary contract_summary(std::span<const double> duration,
                                       std::span<const std::uint8_t> churned, TimeUnit period);
/// The same of clients with ids.
[[nodiscard]] Summary contract_summary(std::span<const double> duration,
                                       std::span<const std::uint8_t> churned, TimeUnit period,
                                       ClientIds clients);

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
