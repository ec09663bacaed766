#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/error.hpp>
#include <tenure/segments.hpp>

using namespace tenure;

namespace {

struct Clients {
  std::vector<double> frequency, recency, age, mean_spend;
  [[nodiscard]] Summary summary() const {
    return Summary::from_arrays(
        {.frequency = frequency, .recency = recency, .age = age, .mean_spend = mean_spend},
        TimeUnit::day);
  }
  void add(double silence, double purchases, double mean) {
    frequency.push_back(purchases - 1);
    recency.push_back(purchases > 1 ? 200 : 0);
    age.push_back(recency.back() + silence);
    mean_spend.push_back(mean);
  }
};

/// Days since the last purchase and purchases of ten clients.
Clients ten_clients() {
  Clients clients;
  const std::array<double, 10> days{5, 10, 12, 20, 33, 40, 55, 60, 80, 100};
  const std::array<double, 10> purchases{9, 3, 7, 2, 8, 1, 4, 6, 2, 1};
  for (std::size_t i = 0; i < 10; ++i) clients.add(days[i], purchases[i], 10.0 * double(i + 1));
  return clients;
}

Clients many_clients(double unit) {
  math::RandomStream random(99, 0);
  Clients clients;
  for (int i = 0; i < 995; ++i) {
    const double silence = 400 * random.uniform();
    const double purchases = 1 + double(random.poisson(3));
    const double cents = std::round(100 * random.gamma(2, 0.05));
    clients.add(silence, purchases, cents / 100 * unit);
  }
  return clients;
}

std::vector<std::int64_t> column(const Table& table, std::string_view name) {
  const auto values = table.int64(name);
  return {values.begin(), values.end()};
}

}  // namespace

TEST_CASE("ten clients by rank: R and F as in the textbook's 5 x 5") {
  const RfmResult result = rfm(ten_clients().summary(), {.scoring = Scoring::rank});
  CHECK(column(result.clients, "r") == std::vector<std::int64_t>{5, 5, 4, 4, 3, 3, 2, 2, 1, 1});
  CHECK(column(result.clients, "f") == std::vector<std::int64_t>{5, 3, 4, 2, 5, 1, 3, 4, 2, 1});
}

TEST_CASE("ten clients nested 2 x 2 (Hughes): the third client's F differs") {
  const RfmResult independent = rfm(ten_clients().summary(), {.scoring = Scoring::rank, .bins = 2});
  const RfmResult nested = rfm(ten_clients().summary(), {.scoring = Scoring::nested, .bins = 2});
  CHECK(column(independent.clients, "f") ==
        std::vector<std::int64_t>{2, 1, 2, 1, 2, 1, 2, 2, 1, 1});
  CHECK(column(nested.clients, "r") == std::vector<std::int64_t>{2, 2, 2, 2, 2, 1, 1, 1, 1, 1});
  CHECK(column(nested.clients, "f") == std::vector<std::int64_t>{2, 1, 1, 1, 2, 1, 2, 2, 1, 1});
  CHECK_FALSE(nested.clients.find("segment").has_value());
}

TEST_CASE("fixed cuts equal to the quantiles give the same scores") {
  const RfmResult free = rfm(ten_clients().summary());
  std::vector<std::vector<double>> cuts(3);
  for (std::size_t row = 0; row < free.cuts.rows(); ++row) {
    const auto has_to = free.cuts.validity(free.cuts.at("to"));
    if (has_to.empty() || has_to[row] == 1) cuts[row / 5].push_back(free.cuts.float64("to")[row]);
  }
  std::ranges::sort(cuts[0]);
  const RfmResult fixed = rfm(ten_clients().summary(), {.scoring = Scoring::fixed,
                                                        .recency_cuts = cuts[0],
                                                        .frequency_cuts = cuts[1],
                                                        .monetary_cuts = cuts[2]});
  CHECK(cuts[0].front() == doctest::Approx(11.6));
  for (const char* score : {"r", "f", "m"}) {
    CHECK(column(fixed.clients, score) == column(free.clients, score));
  }
}

// The R package rfm moves 48 of 995 clients when amounts are divided by 10, 529 by 100, and puts
// 994 into score 1 by 1000, as it adds one to each quantile.
TEST_CASE("scores and segments do not depend on the currency unit") {
  const RfmOptions options{.monetary_is_mean = true};
  const RfmResult reference = rfm(many_clients(1).summary(), options);
  for (const double unit : {0.1, 0.01, 0.001}) {
    const RfmResult other = rfm(many_clients(unit).summary(), options);
    CHECK(column(other.clients, "m") == column(reference.clients, "m"));
    CHECK(column(other.segments, "clients") == column(reference.segments, "clients"));
  }
}

