/// The options and the report of an import as bytes of a file.
#pragma once

#include "base/bytes.hpp"
#include <tenure/portfolio.hpp>

namespace tenure {

void write(ByteWriter& to, const ImportOptions& options);
void write(ByteWriter& to, const ImportReport& report);
// What is not there leaves `from` failed.
[[nodiscard]] ImportOptions read_options(ByteReader& from);
[[nodiscard]] ImportReport read_report(ByteReader& from);

}  // namespace tenure
