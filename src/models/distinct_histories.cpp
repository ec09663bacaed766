#include "models/distinct_histories.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

#include "base/large_array.hpp"
#include "base/parallel.hpp"
#include "models/history_hash.hpp"
#include "tenure/error.hpp"

namespace tenure::model {
namespace {

constexpr std::size_t kRowsAChunk = 1 << 17;  // some milliseconds
constexpr std::size_t kRowsAPart = 1 << 12;   // whose distinct histories stay in the cache
constexpr std::size_t kMostParts = 1 << 11;   // as many write streams as a TLB serves

/// x, T, m and t_x, which is last so that histories are sorted by it last; no NaN, and zeros are
/// positive.
using Key = std::array<double, 4>;

/// All bits of a number in the lower ones, where those of whole numbers are all zero.
std::uint64_t folded(double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number);
  return bits ^ (bits >> 32);
}
/// Of all but t_x.
std::uint64_t hash_before_last(const Key& key) {
  return folded(key[0]) * 0x9E3779B97F4A7C15U + folded(key[1]) * 0xBF58476D1CE4E5B9U +
         folded(key[2]) * 0x94D049BB133111EBU;
}
bool precedes(const Key& a, const Key& b) {
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    if (a[i] != b[i]) return a[i] < b[i];
  }
  return a.back() < b.back();
}
struct KeyHash {
  using is_avalanching = void;
  std::size_t operator()(const Key& key) const {
    return static_cast<std::size_t>(
        mixed(hash_before_last(key) + folded(key[3]) * 0xD1342543DE82EF95U));
  }
};

/// A client goes to his part with his history: to look it up there would miss the cache.
struct Client {
  Key key;
  std::uint32_t row;
};

/// The histories of a part with the same x: they are beside each other, and come before those of
/// larger x of all parts.
struct Run {
  double x;
  std::size_t part;
  std::size_t begin;  ///< of the keys of the part
  std::size_t row = 0;

  [[nodiscard]] auto order() const { return std::pair(x, part); }
};

/// The histories of a part, sorted.
struct Part {
  std::vector<Key> keys;
  std::vector<std::uint32_t> rank;  ///< of those found first, second, ...
  std::vector<Run> runs;
};

/// One construction of DistinctHistories: the clients are parted by a hash of x and T, so that each
/// part is dealt with in the cache of one core, and those who differ in t_x alone are in one part.
class Grouping {
 public:
  Grouping(const Histories& histories, const ModelTraits& traits, const Execution& execution,
           std::vector<std::uint32_t>& of_client)
      : histories_(histories),
        reads_recency_(traits.reads_recency),
        reads_age_(traits.reads_age),
        reads_mean_spend_(traits.reads_mean_spend),
        execution_(execution),
        of_client_(of_client),
        parts_(std::bit_ceil(std::min(histories.size() / kRowsAPart + 1, kMostParts))) {}

  /// Finds the histories of each part; gives how many there are.
  std::size_t find() {
    partition();
    parallel_for(parts_.size(), 1, execution_, "grouping", [this](std::size_t number, std::size_t) {
      find_in(number);
      sort(number);
    });
    std::vector<Run*> runs;
    for (Part& part : parts_) {
      for (Run& run : part.runs) runs.push_back(&run);
    }
    std::ranges::sort(runs, {}, &Run::order);
    std::size_t count = 0;
    for (Run* const run : runs) {
      run->row = count;
      count += end_of(*run) - run->begin;
    }
    return count;
  }

  /// Calls write(row, key) for each history, and gives each client the row of his.
  template <typename Write>
  void write(const Write& write_key) {
    parallel_for(parts_.size(), 1, execution_, "grouping", [&](std::size_t number, std::size_t) {
      const Part& part = parts_[number];
      std::vector<std::uint32_t> row_of(part.keys.size());
      for (const Run& run : part.runs) {
        for (std::size_t i = run.begin; i < end_of(run); ++i) {
          row_of[i] = static_cast<std::uint32_t>(run.row + (i - run.begin));
          write_key(row_of[i], part.keys[i]);
        }
      }
      for (const Client& client : clients_of(number)) {
        of_client_[client.row] = row_of[part.rank[of_client_[client.row]]];
      }
    });
  }

