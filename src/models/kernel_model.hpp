/// KernelModel: a PurchaseModel from a kernel, a formula per client written once.
///
/// A kernel is a class template on the scalar, held by parameters on the natural scale:
///
///     template <class Real>
///     class Kernel {
///      public:
///       static constexpr int kParameters = 4;
///       static ModelTraits traits();
///       static std::array<double, kParameters> starting_values(const Histories&);
///       explicit Kernel(const std::array<Real, kParameters>& parameters);
///       Real log_likelihood(const History&) const;
///
/// and any of the following; what is absent, the model does not support:
///
///       Real p_alive(const History&, double after) const;       // also p_dead, log_p_alive
///       Real expected_purchases(const History&, const Window&) const;
///       Real discounted_purchases(const History&, double discount, const Window&) const;
///       Real p_at_least(const History&, const Window&, double count) const;
///       Real conditional_pmf(const History&, const Window&, double count) const;
///       Real expected_lifetime(const History&, double horizon) const;
///       Real expected_rate(const History&) const;
///       Real expected_dropout(const History&) const;
///       Real expected_spend(const History&) const;
///       Real new_expected_spend() const;
///       void simulate_purchases(double age, math::RandomStream&, std::vector<double>&) const;
///       void simulate_spend(int count, math::RandomStream&, std::vector<double>&) const;
///
/// A likelihood may be given what clients have in common who have bought as often, as
/// log_likelihood(h, likelihood_of_count(h)), and may do all of them at once, as
/// log_likelihood_of_all(histories, shared), with their weights. Predictions may take a
/// SharedFuture, or a FutureOfOne by default, as one argument more: see shared_future.hpp. The
/// kernel of a model with a regularity k takes it as a second argument of its constructor, and of
/// starting_values and traits.
///
/// Include this header in the model's .cpp alone. The kernel's name must be its own in
/// tenure::model: it stands outside unnamed namespaces, as closures of this header refer to it.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <type_traits>
#include <utility>

#include "math/dual.hpp"
#include "models/purchase_model.hpp"
#include "models/shared_future.hpp"

namespace tenure::model {

template <template <class> class Kernel>
class KernelModel final : public PurchaseModel {
  static constexpr int kParameters = Kernel<double>::kParameters;
  static constexpr auto kCount = static_cast<std::size_t>(kParameters);
  using Dual = math::Dual2<kParameters>;
  static constexpr bool kHasRegularity = requires { Kernel<double>::traits(1); };

 public:
  KernelModel() requires(!kHasRegularity) : traits_(Kernel<double>::traits()) {}
  explicit KernelModel(int regularity) requires(kHasRegularity)
      : traits_(Kernel<double>::traits(regularity)) {}

  const ModelTraits& traits() const noexcept override { return traits_; }

  bool supports(ClientQuantity quantity) const noexcept override {
    return visit<double>(quantity, At{}, [](auto&& formula) { return formula.kSupported; });
  }
  bool supports(NewClientQuantity quantity) const noexcept override {
    return visit<double>(quantity, At{}, [](auto&& formula) { return formula.kSupported; });
  }
  bool can_simulate_purchases() const noexcept override { return kSimulatesPurchases; }
  bool can_simulate_spend() const noexcept override { return kSimulatesSpend; }

  void evaluate(ClientQuantity quantity, std::span<const double> parameters,
                const Histories& histories, const At& at, std::span<double> out) const override {
    assert(out.size() == histories.size());
    const auto kernel = kernel_of<double>(constants(parameters));
    visit<double>(quantity, at, [&](auto&& formula) {
      SharedFuture<double> future;
      for (std::size_t i = 0; i < out.size(); ++i) {
        const History client = history_at(histories, i);
        future.move_to(client);
        out[i] = formula(kernel, client, future);
      }
      return true;
    });
  }

  void evaluate(ClientQuantity quantity, std::span<const double> parameters,
                const Histories& histories, const At& at, std::span<double> out,
                std::span<double> gradients) const override {
    assert(out.size() == histories.size() && gradients.size() == out.size() * kCount);
    const auto kernel = kernel_of<Dual>(variables(parameters));
    visit<Dual>(quantity, at, [&](auto&& formula) {
      SharedFuture<Dual> future;
      for (std::size_t i = 0; i < out.size(); ++i) {
        const History client = history_at(histories, i);
        future.move_to(client);
        const Dual result = formula(kernel, client, future);
        out[i] = result.value;
        std::ranges::copy(result.gradient, gradients.subspan(i * kCount, kCount).begin());
      }
      return true;
    });
  }

