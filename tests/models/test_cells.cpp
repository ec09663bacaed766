// Cells of parts of a base are, merged, those of the whole; fits to them and sums over them too.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/byte_stream.hpp"
#include "base/damaged_bytes.hpp"
#include "base/random_bits.hpp"
#include "base/sections.hpp"
#include "base/throws.hpp"
#include "math/relative_error.hpp"
#include "tenure/cells.hpp"
#include <tenure/model.hpp>

using namespace tenure;
using tenure::test::check_damage_is_found;
using tenure::testing::relative_error;

namespace {

/// Clients on a weekly grid, so that many share a history.
struct Base {
  std::vector<double> x, t_x, T, m, litt;

  [[nodiscard]] Histories view() const {
    return {.frequency = x, .recency = t_x, .age = T, .mean_spend = m, .log_interpurchase = litt};
  }
  [[nodiscard]] Base rows(std::size_t first, std::size_t step) const {
    Base part;
    for (std::size_t i = first; i < x.size(); i += step) {
      part.x.push_back(x[i]);
      part.t_x.push_back(t_x[i]);
      part.T.push_back(T[i]);
      part.m.push_back(m[i]);
      part.litt.push_back(litt[i]);
    }
    return part;
  }
};

Base drawn(std::size_t clients) {
  const auto model =
      FittedModel::from_parameters("bg_nbd", std::vector{.85, 4.45, .79, 2.42}, TimeUnit::week);
  const auto log = model.simulate(std::vector<double>(clients, 52.0), 7);
  RandomBits random(3);
  Base base;
  for (std::size_t i = 0; i < log.client.size(); ++i) {
    if (log.time[i] == 0.0) {
      base.x.push_back(0.0);
      base.t_x.push_back(0.0);
      base.T.push_back(52.0);
      base.m.push_back(0.0);
      base.litt.push_back(0.0);
    } else {
      const double week = std::ceil(log.time[i]);
      base.x.back() += 1.0;
      base.litt.back() += std::log(week - base.t_x.back() + 0.25);
      base.t_x.back() = std::min(week, 52.0);
      base.m.back() = 5.0 + static_cast<double>(random.below(4000)) / 100;
    }
  }
  return base;
}

Cells cells_of(const Base& base, ModelKind kind = ModelKind::purchases) {
  return Cells::of(base.view(), TimeUnit::week, kind);
}
Cells sent(const Cells& cells) { return Cells::from_bytes(cells.to_bytes()); }

FittedModel fit(const char* name, const Cells& cells, const FitOptions& options = {}) {
  return FittedModel::fit(name, cells.histories(), cells.unit(), options);
}

/// The same numbers, to the bit.
void check_same_fit(const FittedModel& a, const FittedModel& b) {
  CHECK(a.to_json() == b.to_json());
  CHECK(a.result().data_fingerprint == b.result().data_fingerprint);
}

}  // namespace

TEST_CASE("cells of parts, merged in any order and grouping, are those of the whole to the bit") {
  const Base base = drawn(3000);
  for (const ModelKind kind : {ModelKind::purchases, ModelKind::spend}) {
    const Cells whole = cells_of(base, kind);
    std::vector<Cells> parts;
    for (std::size_t i = 0; i < 3; ++i) parts.push_back(cells_of(base.rows(i, 3), kind));
    CHECK(Cells::merge(parts).to_bytes() == whole.to_bytes());
    const Cells two = sent(Cells::merge(std::vector{parts[2], parts[0]}));
    CHECK(Cells::merge(std::vector{parts[1], two}).to_bytes() == whole.to_bytes());
    CHECK(Cells::merge(std::vector{two, parts[1]}).to_bytes() == whole.to_bytes());
    CHECK(whole.clients() == 3000.0);
    CHECK(whole.kind() == kind);
  }
  CHECK(cells_of(base).size() < 3000);
  CHECK(Cells::merge({}).size() == 0);
}

TEST_CASE("a fit to merged cells is the fit to the clients, to the bit") {
  const Base base = drawn(2000);
  const auto merged = [&](ModelKind kind) {
    std::vector<Cells> parts;
    for (std::size_t i = 0; i < 5; ++i) parts.push_back(sent(cells_of(base.rows(i, 5), kind)));
    return Cells::merge(parts);
  };
  FitOptions with_priors;
  with_priors.priors = {{"r", 1.0, 1.0}};
  for (const char* name : {"bg_nbd", "pareto_nbd", "nbd"}) {
    check_same_fit(fit(name, merged(ModelKind::purchases), with_priors),
                   FittedModel::fit(name, base.view(), TimeUnit::week, with_priors));
  }
  check_same_fit(fit("gamma_gamma", merged(ModelKind::spend)),
                 FittedModel::fit("gamma_gamma", base.view(), TimeUnit::week));
  FitOptions regular;
  regular.regularity = 2;
  check_same_fit(fit("bg_cnbd_k", merged(ModelKind::purchases), regular),
                 FittedModel::fit("bg_cnbd_k", base.view(), TimeUnit::week, regular));
}