TEST_CASE("no scoring by data moves when a scale is stretched, of amounts or of time") {
  const Clients clients = many_clients(1);
  Clients stretched = clients;
  for (std::size_t i = 0; i < stretched.age.size(); ++i) {
    const double silence = clients.age[i] - clients.recency[i];
    stretched.age[i] = clients.recency[i] + silence * silence * silence;
    stretched.mean_spend[i] = std::exp(0.01 * clients.mean_spend[i]);
  }
  for (const Scoring scoring : {Scoring::quantile, Scoring::rank, Scoring::nested}) {
    for (const RankTies ties : {RankTies::position, RankTies::averaged}) {
      const RfmOptions options{.scoring = scoring, .monetary_is_mean = true, .ties = ties};
      const RfmResult reference = rfm(clients.summary(), options);
      const RfmResult other = rfm(stretched.summary(), options);
      for (const char* score : {"r", "f", "m"}) {
        CHECK(column(other.clients, score) == column(reference.clients, score));
      }
    }
  }
}

TEST_CASE("a weighted score is the weighted mean of the scores") {
  const RfmResult result =
      rfm(ten_clients().summary(), {.scoring = Scoring::rank, .weights = {.r = 2, .f = 1, .m = 1}});
  const auto r = column(result.clients, "r"), f = column(result.clients, "f"),
             m = column(result.clients, "m");
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK(result.clients.float64("score")[i] ==
          doctest::Approx(double(2 * r[i] + f[i] + m[i]) / 4));
  }
  CHECK_FALSE(rfm(ten_clients().summary()).clients.find("score").has_value());
}

TEST_CASE("the type of FRAT is a shrunk response index, whatever the types are called") {
  // Of 10 clients 4 respond: 3 of 4 with a book, 1 of 5 with a disc, 0 of 1 with a film.
  const std::vector<double> responses{1, 1, 1, 0, 1, 0, 0, 0, 0, 0};
  const auto types = [](const char* book, const char* disc, const char* film) {
    TextColumn column;
    for (int i = 0; i < 10; ++i) column.push_back(i < 4 ? book : i < 9 ? disc : film);
    return column;
  };
  const TextColumn names = types("book", "disc", "film"), others = types("9", "1", "5");
  RfmOptions options{
      .scoring = Scoring::rank, .types = names.view(), .responses = responses, .type_prior = 5};
  options.weights.t = 1;
  const RfmResult result = rfm(ten_clients().summary(), options);
  REQUIRE(result.types.rows() == 3);
  CHECK(result.types.text("type")[0] == "book");
  CHECK(result.types.float64("rate")[0] == 0.75);
  CHECK(result.types.float64("shrunk_rate")[0] == doctest::Approx((3 + 5 * 0.4) / 9));
  CHECK(result.types.float64("index")[0] == doctest::Approx((3 + 5 * 0.4) / 9 / 0.4));
  CHECK(result.types.float64("index")[2] == doctest::Approx((5 * 0.4) / 6 / 0.4));
  CHECK(result.clients.float64("type_index")[9] == result.types.float64("index")[2]);
  CHECK(column(result.clients, "t")[0] == 4);
  CHECK(column(result.clients, "t")[5] == 2);
  // One buyer of films says little: held near the mean, he is above those of discs.
  CHECK(column(result.clients, "t")[9] == 3);
  CHECK(result.clients.float64("score")[0] == 4);

  options.types = others.view();
  const RfmResult renamed = rfm(ten_clients().summary(), options);
  CHECK(column(renamed.clients, "t") == column(result.clients, "t"));
  // Amounts instead of responses: the unit does not count.
  std::vector<double> cents = responses;
  for (double& response : cents) response *= 1234;
  options.responses = cents;
  CHECK(column(rfm(ten_clients().summary(), options).clients, "t") == column(result.clients, "t"));
  // Where nobody responds no type is better than another.
  const std::vector<double> nobody(10);
  options.responses = nobody;
  CHECK(rfm(ten_clients().summary(), options).types.float64("index")[0] == 1);
}