  double evaluate(NewClientQuantity quantity, std::span<const double> parameters,
                  const At& at) const override {
    const auto kernel = kernel_of<double>(constants(parameters));
    return visit<double>(quantity, at, [&](auto&& formula) { return formula(kernel); });
  }

  double evaluate(NewClientQuantity quantity, std::span<const double> parameters, const At& at,
                  std::span<double> gradient) const override {
    assert(gradient.size() == kCount);
    const auto kernel = kernel_of<Dual>(variables(parameters));
    const Dual result = visit<Dual>(quantity, at, [&](auto&& formula) { return formula(kernel); });
    std::ranges::copy(result.gradient, gradient.begin());
    return result.value;
  }

  LikelihoodSum likelihood_sum(std::span<const double> parameters,
                               const Histories& histories) const override {
    const Dual sum = weighted_sum(kernel_of<Dual>(variables(parameters)), histories);
    return {sum.value,
            {sum.gradient.begin(), sum.gradient.end()},
            {sum.hessian.begin(), sum.hessian.end()}};
  }
  double log_likelihood_sum(std::span<const double> parameters,
                            const Histories& histories) const override {
    return weighted_sum(kernel_of<double>(constants(parameters)), histories);
  }

  std::vector<double> starting_values(const Histories& histories) const override {
    const auto start = [&] {
      if constexpr (kHasRegularity) {
        return Kernel<double>::starting_values(histories, traits_.regularity);
      } else {
        return Kernel<double>::starting_values(histories);
      }
    }();
    return {start.begin(), start.end()};
  }

  void simulate_purchases([[maybe_unused]] std::span<const double> parameters,
                          [[maybe_unused]] double age, [[maybe_unused]] math::RandomStream& random,
                          [[maybe_unused]] std::vector<double>& times) const override {
    if constexpr (kSimulatesPurchases) {
      kernel_of<double>(constants(parameters)).simulate_purchases(age, random, times);
    }
  }
  void simulate_spend([[maybe_unused]] std::span<const double> parameters,
                      [[maybe_unused]] int count, [[maybe_unused]] math::RandomStream& random,
                      [[maybe_unused]] std::vector<double>& amounts) const override {
    if constexpr (kSimulatesSpend) {
      kernel_of<double>(constants(parameters)).simulate_spend(count, random, amounts);
    }
  }

 private:
  static constexpr bool kSimulatesPurchases =
      requires(const Kernel<double>& k, math::RandomStream& random, std::vector<double>& times) {
    k.simulate_purchases(1.0, random, times);
  };
  static constexpr bool kSimulatesSpend =
      requires(const Kernel<double>& k, math::RandomStream& random, std::vector<double>& amounts) {
    k.simulate_spend(1, random, amounts);
  };

  template <class Real>
  [[nodiscard]] Kernel<Real> kernel_of(const std::array<Real, kCount>& parameters) const {
    if constexpr (kHasRegularity) {
      return Kernel<Real>(parameters, traits_.regularity);
    } else {
      return Kernel<Real>(parameters);
    }
  }

  /// Of log-likelihoods.
  template <class Real>
  static Real weighted_sum(const Kernel<Real>& kernel, const Histories& histories) {
    Real sum(0.0);
    if constexpr (requires { kernel.likelihood_of_count(History()); }) {
      for (std::size_t begin = 0; begin < histories.size();) {
        const History first = history_at(histories, begin);
        std::size_t end = begin + 1;
        while (end < histories.size() && histories.frequency[end] == first.x) ++end;
        const auto shared = kernel.likelihood_of_count(first);
        sum += weighted_sum_of_run(kernel, shared, part_of(histories, begin, end - begin));
        begin = end;
      }
    } else {
      for (std::size_t i = 0; i < histories.size(); ++i) {
        sum += weight_at(histories, i) * kernel.log_likelihood(history_at(histories, i));
      }
    }
    return sum;
  }
  /// Of clients who have bought as often.
  template <class Real, class Shared>
  static Real weighted_sum_of_run(const Kernel<Real>& kernel, const Shared& shared,
                                  const Histories& run) {
    if constexpr (requires { kernel.log_likelihood_of_all(run, shared); }) {
      return kernel.log_likelihood_of_all(run, shared);
    } else {
      Real sum(0.0);
      for (std::size_t i = 0; i < run.size(); ++i) {
        sum += weight_at(run, i) * kernel.log_likelihood(history_at(run, i), shared);
      }
      return sum;
    }
  }