TEST_CASE("a log-likelihood and its derivatives add up over parts") {
  const Base base = drawn(2000);
  const std::vector<double> at{.6, 5.0, .9, 2.0};
  const LogLikelihood whole = log_likelihood_and_gradient("bg_nbd", at, cells_of(base));
  LogLikelihood sum{0.0, std::vector<double>(4), std::vector<double>(16)};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto part = log_likelihood_and_gradient("bg_nbd", at, cells_of(base.rows(i, 4)));
    sum.value += part.value;
    for (std::size_t k = 0; k < 4; ++k) sum.gradient[k] += part.gradient[k];
    for (std::size_t k = 0; k < 16; ++k) sum.hessian[k] += part.hessian[k];
  }
  CHECK(relative_error(sum.value, whole.value) < 1e-14);
  for (std::size_t k = 0; k < 4; ++k)
    CHECK(relative_error(sum.gradient[k], whole.gradient[k]) < 1e-12);
  for (std::size_t k = 0; k < 16; ++k)
    CHECK(relative_error(sum.hessian[k], whole.hessian[k]) < 1e-12);
  const auto given = FittedModel::from_parameters("bg_nbd", at, TimeUnit::week);
  double by_client = 0.0;
  for (const double value : given.log_likelihood(base.view())) by_client += value;
  CHECK(relative_error(whole.value, by_client) < 1e-13);
  const LogLikelihood alone =
      log_likelihood_and_gradient("bg_nbd", at, cells_of(base), 0, {.threads = 1});
  CHECK(alone.value == whole.value);
  CHECK(alone.hessian == whole.hessian);
}

TEST_CASE("derivatives of a log-likelihood are its slopes") {
  const Cells cells = cells_of(drawn(500));
  const std::vector<double> at{.6, 5.0, .9, 2.0};
  const LogLikelihood here = log_likelihood_and_gradient("bg_nbd", at, cells);
  for (std::size_t i = 0; i < at.size(); ++i) {
    const double h = 1e-6 * at[i];
    std::vector<double> above = at, below = at;
    above[i] += h;
    below[i] -= h;
    const LogLikelihood up = log_likelihood_and_gradient("bg_nbd", above, cells);
    const LogLikelihood down = log_likelihood_and_gradient("bg_nbd", below, cells);
    CHECK(relative_error((up.value - down.value) / (2 * h), here.gradient[i]) < 1e-6);
    for (std::size_t j = 0; j < at.size(); ++j) {
      CHECK(relative_error((up.gradient[j] - down.gradient[j]) / (2 * h),
                           here.hessian[i * at.size() + j]) < 1e-5);
    }
  }
}

TEST_CASE("a model reads cells of its own kind, and parts of one kind alone merge") {
  const Base base = drawn(50);
  const Cells purchases = cells_of(base), spend = cells_of(base, ModelKind::spend);
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(fit("bg_nbd", spend));
        }).argument() == "recency");
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(fit("gamma_gamma", purchases));
        }).argument() == "mean_spend");
  Base without = base;
  without.litt.clear();
  const Cells daily = Cells::of(base.view(), TimeUnit::day);
  for (const Cells& other : {spend, daily, cells_of(without)}) {
    CHECK(error_of(Status::invalid_argument, [&] {
            static_cast<void>(Cells::merge(std::vector{purchases, other}));
          }).row() == 1);
  }
  Base empty;
  CHECK(Cells::merge(std::vector{cells_of(empty), purchases}).to_bytes() == purchases.to_bytes());
  CHECK(log_likelihood_and_gradient("nbd", std::vector{1.0, 1.0}, cells_of(empty)).value == 0.0);
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(log_likelihood_and_gradient(
              "bg_nbd", std::vector{1e308, 1e-308, 1.0, 1.0}, purchases));
        }).argument() == "parameters");
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(Cells::of({.frequency = base.x}, TimeUnit::week));
        }).argument() == "recency");
}

TEST_CASE("every flipped bit and every truncation of cells' bytes is found") {
  check_damage_is_found(cells_of(drawn(9)).to_bytes(), [](std::span<const std::byte> bytes) {
    static_cast<void>(Cells::from_bytes(bytes));
  });
  MemorySink newer;
  const SectionWriter header(newer, "TENURECL", 2);
  const std::vector<std::byte> bytes = std::move(newer).take();
  error_of(Status::unsupported_version, [&] { static_cast<void>(Cells::from_bytes(bytes)); });
}
