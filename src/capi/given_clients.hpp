/// Client ids as a caller gives them: numbers or texts, not both.
#pragma once

#include <cstdint>
#include <string>

#include "capi/inputs.hpp"
#include <tenure/portfolio.hpp>

namespace tenure::capi {

class GivenClients {
 public:
  /// `prefix`: of the names of the arguments, such as "flags.". Refuses both, or neither where
  /// there are rows.
  GivenClients(const std::int64_t* numbers, const char* const* texts, std::int64_t n,
               const std::string& prefix = {}, const std::string& count_name = "n") {
    if (numbers != nullptr && texts != nullptr) {
      refuse(prefix + "client_numbers", " and " + prefix + "client_texts are given both");
    }
    if (texts == nullptr) {
      ids_ = array(numbers, n, prefix + "client_numbers", prefix + count_name);
      return;
    }
    for (const char* text : array(texts, n, prefix + "client_texts", prefix + count_name)) {
      texts_.push_back(optional_text(text));
    }
    ids_ = texts_.view();
  }
  GivenClients(const GivenClients&) = delete;  // `ids` refers to the texts
  GivenClients& operator=(const GivenClients&) = delete;

  [[nodiscard]] const ClientIds& ids() const noexcept { return ids_; }

 private:
  TextColumn texts_;
  ClientIds ids_;
};

}  // namespace tenure::capi
