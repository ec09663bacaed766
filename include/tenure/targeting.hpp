/// Targeting: whom a campaign earns most on. Not the clients at the highest risk, but those whose
/// risk it lowers for more than it costs.
#pragma once

#include <cstdint>
#include <span>

#include <tenure/table.hpp>

namespace tenure {

/// What a client's treatment changes: risk with and without it, in [0, 1], and what is lost if he
/// leaves. cost: one a client, or one for all, at least 0.
/// Columns: lift (risk untreated less treated; below 0 the treatment drives him away),
/// profit_lift (lift times value less cost), target, rank (1: greatest profit lift; equal ones by
/// position), risk_rank, cumulative_profit (with all before in rank: greatest where targeting
/// stops). E. Ascarza (2018), "Retention futility", Journal of Marketing Research 55; A. Lemmens &
/// S. Gupta (2020), "Managing churn to maximize profits", Marketing Science 39.
[[nodiscard]] Table profit_lift(std::span<const double> risk_untreated,
                                std::span<const double> risk_treated, std::span<const double> value,
                                std::span<const double> cost);

/// An incentive offered to clients who may leave: who would stay takes it too.
struct CampaignOffer {
  double accept = 0.3;     ///< share of leaving clients who then stay, in [0, 1]
  double contact = 1.0;    ///< cost of each client targeted
  double incentive = 0.0;  ///< cost of each client who stays
};

/// A client is targeted if his risk is above (contact + incentive) / (accept value +
/// incentive (1 - accept)). Columns: threshold (absent where no risk is enough), expected_profit,
/// target, rank.
/// S. A. Neslin et al. (2006), "Defection detection", Journal of Marketing Research 43.
[[nodiscard]] Table retention_targets(std::span<const double> risk, std::span<const double> value,
                                      const CampaignOffer& offer);

/// A campaign to the share of clients whom a model ranks first.
struct CampaignPlan {
  double clients = 0;
  double targeted_share = 0;  ///< in [0, 1]
  double loss_rate = 0;       ///< of all clients, in [0, 1]
  double lift = 1;            ///< loss rate among the targeted over that of all
  double value = 0;           ///< of a client kept
  double fixed_cost = 0;
  CampaignOffer offer = {};
};

/// Its profit: clients targeted_share {[accept value + incentive (1 - accept)] loss_rate lift -
/// incentive - contact} - fixed_cost.
[[nodiscard]] double campaign_profit(const CampaignPlan& plan);

struct ChurnProfitOptions {
  double value = 200;                         ///< of a client kept, above 0
  double incentive = 10;                      ///< at least 0, below value
  double contact = 1;                         ///< at least 0
  double accept_alpha = 6, accept_beta = 14;  ///< Beta distribution of the share that accepts
};

/// What a score is worth as a rule of targeting, a client of the base.
struct ChurnProfit {
  double maximum_profit = 0;           ///< at the mean share that accepts
  double target_share = 0;             ///< of the clients, to reach it
  double score_threshold = 0;          ///< who scores at least this is targeted
  double expected_maximum_profit = 0;  ///< over the distribution of that share: EMP
  double expected_target_share = 0;
};

/// `score`: higher for clients more likely to leave; ties count together. churned: 1 who left. Both
/// kinds must be there. Where nothing pays, profits and shares are 0 and the threshold is the
/// highest score.
/// T. Verbraken, W. Verbeke & B. Baesens (2013), "A novel profit maximizing metric for measuring
/// classification performance of customer churn prediction models", IEEE TKDE 25.
[[nodiscard]] ChurnProfit churn_profit(std::span<const double> score,
                                       std::span<const std::uint8_t> churned,
                                       const ChurnProfitOptions& options = {});

}  // namespace tenure
