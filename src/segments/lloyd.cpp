#include "segments/lloyd.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/execution_share.hpp"
#include "base/parallel.hpp"
#include "segments/chunks.hpp"
#include "segments/nearest_centres.hpp"

namespace tenure::segment {
namespace {

/// G. Hamerly (2010), "Making k-means even faster": a client whose nearest centre is nearer than
/// the second nearest by more than both have moved since keeps his cluster. The two bounds of the
/// paper move together, so that one number a client says it, and it is read but not written while
/// he keeps his cluster: distance to the nearest less distance to the second nearest, less what
/// `drift_` of his cluster was then.
class Lloyd {
 public:
  Lloyd(const FeatureSpace& space, std::vector<double> centres, const Execution& execution)
      : space_(space),
        execution_(execution),
        step_(execution),
        columns_(space.columns()),
        clusters_(centres.size() / columns_),
        gap_(space.rows(), std::numeric_limits<double>::infinity()),
        drift_(clusters_, 0.0),
        sums_(clusters_ * columns_),
        changes_(chunk_count(space.rows()), Change(clusters_, columns_)) {
    found_.cluster.assign(space.rows(), nobody);
    found_.centres = std::move(centres);
    found_.sizes.assign(clusters_, 0.0);
  }

  /// How many there will be is not known: progress comes ever nearer to the end.
  void begin_iteration(int iteration) {
    constexpr double usual = 10.0;
    const double i = iteration;
    step_ = share_of(execution_, i / (i + usual), (i + 1.0) / (i + 1.0 + usual));
    found_.iterations = iteration + 1;
  }

  /// Sends clients to their nearest centres; says how many changed.
  std::int64_t assign() {
    parallel_for(space_.rows(), clients_a_chunk, step_, stage,
                 [&](std::size_t begin, std::size_t end) {
                   assign_chunk(begin, end, changes_[begin / clients_a_chunk]);
                 });
    std::int64_t changed = 0;
    for (Change& change : changes_) {
      changed += change.clients;
      found_.distances += change.distances;
      for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += change.sums[i];
      for (std::size_t j = 0; j < clusters_; ++j) found_.sizes[j] += change.sizes[j];
      change = Change(clusters_, columns_);
    }
    return changed;
  }

  /// Adds the coordinates up again: what changes have left of rounding is gone.
  void refresh_sums() {
    parallel_for(space_.rows(), clients_a_chunk, step_, stage,
                 [&](std::size_t begin, std::size_t end) {
                   Change& change = changes_[begin / clients_a_chunk];
                   for (std::size_t i = begin; i < end; ++i) {
                     change.move(space_.row(i), columns_, found_.cluster[i], 1.0);
                   }
                 });
    std::ranges::fill(sums_, 0.0);
    for (Change& change : changes_) {
      for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += change.sums[i];
      change = Change(clusters_, columns_);
    }
  }

  /// Moves the centres to the means; the sum of their squared moves.
  double move_centres() {
    std::vector<double> moved(clusters_);
    double squares = 0.0;
    for (std::size_t j = 0; j < clusters_; ++j) {
      double* centre = &found_.centres[j * columns_];
      double square = 0.0;
      for (std::size_t c = 0; c < columns_; ++c) {
        const double mean = sums_[j * columns_ + c] / found_.sizes[j];
        square += (mean - centre[c]) * (mean - centre[c]);
        centre[c] = mean;
      }
      squares += square;
      moved[j] = std::sqrt(square);
    }
    add_drift(moved);
    return squares;
  }

  /// Gives each cluster without a client the client farthest from his centre; says whether it did.
  bool fill_empty() {
    bool filled = false;
    for (std::size_t j = 0; j < clusters_; ++j) {
      if (found_.sizes[j] > 0.0) continue;
      const std::size_t client = farthest();
      Change change(clusters_, columns_);
      change.move(space_.row(client), columns_, found_.cluster[client], -1.0);
      found_.cluster[client] = static_cast<std::int32_t>(j);
      change.move(space_.row(client), columns_, found_.cluster[client], 1.0);
      gap_[client] = std::numeric_limits<double>::infinity();
      for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += change.sums[i];
      for (std::size_t i = 0; i < clusters_; ++i) found_.sizes[i] += change.sizes[i];
      filled = true;
    }
    return filled;
  }

  [[nodiscard]] Partition& found() { return found_; }

  void measure_objective() {
    std::vector<double> sums(changes_.size());
    parallel_for(space_.rows(), clients_a_chunk, step_, stage,
                 [&](std::size_t begin, std::size_t end) {
                   double sum = 0.0;
                   for (std::size_t i = begin; i < end; ++i) sum += own_square(i);
                   sums[begin / clients_a_chunk] = sum;
                 });
    for (const double sum : sums) found_.objective += sum;
  }

