/// Portfolio to a file and back.
#include "base/file.hpp"
#include "history/portfolio_sections.hpp"

namespace tenure {
namespace {

constexpr std::string_view magic = "TENUREPF";
constexpr std::uint32_t newest_version = 2;
constexpr std::uint32_t first_with_flags = 2;

}  // namespace

void Portfolio::save(const std::string& path) const {
  NewFile file(path);
  SectionWriter sections(file, magic, newest_version);
  write_portfolio(sections, *this);
  file.commit();
}

Portfolio Portfolio::load(const std::string& path) {
  OldFile file(path);
  SectionReader sections(file, magic, newest_version);
  Portfolio portfolio = read_portfolio(sections, sections.version() >= first_with_flags);
  sections.end();
  return portfolio;
}

}  // namespace tenure
