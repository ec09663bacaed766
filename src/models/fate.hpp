/// What became of a client since his last purchase, in models in which he may leave at any time.
#pragma once

#include <cmath>

#include "math/dual.hpp"

namespace tenure::model {

/// The likelihood of what follows the last purchase, given that he was a client at it: a client
/// still, and silent; or gone at some time since, and silent until then.
template <class Real>
struct Fate {
  Real log_alive;
  Real gone;

  [[nodiscard]] Real alive() const {
    using std::exp;
    return exp(log_alive);
  }
  [[nodiscard]] Real total() const { return alive() + gone; }
  [[nodiscard]] Real log_p_alive() const {
    using std::log, std::log1p;
    const Real likely = alive();
    if (math::value_of(gone) < math::value_of(likely)) return -log1p(gone / likely);
    return log_alive - log(likely + gone);
  }
};

/// Whether he is a client at some time ahead: two probabilities that add up to one, each to full
/// relative accuracy.
template <class Real>
struct Presence {
  Real here;
  Real gone;

  /// `log_stays`: log P(he stays until then), if he is a client now.
  Presence(const Fate<Real>& fate, const Real& log_stays) {
    using std::exp, std::expm1;
    const Real alive = fate.alive();
    const Real total = fate.total();
    here = alive / total * exp(log_stays);
    gone = (fate.gone - alive * expm1(log_stays)) / total;
  }
};

}  // namespace tenure::model
