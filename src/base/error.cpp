#include "tenure/error.hpp"

#include <utility>

namespace tenure {

Error::Error(Status status, const std::string& message, std::string argument, std::int64_t row)
    : std::runtime_error(message), status_(status), argument_(std::move(argument)), row_(row) {}

}  // namespace tenure
