#include <string>
#include <utility>

#include "capi/certificate.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/scalar_out.hpp"
#include "capi/structs.hpp"
#include <tenure/acquisition.hpp>
#include <tenure/c/campaigns.h>
#include <tenure/complaints.hpp>
#include <tenure/targeting.hpp>
#include <tenure/win_back.hpp>

using namespace tenure::capi;

namespace {

tenure_campaign_offer default_offer() {
  const tenure::CampaignOffer defaults;
  return {sizeof(tenure_campaign_offer), defaults.accept, defaults.contact, defaults.incentive};
}

tenure_campaign_plan default_plan() {
  const tenure::CampaignPlan defaults;
  auto c = blank_struct<tenure_campaign_plan>();
  c.lift = defaults.lift;
  c.accept = defaults.offer.accept;
  c.contact = defaults.offer.contact;
  c.incentive = defaults.offer.incentive;
  return c;
}

tenure_churn_profit_options default_churn_profit_options() {
  const tenure::ChurnProfitOptions defaults;
  return {sizeof(tenure_churn_profit_options),
          defaults.value,
          defaults.incentive,
          defaults.contact,
          defaults.accept_alpha,
          defaults.accept_beta};
}

tenure_acquisition_options default_acquisition_options() {
  auto c = blank_struct<tenure_acquisition_options>();
  c.budget = tenure::AcquisitionOptions{}.budget;
  return c;
}

tenure_win_back_input default_win_back_input() {
  auto c = blank_struct<tenure_win_back_input>();
  c.budget = tenure::WinBackInput{}.budget;
  return c;
}

}  // namespace

tenure_status tenure_profit_lift(const double* risk_untreated, const double* risk_treated,
                                 const double* value, const double* cost, int64_t n,
                                 tenure_table** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::profit_lift(array(risk_untreated, n, "risk_untreated"),
                               array(risk_treated, n, "risk_treated"), array(value, n, "value"),
                               array(cost, n, "cost"));
  });
}

tenure_status tenure_campaign_offer_init(tenure_campaign_offer* offer, size_t size) {
  return init_struct(offer, size, default_offer());
}

tenure_status tenure_retention_targets(const double* risk, const double* value, int64_t n,
                                       const tenure_campaign_offer* offer, tenure_table** out,
                                       tenure_error** err) {
  return make_handle(out, err, [&] {
    const auto given = read_struct(offer, default_offer(), "offer");
    return tenure::retention_targets(
        array(risk, n, "risk"), array(value, n, "value"),
        {.accept = given.accept, .contact = given.contact, .incentive = given.incentive});
  });
}

tenure_status tenure_campaign_plan_init(tenure_campaign_plan* plan, size_t size) {
  return init_struct(plan, size, default_plan());
}

tenure_status tenure_campaign_profit(const tenure_campaign_plan* plan, double* out,
                                     tenure_error** err) {
  return make_scalar(out, err, [&] {
    const auto given = read_needed_struct(plan, default_plan(), "plan");
    return tenure::campaign_profit(
        {.clients = given.clients,
         .targeted_share = given.targeted_share,
         .loss_rate = given.loss_rate,
         .lift = given.lift,
         .value = given.value,
         .fixed_cost = given.fixed_cost,
         .offer = {
             .accept = given.accept, .contact = given.contact, .incentive = given.incentive}});
  });
}

tenure_status tenure_churn_profit_options_init(tenure_churn_profit_options* options, size_t size) {
  return init_struct(options, size, default_churn_profit_options());
}

tenure_status tenure_churn_profit_of(const double* score, const uint8_t* churned, int64_t n,
                                     const tenure_churn_profit_options* options,
                                     tenure_churn_profit* out, size_t out_size,
                                     tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const auto given = read_struct(options, default_churn_profit_options(), "options");
    const auto profit = tenure::churn_profit(array(score, n, "score"), array(churned, n, "churned"),
                                             {.value = given.value,
                                              .incentive = given.incentive,
                                              .contact = given.contact,
                                              .accept_alpha = given.accept_alpha,
                                              .accept_beta = given.accept_beta});
    result.set({.maximum_profit = profit.maximum_profit,
                .target_share = profit.target_share,
                .score_threshold = profit.score_threshold,
                .expected_maximum_profit = profit.expected_maximum_profit,
                .expected_target_share = profit.expected_target_share});
  });
}

tenure_status tenure_acquisition_options_init(tenure_acquisition_options* options, size_t size) {
  return init_struct(options, size, default_acquisition_options());
}

