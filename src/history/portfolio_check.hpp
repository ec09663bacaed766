/// What the rest of the library relies on in a Portfolio, checked where one comes from a file:
/// checksums find accidents, but a file may also be made by hand.
#pragma once

#include <cstddef>
#include <string>

#include "history/client_ids.hpp"
#include <tenure/portfolio.hpp>

namespace tenure {

/// Whether ids are whole texts, or numbers, each once and ascending.
[[nodiscard]] bool are_ascending_ids(const OwnedClientIds& ids);
/// Whether there are as many ids as clients, ascending; texts are UTF-8 and not empty.
[[nodiscard]] bool are_ids(const OwnedClientIds& ids, std::size_t clients);

/// What is wrong with `data`; empty if nothing is.
[[nodiscard]] std::string find_fault(const Portfolio::Data& data);
/// The same of flags that came with `data`, whose clients they have not been set beside yet.
[[nodiscard]] std::string find_fault(const Portfolio::Flags& flags, const Portfolio::Data& data);

}  // namespace tenure