  static std::array<double, kCount> constants(std::span<const double> parameters) {
    assert(parameters.size() == kCount);
    std::array<double, kCount> result;
    std::ranges::copy(parameters, result.begin());
    return result;
  }
  static std::array<Dual, kCount> variables(std::span<const double> parameters) {
    assert(parameters.size() == kCount);
    std::array<Dual, kCount> result;
    for (std::size_t i = 0; i < kCount; ++i) result[i] = Dual::variable(parameters[i], i);
    return result;
  }

  /// A call of one member of the kernel; of a member that the kernel does not have, NaN.
  template <class Real, class Call, class... Arguments>
  struct Formula {
    static constexpr bool kSupported =
        std::is_invocable_v<const Call&, const Kernel<Real>&, Arguments&...>;
    Call call;
    Real operator()(const Kernel<Real>& kernel, Arguments&... arguments) const {
      if constexpr (kSupported) {
        return call(kernel, arguments...);
      } else {
        assert(!"the model does not support this quantity");
        return Real(std::numeric_limits<double>::quiet_NaN());
      }
    }
  };
  template <class Real, class Call>
  static auto of_client(Call call) {
    return Formula<Real, Call, const History, SharedFuture<Real>>{call};
  }
  template <class Real, class Call>
  static auto of_new_client(Call call) {
    return Formula<Real, Call>{call};
  }

