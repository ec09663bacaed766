/// Summaries that are the same bits, and the policies to try that under.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>

#include "base/random_bits.hpp"
#include <tenure/portfolio.hpp>
#include <tenure/summary.hpp>

namespace tenure::test {

/// The policies under which dirty logs are read, in many combinations.
inline ImportOptions random_policies(std::uint64_t seed) {
  RandomBits random(seed + 1'000'003);
  ImportOptions options;
  options.same_day = static_cast<SameDay>(random.below(3));
  options.returns = static_cast<RowPolicy>(random.below(2));
  options.zero_amounts = static_cast<RowPolicy>(random.below(2));
  options.duplicates = static_cast<RowPolicy>(random.below(2));
  options.invalid_rows = RowPolicy::drop;
  if (random.below(2) == 0) options.observed_until = Day{10'050};
  return options;
}

inline bool same_doubles(std::span<const double> a, std::span<const double> b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

inline bool same_summaries(const Summary& a, const Summary& b) {
  return a.size() == b.size() && same_doubles(a.frequency(), b.frequency()) &&
         same_doubles(a.recency(), b.recency()) && same_doubles(a.age(), b.age()) &&
         same_doubles(a.spend(), b.spend()) && same_doubles(a.mean_spend(), b.mean_spend()) &&
         same_doubles(a.margin(), b.margin()) &&
         same_doubles(a.log_interpurchase(), b.log_interpurchase()) &&
         same_doubles(a.holdout_frequency(), b.holdout_frequency()) &&
         same_doubles(a.holdout_spend(), b.holdout_spend()) &&
         a.clients_left_out() == b.clients_left_out();
}

}  // namespace tenure::test
