// Any bytes as a portfolio file: a portfolio or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include <tenure/error.hpp>
#include <tenure/portfolio.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const std::string path =
      (std::filesystem::temp_directory_path() / ("tenure-fuzz-" + std::to_string(getpid())))
          .string();
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  try {
    static_cast<void>(tenure::Portfolio::load(path).purchase_table());
  } catch (const tenure::Error&) {
  }
  return 0;
}
