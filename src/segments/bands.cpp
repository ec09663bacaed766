#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/execution_share.hpp"
#include "base/ranks.hpp"
#include "base/text.hpp"
#include "segments/band_layers.hpp"
#include <tenure/bands.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

using segment::BandLayers;
using segment::DistinctValues;

void check(std::span<const double> values, const BandOptions& options) {
  const auto refuse = [](const std::string& message, const char* argument, std::int64_t row = -1) {
    throw Error(Status::invalid_argument, "value_bands: " + message, argument, row);
  };
  constexpr double largest = 1e150;  // the square of a larger one is not finite
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::abs(values[i]) <= largest) continue;
    refuse("a value must be finite, not " + to_text(values[i]), "values",
           static_cast<std::int64_t>(i));
  }
  if (values.empty()) refuse("there is no value", "values");
  if (values.size() > std::numeric_limits<std::uint32_t>::max()) {
    refuse("more than 2^32 - 1 values", "values");
  }
  constexpr int most = 10'000;
  if (options.max_bands < 1 || options.max_bands > most) {
    refuse("max_bands must be 1 to 10000, not " + std::to_string(options.max_bands), "max_bands");
  }
  constexpr double most_money = 1e100;
  if (!(options.loss >= 0.0 && options.loss <= most_money)) {
    refuse("loss must be 0 or more, not " + to_text(options.loss), "loss");
  }
  if (!(options.cost_per_band >= 0.0 && options.cost_per_band <= most_money)) {
    refuse("cost_per_band must be 0 or more, not " + to_text(options.cost_per_band),
           "cost_per_band");
  }
}

DistinctValues distinct(std::span<const double> values, const std::vector<std::size_t>& order) {
  DistinctValues found;
  for (const std::size_t i : order) {
    if (found.value.empty() || values[i] > found.value.back()) {
      found.value.push_back(values[i]);
      found.clients.push_back(0.0);
    }
    found.clients.back() += 1.0;
  }
  return found;
}

/// One band, by the definition: no digit is lost as in sums of squares.
struct Band {
  double from = 0, to = 0, clients = 0, mean = 0, within = 0;
};

std::vector<Band> describe(const DistinctValues& values, const std::vector<std::size_t>& first) {
  std::vector<Band> bands;
  for (std::size_t b = 0; b < first.size(); ++b) {
    const std::size_t end = b + 1 < first.size() ? first[b + 1] : values.value.size();
    Band band{.from = values.value[first[b]], .to = values.value[end - 1]};
    for (std::size_t i = first[b]; i < end; ++i) {
      band.clients += values.clients[i];
      band.mean += (values.value[i] - band.mean) * values.clients[i] / band.clients;
    }
    for (std::size_t i = first[b]; i < end; ++i) {
      band.within +=
          values.clients[i] * (values.value[i] - band.mean) * (values.value[i] - band.mean);
    }
    bands.push_back(band);
  }
  return bands;
}

double within(const std::vector<Band>& bands) {
  double sum = 0.0;
  for (const Band& band : bands) sum += band.within;
  return sum;
}

/// The numbers of bands that were tried, in turn from 1.
struct Numbers {
  std::vector<double> within, loss, cost, total;
  [[nodiscard]] std::size_t best() const {
    return static_cast<std::size_t>(std::ranges::min_element(total) - total.begin());
  }
};

Table table_of(const Numbers& numbers) {
  std::vector<std::int64_t> bands;
  std::vector<std::uint8_t> chosen(numbers.total.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) bands.push_back(static_cast<std::int64_t>(i + 1));
  chosen[numbers.best()] = 1;
  return Table::Builder()
      .int64("bands", std::move(bands))
      .float64("within", numbers.within)
      .float64("loss", numbers.loss)
      .float64("cost", numbers.cost)
      .float64("total", numbers.total)
      .boolean("chosen", std::move(chosen))
      .build();
}

Table table_of(const std::vector<Band>& bands) {
  std::vector<std::int64_t> number, clients;
  std::vector<double> from, to, mean, sums;
  for (const Band& band : bands) {
    number.push_back(static_cast<std::int64_t>(number.size()));
    from.push_back(band.from);
    to.push_back(band.to);
    clients.push_back(static_cast<std::int64_t>(band.clients));
    mean.push_back(band.mean);
    sums.push_back(band.within);
  }
  return Table::Builder()
      .int64("band", std::move(number))
      .float64("from", std::move(from))
      .float64("to", std::move(to))
      .int64("clients", std::move(clients))
      .float64("mean", std::move(mean))
      .float64("within", std::move(sums))
      .build();
}

Table clients_of(std::span<const double> values, const std::vector<Band>& bands) {
  std::vector<std::int64_t> band;
  band.reserve(values.size());
  for (const double value : values) {
    const auto first = std::ranges::lower_bound(bands, value, {}, &Band::to);
    band.push_back(first - bands.begin());
  }
  return Table::Builder().int64("band", std::move(band)).build();
}

}  // namespace

BandResult value_bands(std::span<const double> values, const BandOptions& options,
                       const Execution& execution) {
  check(values, options);
  const DistinctValues sorted = distinct(values, ascending_order(values));
  const std::size_t most =
      std::min(sorted.value.size(), static_cast<std::size_t>(options.max_bands));
  BandLayers layers(sorted);
  Numbers numbers;
  bool is_least = false;
  while (layers.bands() < most && !is_least) {
    const auto done = static_cast<double>(layers.bands()), all = static_cast<double>(most);
    layers.add_band(share_of(execution, done / all, (done + 1.0) / all));
    const double sum = within(describe(sorted, layers.first_values(layers.bands())));
    numbers.within.push_back(sum);
    numbers.loss.push_back(options.loss * sum);
    numbers.cost.push_back(options.cost_per_band * static_cast<double>(layers.bands()));
    numbers.total.push_back(numbers.loss.back() + numbers.cost.back());
    is_least = layers.bands() == sorted.value.size() ||
               (layers.bands() > 1 && options.cost_per_band > 0.0 &&
                numbers.total.back() >= numbers.total[layers.bands() - 2]);
  }
  const std::size_t chosen = numbers.best() + 1;
  const std::vector<Band> bands = describe(sorted, layers.first_values(chosen));
  return {.clients = clients_of(values, bands),
          .bands = table_of(bands),
          .numbers = table_of(numbers),
          .chosen = static_cast<int>(chosen),
          .is_least = is_least};
}

}  // namespace tenure
