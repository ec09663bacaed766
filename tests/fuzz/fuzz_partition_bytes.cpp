// Any bytes as a builder, as cells and as a partial summary: one of these or an Error, nothing
// else.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tenure/cells.hpp>
#include <tenure/error.hpp>
#include <tenure/partial_summary.hpp>
#include <tenure/portfolio.hpp>

namespace {

template <class Use>
void try_to(Use&& use) {
  try {
    use();
  } catch (const tenure::Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  try_to([&] { static_cast<void>(tenure::PortfolioBuilder::from_bytes(bytes).build()); });
  try_to([&] {
    const std::vector twice(2, tenure::Cells::from_bytes(bytes));
    static_cast<void>(tenure::Cells::merge(twice).table());
  });
  try_to([&] { static_cast<void>(tenure::PartialSummary::from_bytes(bytes).summary()); });
  return 0;
}