 private:
  static constexpr std::int32_t nobody = -1;
  static constexpr const char* stage = "clustering";

  /// What one chunk's clients change.
  struct Change {
    Change(std::size_t clusters, std::size_t columns) : sums(clusters * columns), sizes(clusters) {}
    void move(const double* row, std::size_t columns, std::int32_t cluster, double sign) {
      const auto j = static_cast<std::size_t>(cluster);
      for (std::size_t c = 0; c < columns; ++c) sums[j * columns + c] += sign * row[c];
      sizes[j] += sign;
    }
    std::vector<double> sums, sizes;
    std::int64_t clients = 0, distances = 0;
  };

  void assign_chunk(std::size_t begin, std::size_t end, Change& change) {
    NearestCentres nearest(found_.centres, columns_);
    for (std::size_t i = begin; i < end; ++i) {
      const std::int32_t cluster = found_.cluster[i];
      if (cluster != nobody && gap_[i] + drift_[static_cast<std::size_t>(cluster)] < 0.0) continue;
      nearest.add(i, space_.row(i));
      if (nearest.is_full()) settle(nearest, change);
    }
    if (nearest.size() > 0) settle(nearest, change);
  }

  void settle(NearestCentres& nearest, Change& change) {
    nearest.find();
    change.distances += static_cast<std::int64_t>(nearest.size() * clusters_);
    for (std::size_t i = 0; i < nearest.size(); ++i) {
      const std::size_t client = nearest.client(i);
      const std::int32_t cluster = nearest.nearest(i);
      const double first = std::sqrt(nearest.first(i)), second = std::sqrt(nearest.second(i));
      const double drift = drift_[static_cast<std::size_t>(cluster)];
      gap_[client] = first - second - drift + rounding * (second + drift);
      const std::int32_t before = std::exchange(found_.cluster[client], cluster);
      if (before == cluster) continue;
      if (before != nobody) change.move(space_.row(client), columns_, before, -1.0);
      change.move(space_.row(client), columns_, cluster, 1.0);
      ++change.clients;
    }
    nearest.clear();
  }

  void add_drift(const std::vector<double>& moved) {
    const auto most = static_cast<std::size_t>(std::ranges::max_element(moved) - moved.begin());
    double next = 0.0;
    for (std::size_t j = 0; j < clusters_; ++j) {
      if (j != most) next = std::max(next, moved[j]);
    }
    for (std::size_t j = 0; j < clusters_; ++j) {
      drift_[j] += (moved[j] + (j == most ? next : moved[most])) * (1.0 + rounding);
    }
  }

  [[nodiscard]] double own_square(std::size_t i) const {
    return squared_distance(space_.row(i),
                            found_.centre(static_cast<std::size_t>(found_.cluster[i])), columns_);
  }

  [[nodiscard]] std::size_t farthest() const {
    std::size_t client = 0;
    double square = -1.0;
    for (std::size_t i = 0; i < space_.rows(); ++i) {
      // Not the last one of another cluster.
      if (found_.sizes[static_cast<std::size_t>(found_.cluster[i])] < 2.0) continue;
      const double own = own_square(i);
      if (own > square) {
        square = own;
        client = i;
      }
    }
    return client;
  }

  /// More than the rounding of the bounds, relative to the distances they are made of.
  static constexpr double rounding = 1e-12;

  const FeatureSpace& space_;
  const Execution& execution_;
  Execution step_;
  std::size_t columns_, clusters_;
  Partition found_;
  std::vector<double> gap_, drift_;
  std::vector<double> sums_;  // of coordinates by cluster
  std::vector<Change> changes_;
};

}  // namespace

Partition lloyd(const FeatureSpace& space, std::vector<double> centres, int max_iterations,
                double tolerance, const Execution& execution) {
  Lloyd state(space, std::move(centres), execution);
  Partition& found = state.found();
  bool sums_are_fresh = true;
  for (int iteration = 0; iteration < max_iterations && !found.converged; ++iteration) {
    state.begin_iteration(iteration);
    const std::int64_t changed = state.assign();
    const bool filled = state.fill_empty();
    if (changed == 0 && !filled) {
      if (sums_are_fresh) {
        found.converged = true;
        break;
      }
      state.refresh_sums();
      sums_are_fresh = true;
    } else {
      sums_are_fresh = iteration == 0 && !filled;
    }
    found.converged = state.move_centres() <= tolerance && tolerance > 0.0;
  }
  (void)state.assign();
  state.measure_objective();
  return std::move(found);
}

Partition assign(const FeatureSpace& space, std::vector<double> centres,
                 const Execution& execution) {
  Lloyd state(space, std::move(centres), execution);
  (void)state.assign();
  state.measure_objective();
  return std::move(state.found());
}

}  // namespace tenure::segment