  /// Calls `use` with the formula of a quantity. The trailing return types let `Formula` see
  /// whether the kernel has the member.
  template <class Real, class Use>
  static auto visit(ClientQuantity quantity, const At& at, Use&& use) {
    switch (quantity) {
      case ClientQuantity::log_likelihood:
        return use(of_client<Real>(
            [](const auto& k, const History& h, auto&) -> decltype(k.log_likelihood(h)) {
              return k.log_likelihood(h);
            }));
      case ClientQuantity::p_alive:
        return use(of_client<Real>(
            [at](const auto& k, const History& h, auto&) -> decltype(k.p_alive(h, 0.0)) {
              return k.p_alive(h, at.horizon);
            }));
      case ClientQuantity::p_dead:
        return use(of_client<Real>(
            [at](const auto& k, const History& h, auto&) -> decltype(k.p_dead(h, 0.0)) {
              return k.p_dead(h, at.horizon);
            }));
      case ClientQuantity::log_p_alive:
        return use(of_client<Real>(
            [at](const auto& k, const History& h, auto&) -> decltype(k.log_p_alive(h, 0.0)) {
              return k.log_p_alive(h, at.horizon);
            }));
      case ClientQuantity::expected_purchases:
        return use(
            of_client<Real>([at](const auto& k, const History& h,
                                 auto& future) -> decltype(k.expected_purchases(h, Window())) {
              if constexpr (requires { k.expected_purchases(h, Window(), future); }) {
                return k.expected_purchases(h, at.window(), future);
              } else {
                return k.expected_purchases(h, at.window());
              }
            }));
      case ClientQuantity::discounted_purchases:
        return use(of_client<Real>([at](const auto& k, const History& h, auto& future)
                                       -> decltype(k.discounted_purchases(h, 0.0, Window())) {
          if constexpr (requires { k.discounted_purchases(h, 0.0, Window(), future); }) {
            return k.discounted_purchases(h, at.discount, at.window(), future);
          } else {
            return k.discounted_purchases(h, at.discount, at.window());
          }
        }));
      case ClientQuantity::p_silent:
        return use(of_client<Real>([at](const auto& k, const History& h,
                                        auto&) -> decltype(k.conditional_pmf(h, Window(), 0.0)) {
          return k.conditional_pmf(h, at.window(), 0.0);
        }));
      case ClientQuantity::p_active:
        return use(of_client<Real>([at](const auto& k, const History& h,
                                        auto& future) -> decltype(k.p_at_least(h, Window(), 1.0)) {
          if constexpr (requires { k.p_at_least(h, Window(), 1.0, future); }) {
            return k.p_at_least(h, at.window(), 1.0, future);
          } else {
            return k.p_at_least(h, at.window(), 1.0);
          }
        }));
      case ClientQuantity::p_at_least:
        return use(of_client<Real>([at](const auto& k, const History& h,
                                        auto& future) -> decltype(k.p_at_least(h, Window(), 0.0)) {
          if constexpr (requires { k.p_at_least(h, Window(), 0.0, future); }) {
            return k.p_at_least(h, at.window(), at.count, future);
          } else {
            return k.p_at_least(h, at.window(), at.count);
          }
        }));
      case ClientQuantity::conditional_pmf:
        return use(of_client<Real>([at](const auto& k, const History& h,
                                        auto&) -> decltype(k.conditional_pmf(h, Window(), 0.0)) {
          return k.conditional_pmf(h, at.window(), at.count);
        }));
      case ClientQuantity::expected_lifetime:
        return use(of_client<Real>([at](const auto& k, const History& h,
                                        auto& future) -> decltype(k.expected_lifetime(h, 0.0)) {
          if constexpr (requires { k.expected_lifetime(h, 0.0, future); }) {
            return k.expected_lifetime(h, at.horizon, future);
          } else {
            return k.expected_lifetime(h, at.horizon);
          }
        }));
      case ClientQuantity::expected_rate:
        return use(of_client<Real>(
            [](const auto& k, const History& h, auto&) -> decltype(k.expected_rate(h)) {
              return k.expected_rate(h);
            }));
      case ClientQuantity::expected_dropout:
        return use(of_client<Real>(
            [](const auto& k, const History& h, auto&) -> decltype(k.expected_dropout(h)) {
              return k.expected_dropout(h);
            }));
      case ClientQuantity::expected_spend:
        break;
    }
    return use(of_client<Real>(
        [](const auto& k, const History& h, auto&) -> decltype(k.expected_spend(h)) {
          return k.expected_spend(h);
        }));
  }
  /// A new client is one of whom nothing has been observed but the first purchase.
  static constexpr History kNewcomer{};

  template <class Real, class Use>
  static auto visit(NewClientQuantity quantity, const At& at, Use&& use) {
    switch (quantity) {
      case NewClientQuantity::expected_purchases:
        return use(of_new_client<Real>(
            [at](const auto& k) -> decltype(k.expected_purchases(kNewcomer, Window())) {
              return k.expected_purchases(kNewcomer, at.window());
            }));
      case NewClientQuantity::p_at_least:
        return use(of_new_client<Real>(
            [at](const auto& k) -> decltype(k.p_at_least(kNewcomer, Window(), 0.0)) {
              return k.p_at_least(kNewcomer, at.window(), at.count);
            }));
      case NewClientQuantity::pmf:
        return use(of_new_client<Real>(
            [at](const auto& k) -> decltype(k.conditional_pmf(kNewcomer, Window(), 0.0)) {
              return k.conditional_pmf(kNewcomer, at.window(), at.count);
            }));
      case NewClientQuantity::expected_spend:
        break;
    }
    return use(of_new_client<Real>(
        [](const auto& k) -> decltype(k.new_expected_spend()) { return k.new_expected_spend(); }));
  }

  const ModelTraits traits_;
};

/// The model of one kernel with regularity k, 1 <= k <= kMax.
template <template <class> class Kernel, int kMax>
const PurchaseModel& model_of_regularity(int k) {
  static const auto models = []<int... kBelow>(std::integer_sequence<int, kBelow...>) {
    return std::array<KernelModel<Kernel>, sizeof...(kBelow)>{KernelModel<Kernel>(kBelow + 1)...};
  }
  (std::make_integer_sequence<int, kMax>());
  return models.at(static_cast<std::size_t>(k - 1));
}

}  // namespace tenure::model
