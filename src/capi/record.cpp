#include <string>

#include "capi/given_clients.hpp"
#include "capi/record_handles.hpp"
#include "capi/retention_clock.hpp"
#include <tenure/c/record.h>
#include <tenure/record.hpp>

using namespace tenure::capi;
using tenure::Record;

tenure_status tenure_record_load(const char* path, tenure_record** out, tenure_error** err) {
  return make_handle(out, err, [&] { return Record::load(std::string(text(path, "path"))); });
}

tenure_status tenure_record_save(const tenure_record* record, const char* path,
                                 tenure_error** err) {
  return guarded(err, [&] { value_of(record, "record").save(std::string(text(path, "path"))); });
}

tenure_status tenure_record_portfolio(const tenure_record* record, tenure_portfolio** out,
                                      tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(record, "record").portfolio(); });
}

tenure_status tenure_record_table(const tenure_record* record, int32_t table, tenure_table** out,
                                  tenure_error** err) {
  return make_handle(out, err,
                     [&] { return value_of(record, "record").table(record_table(table)); });
}

tenure_status tenure_record_report(const tenure_record* record, int32_t table, tenure_table** out,
                                   tenure_error** err) {
  return make_handle(
      out, err, [&] { return value_of(record, "record").report(record_table(table)).table(); });
}

tenure_status tenure_record_clients(const tenure_record* record, tenure_table** out,
                                    tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(record, "record").client_table(); });
}

tenure_status tenure_record_erase(const tenure_record* record, const int64_t* client_numbers,
                                  const char* const* client_texts, int64_t n, tenure_record** out,
                                  tenure_error** err) {
  return make_handle(out, err, [&] {
    const GivenClients clients(client_numbers, client_texts, n);
    return tenure::erase(value_of(record, "record"), clients.ids());
  });
}

tenure_status tenure_record_due_for_erasure(const tenure_record* record,
                                            const tenure_retention_clock* clock, tenure_table** out,
                                            tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::due_for_erasure(value_of(record, "record"), to_retention_clock(clock));
  });
}

tenure_status tenure_record_erase_due(const tenure_record* record,
                                      const tenure_retention_clock* clock, tenure_record** out,
                                      tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::erase_due(value_of(record, "record"), to_retention_clock(clock));
  });
}

void tenure_record_free(tenure_record* record) { free_handle(record); }
