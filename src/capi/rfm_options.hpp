#pragma once

#include <string>

#include <tenure/c/segments.h>
#include <tenure/segments.hpp>

namespace tenure::capi {

/// The options of scoring, and the types that they point to. NULL: the defaults.
class RfmInput {
 public:
  /// `name` is the parameter's.
  RfmInput(const tenure_rfm_options* options, const std::string& name);
  RfmInput(const RfmInput&) = delete;  // the options look into `types_`
  RfmInput& operator=(const RfmInput&) = delete;
  [[nodiscard]] const RfmOptions& options() const { return options_; }

 private:
  TextColumn types_;
  RfmOptions options_;
};

}  // namespace tenure::capi
