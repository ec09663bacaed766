#include <string>

#include <doctest/doctest.h>

#include "base/text.hpp"

using tenure::in_quotes;
using tenure::is_utf8;
using tenure::to_text;

TEST_CASE("numbers are shown as their shortest decimal") {
  CHECK(to_text(0.1) == "0.1");
  CHECK(to_text(-29.33) == "-29.33");
  CHECK(to_text(1e300) == "1e+300");
}

TEST_CASE("quoted text is safe to print") {
  CHECK(in_quotes("abc") == "'abc'");
  CHECK(in_quotes("a\nb") == "'a\\x0ab'");
  CHECK(in_quotes("caf\xC3\xA9") == "'caf\xC3\xA9'");
  CHECK(in_quotes("caf\xC3") == "'caf\\xc3'");
  CHECK(in_quotes(std::string(1000, 'x')).size() < 70);
}

TEST_CASE("UTF-8 at both sides of every boundary of its table") {
  for (const char* good : {"", "A", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                           "\xEE\x80\x80", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    CHECK_MESSAGE(is_utf8(good), in_quotes(good));
  }
  for (const char* bad : {"\x80", "\xC1\xBF", "\xC2", "\xC2\x7F", "\xE0\x9F\xBF", "\xED\xA0\x80",
                          "\xE1\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80"}) {
    CHECK_MESSAGE(!is_utf8(bad), in_quotes(bad));
  }
  CHECK(is_utf8(std::string_view("\0", 1)));
}