TEST_CASE("segments add up to the base") {
  for (const Scoring scoring : {Scoring::quantile, Scoring::rank, Scoring::nested}) {
    const RfmResult result = rfm(many_clients(1).summary(), {.scoring = scoring});
    const auto sum = [](const auto& values) {
      return std::accumulate(values.begin(), values.end(), decltype(values[0] + 0){});
    };
    CHECK(sum(result.segments.int64("clients")) == 995);
    CHECK(sum(result.segments.int64("purchases")) == sum(result.clients.int64("purchases")));
    CHECK(sum(result.segments.float64("share")) == doctest::Approx(1));
    CHECK(sum(result.segments.float64("spend_share")) == doctest::Approx(1));
    CHECK(sum(result.segments.float64("spend")) ==
          doctest::Approx(sum(result.clients.float64("monetary"))));
    CHECK(result.segments.text("segment")[11] == "Others");
    CHECK(result.segments.int64("clients")[11] == 0);
    CHECK(result.segments.validity(result.segments.at("mean_spend"))[11] == 0);
  }
}

TEST_CASE("overlapping boxes are reported with the clients in both") {
  const RfmResult result =
      rfm(ten_clients().summary(),
          {.scoring = Scoring::rank,
           .rules = std::vector<SegmentRule>{{.name = "recent", .r_from = 4},
                                             {.name = "frequent", .f_from = 4}}});
  REQUIRE(result.overlaps.rows() == 1);
  CHECK(result.overlaps.text("rule")[0] == "recent");
  CHECK(result.overlaps.text("other_rule")[0] == "frequent");
  CHECK(result.overlaps.int64("clients")[0] == 2);
  CHECK(column(result.segments, "clients") == std::vector<std::int64_t>{4, 2, 4});
}

TEST_CASE("all clients alike, one client, no client") {
  Clients alike;
  for (int i = 0; i < 7; ++i) alike.add(30, 2, 20);
  const RfmResult same = rfm(alike.summary());
  CHECK(column(same.clients, "r") == std::vector<std::int64_t>(7, 5));
  CHECK(column(same.clients, "f") == std::vector<std::int64_t>(7, 1));
  CHECK(column(same.clients, "m") == std::vector<std::int64_t>(7, 1));
  Clients one;
  one.add(30, 2, 20);
  CHECK(rfm(one.summary()).clients.rows() == 1);
  const RfmResult nobody = rfm(Clients{}.summary());
  CHECK(nobody.clients.rows() == 0);
  CHECK(nobody.segments.rows() == 12);
}

TEST_CASE("without amounts there is no M, and rules ask for R and F alone") {
  Clients clients = ten_clients();
  clients.mean_spend.clear();
  const RfmResult result = rfm(clients.summary());
  CHECK_FALSE(result.clients.find("m").has_value());
  CHECK_FALSE(result.segments.find("spend").has_value());
  CHECK(result.clients.text("segment")[0] == "Champions");
  CHECK(result.cuts.rows() == 10);
}

TEST_CASE("nonsense is refused by name") {
  const auto argument = [](const RfmOptions& options) -> std::string {
    try {
      (void)rfm(ten_clients().summary(), options);
    } catch (const Error& error) {
      CHECK(error.status() == Status::invalid_argument);
      return error.argument();
    }
    return "accepted";
  };
  CHECK(argument({.bins = 1}) == "bins");
  CHECK(argument({.bins = 101}) == "bins");
  CHECK(argument({.scoring = Scoring::fixed, .bins = 2}) == "recency_cuts");
  CHECK(argument({.scoring = Scoring::fixed, .bins = 2, .recency_cuts = {1}}) == "frequency_cuts");
  CHECK(argument({.scoring = Scoring::fixed,
                  .bins = 3,
                  .recency_cuts = {2, 1},
                  .frequency_cuts = {1, 2},
                  .monetary_cuts = {1, 2}}) == "recency_cuts");
  CHECK(argument({.weights = {.r = -1}}) == "weights");
  CHECK(argument({.weights = {.t = 1}}) == "weights");
  TextColumn types;
  types.push_back("one");
  CHECK(argument({.types = types.view()}) == "types");
  for (int i = 1; i < 10; ++i) types.push_back("one");
  CHECK(argument({.types = types.view()}) == "responses");
  CHECK(argument({.bins = 3, .rules = segment_preset(SegmentPreset::usual)}) == "rules");
}