 private:
  [[nodiscard]] Key key_of(std::size_t row) const {
    const History h = history_at(histories_, row);
    return {h.x + 0.0, reads_age_ ? h.T + 0.0 : 0.0, reads_mean_spend_ ? h.m + 0.0 : 0.0,
            reads_recency_ ? h.t_x + 0.0 : 0.0};
  }
  [[nodiscard]] std::size_t part_of(const Key& key) const {
    return static_cast<std::size_t>(mixed(hash_before_last(key))) & (parts_.size() - 1);
  }
  [[nodiscard]] std::span<const Client> clients_of(std::size_t part) const {
    return {clients_.data() + begins_[part], clients_.data() + begins_[part + 1]};
  }

  void find_in(std::size_t number) {
    boost::unordered_flat_map<Key, std::uint32_t, KeyHash> known;
    std::vector<Key>& keys = parts_[number].keys;
    std::uint32_t found = 0;
    for (const auto& [key, client] : clients_of(number)) {
      if (keys.empty() || key != keys[found]) {
        const auto next = static_cast<std::uint32_t>(keys.size());
        found = known.try_emplace(key, next).first->second;
        if (found == next) keys.push_back(key);
      }
      of_client_[client] = found;
    }
  }

  void sort(std::size_t number) {
    Part& part = parts_[number];
    std::vector<std::uint32_t> order(part.keys.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
      return precedes(part.keys[a], part.keys[b]);
    });
    std::vector<Key> sorted;
    sorted.reserve(order.size());
    part.rank.resize(order.size());
    for (const std::uint32_t i : order) {
      const Key& key = part.keys[i];
      if (sorted.empty() || key[0] != sorted.back()[0]) {
        part.runs.push_back({key[0], number, sorted.size()});
      }
      part.rank[i] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(key);
    }
    part.keys = std::move(sorted);
  }
  [[nodiscard]] std::size_t end_of(const Run& run) const {
    const Part& part = parts_[run.part];
    return &run == &part.runs.back() ? part.keys.size() : (&run + 1)->begin;
  }

  /// Stable: within a part the rows ascend.
  void partition() {
    const std::size_t rows = histories_.size();
    const std::size_t chunks = (rows + kRowsAChunk - 1) / kRowsAChunk;
    std::vector<std::uint32_t> next(chunks * parts_.size(), 0);
    parallel_for(rows, kRowsAChunk, execution_, "grouping",
                 [&](std::size_t begin, std::size_t end) {
                   std::uint32_t* const count = &next[begin / kRowsAChunk * parts_.size()];
                   for (std::size_t row = begin; row < end; ++row) ++count[part_of(key_of(row))];
                 });
    begins_.assign(parts_.size() + 1, rows);
    std::uint32_t sum = 0;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      begins_[part] = sum;
      for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
        sum += std::exchange(next[chunk * parts_.size() + part], sum);
      }
    }
    clients_.resize(rows);
    parallel_for(rows, kRowsAChunk, execution_, "grouping",
                 [&](std::size_t begin, std::size_t end) {
                   std::uint32_t* const place = &next[begin / kRowsAChunk * parts_.size()];
                   for (std::size_t row = begin; row < end; ++row) {
                     const Key key = key_of(row);
                     clients_[place[part_of(key)]++] = {key, static_cast<std::uint32_t>(row)};
                   }
                 });
  }

  const Histories& histories_;
  const bool reads_recency_, reads_age_, reads_mean_spend_;
  const Execution& execution_;
  std::vector<std::uint32_t>& of_client_;
  std::vector<Part> parts_;
  LargeArray<Client> clients_;       // part by part
  std::vector<std::size_t> begins_;  // of the parts in clients_
};

}  // namespace

DistinctHistories::DistinctHistories(const Histories& histories, const ModelTraits& traits,
                                     const Execution& execution, HistoryOrder preferred) {
  if (histories.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(Status::invalid_argument, "histories have more than 4294967295 rows", "histories");
  }
  if (auto found = histories_by_day(histories, traits, preferred, execution)) {
    m_.assign(found->x.size(), 0.0);
    x_ = std::move(found->x);
    t_x_ = std::move(found->t_x);
    T_ = std::move(found->T);
    of_client_ = std::move(found->of_client);
    return;
  }
  of_client_.resize(histories.size());
  Grouping grouping(histories, traits, execution, of_client_);
  const std::size_t count = grouping.find();
  for (std::vector<double>* column : {&x_, &t_x_, &T_, &m_}) column->resize(count);
  grouping.write([this](std::size_t row, const Key& key) {
    x_[row] = key[0];
    T_[row] = key[1];
    m_[row] = key[2];
    t_x_[row] = key[3];
  });
}

}  // namespace tenure::model
