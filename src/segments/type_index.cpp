#include "segments/type_index.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::segment {
namespace {

void check(const Summary& summary, const RfmOptions& options) {
  const auto refuse = [](const std::string& why, const char* argument, std::int64_t row = -1) {
    throw Error(row < 0 ? Status::invalid_argument : Status::invalid_data, "rfm: " + why, argument,
                row);
  };
  if (!(options.type_prior >= 0.0 && std::isfinite(options.type_prior))) {
    refuse("type_prior must be 0 or more, not " + to_text(options.type_prior), "type_prior");
  }
  const auto check_size = [&](std::size_t size, const char* argument) {
    if (size == summary.size()) return;
    refuse(std::string(argument) + " must have one entry a client, " +
               std::to_string(summary.size()) + ", not " + std::to_string(size),
           argument);
  };
  check_size(options.types.size(), "types");
  for (std::size_t i = 0; i < options.types.size(); ++i) {
    if (is_utf8(options.types[i])) continue;
    refuse("a type is not UTF-8", "types", static_cast<std::int64_t>(i));
  }
  if (options.responses.empty()) {
    if (!summary.has_holdout() && summary.size() > 0) {
      refuse("types need responses, or a summary with a holdout to take them from", "responses");
    }
    return;
  }
  check_size(options.responses.size(), "responses");
  for (std::size_t i = 0; i < options.responses.size(); ++i) {
    const double response = options.responses[i];
    if (response >= 0.0 && std::isfinite(response)) continue;
    refuse("a response must be 0 or more and finite, not " + to_text(response), "responses",
           static_cast<std::int64_t>(i));
  }
}

std::vector<double> responses_of(const Summary& summary, const RfmOptions& options) {
  if (!options.responses.empty()) return {options.responses.begin(), options.responses.end()};
  std::vector<double> responses;
  for (const double purchases : summary.holdout_frequency()) {
    responses.push_back(purchases > 0.0 ? 1.0 : 0.0);
  }
  return responses;
}

struct Group {
  double clients = 0.0, responses = 0.0, index = 1.0;
};

}  // namespace

TypeIndex index_types(const Summary& summary, const RfmOptions& options) {
  if (options.types.size() == 0 && options.responses.empty()) return {};
  check(summary, options);
  const std::vector<double> responses = responses_of(summary, options);

  std::map<std::string_view, Group> groups;
  Group all;
  for (std::size_t i = 0; i < responses.size(); ++i) {
    for (Group* group : {&groups[options.types[i]], &all}) {
      group->clients += 1.0;
      group->responses += responses[i];
    }
  }
  const double overall = all.clients > 0.0 ? all.responses / all.clients : 0.0;

  TextColumn type;
  std::vector<std::int64_t> clients;
  std::vector<double> sum, rate, shrunk_rate, index;
  for (auto& [name, group] : groups) {
    type.push_back(name);
    clients.push_back(static_cast<std::int64_t>(group.clients));
    sum.push_back(group.responses);
    rate.push_back(group.responses / group.clients);
    shrunk_rate.push_back((group.responses + options.type_prior * overall) /
                          (group.clients + options.type_prior));
    if (overall > 0.0) group.index = shrunk_rate.back() / overall;
    index.push_back(group.index);
  }
  TypeIndex result;
  for (std::size_t i = 0; i < responses.size(); ++i) {
    result.of_client.push_back(groups[options.types[i]].index);
  }
  result.types = Table::Builder()
                     .excluded_clients(summary.excluded_clients())
                     .text("type", std::move(type))
                     .int64("clients", std::move(clients))
                     .float64("responses", std::move(sum))
                     .float64("rate", std::move(rate))
                     .float64("shrunk_rate", std::move(shrunk_rate))
                     .float64("index", std::move(index))
                     .build();
  return result;
}

}  // namespace tenure::segment