tenure_status tenure_balance_acquisition(const tenure_acquisition_options* options,
                                         tenure_acquisition_plan* out, size_t out_size,
                                         tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const auto given = read_needed_struct(options, default_acquisition_options(), "options");
    const auto plan = tenure::balance_acquisition(
        {.margin = given.margin,
         .discount_rate = given.discount_rate,
         .acquisition = {.max_saved = given.acquisition_max, .speed = given.acquisition_speed},
         .retention = {.max_saved = given.retention_max, .speed = given.retention_speed},
         .budget = given.budget});
    tenure_acquisition_plan c{};
    c.acquisition_spend = plan.acquisition_spend;
    c.retention_spend = plan.retention_spend;
    c.acquisition_rate = plan.acquisition_rate;
    c.retention_rate = plan.retention_rate;
    c.client_value = plan.client_value;
    c.customer_equity = plan.customer_equity;
    c.shadow_price = plan.shadow_price;
    c.marginal_acquisition_cost = plan.marginal_acquisition_cost;
    c.marginal_retention_cost = plan.marginal_retention_cost;
    c.average_acquisition_cost = plan.average_acquisition_cost;
    c.average_retention_cost = plan.average_retention_cost;
    c.average_ratio = plan.average_ratio;
    c.bound = plan.certificate.bound;
    c.gap = plan.certificate.gap;
    plan.reading.copy(c.reading, sizeof c.reading - 1);
    result.set(c);
  });
}

tenure_status tenure_second_lifetime_value(double margin, double retention, double discount,
                                           double* out, tenure_error** err) {
  return make_scalar(out, err,
                     [&] { return tenure::second_lifetime_value(margin, retention, discount); });
}

tenure_status tenure_win_back_input_init(tenure_win_back_input* input, size_t size) {
  return init_struct(input, size, default_win_back_input());
}

tenure_status tenure_win_back(const tenure_win_back_input* input, tenure_certificate* certificate,
                              size_t certificate_size, tenure_table** rows,
                              tenure_table** constraints, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> rows_out(rows);
    HandleOut<tenure_table> constraints_out(constraints);
    StructOut certificate_out(certificate, certificate_size, "certificate", Need::optional);
    const auto given = read_needed_struct(input, default_win_back_input(), "input");
    const auto column = [&](const double* values, const char* name) {
      return array(values, given.rows, std::string("input.") + name, "input.rows");
    };
    tenure::WinBackPlan plan =
        tenure::win_back({.probability = column(given.probability, "probability"),
                          .second_value = column(given.second_value, "second_value"),
                          .incentive = column(given.incentive, "incentive"),
                          .contact = column(given.contact, "contact"),
                          .clients = optional_array(given.clients, given.rows, "input.rows"),
                          .decay = optional_array(given.decay, given.rows, "input.rows"),
                          .budget = given.budget});
    rows_out.set(std::move(plan.rows));
    constraints_out.set(std::move(plan.constraints));
    certificate_out.set(to_c(plan.certificate));
    for (auto* out : {&rows_out, &constraints_out}) out->deliver();
  });
}

tenure_status tenure_complaint_input_init(tenure_complaint_input* input, size_t size) {
  return init_struct(input, size, blank_struct<tenure_complaint_input>());
}

tenure_status tenure_complaint_profit(const tenure_complaint_input* input,
                                      tenure_complaint_totals* totals, size_t totals_size,
                                      tenure_table** causes, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> causes_out(causes);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    const auto given = read_needed_struct(input, blank_struct<tenure_complaint_input>(), "input");
    const auto column = [&](const double* values, const char* name) {
      return array(values, given.rows, std::string("input.") + name, "input.rows");
    };
    tenure::ComplaintReport report = tenure::complaint_profit(
        {.clients = column(given.clients, "clients"),
         .voiced = column(given.voiced, "voiced"),
         .stay_handled = column(given.stay_handled, "stay_handled"),
         .stay_ignored = column(given.stay_ignored, "stay_ignored"),
         .stay_silent = column(given.stay_silent, "stay_silent"),
         .value = column(given.value, "value"),
         .cost = column(given.cost, "cost"),
         .handled = optional_array(given.handled, given.rows, "input.rows"),
         .voiced_to = optional_array(given.voiced_to, given.rows, "input.rows"),
         .fixed_cost = given.fixed_cost});
    causes_out.set(std::move(report.causes));
    totals_out.set({.lost = report.lost,
                    .lost_silent = report.lost_silent,
                    .gain = report.gain,
                    .spent = report.spent,
                    .profit = report.profit,
                    .roi = report.roi.value_or(0.0),
                    .voice_gain = report.voice_gain.value_or(0.0),
                    .has_roi = report.roi.has_value(),
                    .has_voice_gain = report.voice_gain.has_value()});
    causes_out.deliver();
  });
}
