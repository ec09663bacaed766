// Any bytes as a saved model: a model, which is saved as it was read, or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <tenure/error.hpp>
#include <tenure/model.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  try {
    const auto model = tenure::FittedModel::from_json({reinterpret_cast<const char*>(bytes), size});
    const auto json = model.to_json();
    if (tenure::FittedModel::from_json(json).to_json() != json) std::abort();
  } catch (const tenure::Error&) {
  }
  return 0;
}
