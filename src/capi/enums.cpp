// The enumerators of tenure.h have the numbers of those in the C++ headers.
#include <tenure/control.hpp>
#include <tenure/error.hpp>
#include <tenure/model.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/retention_value.hpp>
#include <tenure/segments.hpp>
#include <tenure/survival_regression.hpp>
#include <tenure/table.hpp>
#include <tenure/tenure.h>
#include <tenure/units.hpp>
#include <tenure/uplift.hpp>
#include <tenure/value.hpp>

namespace {

template <class Enum>
constexpr bool same(Enum cpp, int c) {
  return static_cast<int>(cpp) == c;
}

using tenure::Status;
static_assert(same(Status::ok, TENURE_OK));
static_assert(same(Status::invalid_argument, TENURE_INVALID_ARGUMENT));
static_assert(same(Status::invalid_data, TENURE_INVALID_DATA));
static_assert(same(Status::not_supported, TENURE_NOT_SUPPORTED));
static_assert(same(Status::cancelled, TENURE_CANCELLED));
static_assert(same(Status::io_error, TENURE_IO_ERROR));
static_assert(same(Status::corrupt_data, TENURE_CORRUPT_DATA));
static_assert(same(Status::unsupported_version, TENURE_UNSUPPORTED_VERSION));
static_assert(same(Status::stream_error, TENURE_STREAM_ERROR));
static_assert(same(Status::out_of_memory, TENURE_OUT_OF_MEMORY));
static_assert(same(Status::internal, TENURE_INTERNAL));

using tenure::TimeUnit;
static_assert(same(TimeUnit::day, TENURE_DAY));
static_assert(same(TimeUnit::week, TENURE_WEEK));
static_assert(same(TimeUnit::month, TENURE_MONTH));
static_assert(same(TimeUnit::quarter, TENURE_QUARTER));
static_assert(same(TimeUnit::year, TENURE_YEAR));

using Type = tenure::Table::Type;
static_assert(same(Type::float64, TENURE_FLOAT64));
static_assert(same(Type::int64, TENURE_INT64));
static_assert(same(Type::text, TENURE_TEXT));
static_assert(same(Type::day, TENURE_DAYS));
static_assert(same(Type::boolean, TENURE_BOOLEAN));

using tenure::SameDay;
static_assert(same(SameDay::merge, TENURE_SAME_DAY_MERGE));
static_assert(same(SameDay::order, TENURE_SAME_DAY_ORDER));
static_assert(same(SameDay::keep, TENURE_SAME_DAY_KEEP));

using tenure::RowPolicy;
static_assert(same(RowPolicy::keep, TENURE_ROWS_KEEP));
static_assert(same(RowPolicy::drop, TENURE_ROWS_DROP));
static_assert(same(RowPolicy::reject, TENURE_ROWS_REJECT));

using tenure::ModelKind;
static_assert(same(ModelKind::purchases, TENURE_PURCHASE_MODEL));
static_assert(same(ModelKind::spend, TENURE_SPEND_MODEL));
static_assert(same(ModelKind::contracts, TENURE_CONTRACT_MODEL));

using Reason = tenure::Convergence::Reason;
static_assert(same(Reason::gradient, TENURE_FIT_GRADIENT));
static_assert(same(Reason::boundary, TENURE_FIT_BOUNDARY));
static_assert(same(Reason::not_identifiable, TENURE_FIT_NOT_IDENTIFIABLE));
static_assert(same(Reason::iteration_limit, TENURE_FIT_ITERATION_LIMIT));
static_assert(same(Reason::stalled, TENURE_FIT_STALLED));
static_assert(same(Reason::given, TENURE_FIT_GIVEN));

using Row = tenure::Values::Row;
static_assert(same(Row::ok, TENURE_VALUE_OK));
static_assert(same(Row::infinite, TENURE_VALUE_INFINITE));
static_assert(same(Row::overflow, TENURE_VALUE_OVERFLOW));

using tenure::Timing;
static_assert(same(Timing::at_purchase, TENURE_AT_PURCHASE));
static_assert(same(Timing::period_start, TENURE_PERIOD_START));
static_assert(same(Timing::period_middle, TENURE_PERIOD_MIDDLE));
static_assert(same(Timing::period_end, TENURE_PERIOD_END));

using tenure::RetentionTiming;
static_assert(same(RetentionTiming::just_acquired, TENURE_RETENTION_JUST_ACQUIRED));
static_assert(same(RetentionTiming::about_to_renew, TENURE_RETENTION_ABOUT_TO_RENEW));
static_assert(same(RetentionTiming::in_arrears, TENURE_RETENTION_IN_ARREARS));
static_assert(same(RetentionTiming::first_excluded, TENURE_RETENTION_FIRST_EXCLUDED));
static_assert(same(RetentionTiming::mid_period, TENURE_RETENTION_MID_PERIOD));
static_assert(same(RetentionTiming::continuous, TENURE_RETENTION_CONTINUOUS));

using tenure::Scoring;
static_assert(same(Scoring::quantile, TENURE_SCORE_QUANTILE));
static_assert(same(Scoring::rank, TENURE_SCORE_RANK));
static_assert(same(Scoring::nested, TENURE_SCORE_NESTED));
static_assert(same(Scoring::fixed, TENURE_SCORE_FIXED));

using tenure::UpliftMethod;
static_assert(same(UpliftMethod::two_models, TENURE_UPLIFT_TWO_MODELS));
static_assert(same(UpliftMethod::transformed_outcome, TENURE_UPLIFT_TRANSFORMED_OUTCOME));

using tenure::Decomposition;
static_assert(same(Decomposition::lmdi, TENURE_LMDI));
static_assert(same(Decomposition::shapley, TENURE_SHAPLEY));

using tenure::SurvivalLaw;
static_assert(same(SurvivalLaw::cox, TENURE_COX));
static_assert(same(SurvivalLaw::exponential, TENURE_EXPONENTIAL));
static_assert(same(SurvivalLaw::weibull, TENURE_WEIBULL));
static_assert(same(SurvivalLaw::log_normal, TENURE_LOG_NORMAL));
static_assert(same(SurvivalLaw::log_logistic, TENURE_LOG_LOGISTIC));
static_assert(same(SurvivalLaw::logit, TENURE_LOGIT));
static_assert(same(SurvivalLaw::cloglog, TENURE_CLOGLOG));

using tenure::Ties;
static_assert(same(Ties::efron, TENURE_EFRON));
static_assert(same(Ties::breslow, TENURE_BRESLOW));

using tenure::PeriodEffect;
static_assert(same(PeriodEffect::constant, TENURE_PERIODS_CONSTANT));
static_assert(same(PeriodEffect::linear, TENURE_PERIODS_LINEAR));
static_assert(same(PeriodEffect::logarithm, TENURE_PERIODS_LOGARITHM));
static_assert(same(PeriodEffect::each, TENURE_PERIODS_EACH));

using tenure::SurvivalFitStatus;
static_assert(same(SurvivalFitStatus::converged, TENURE_SURVIVAL_CONVERGED));
static_assert(same(SurvivalFitStatus::no_events, TENURE_SURVIVAL_NO_EVENTS));
static_assert(same(SurvivalFitStatus::collinear, TENURE_SURVIVAL_COLLINEAR));
static_assert(same(SurvivalFitStatus::separated, TENURE_SURVIVAL_SEPARATED));
static_assert(same(SurvivalFitStatus::iteration_limit, TENURE_SURVIVAL_ITERATION_LIMIT));

}  // namespace
