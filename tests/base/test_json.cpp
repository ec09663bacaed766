#include <bit>
#include <clocale>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "base/throws.hpp"

using namespace tenure::json;
using tenure::Status;

namespace {

double number_in(const std::string& text) { return std::get<double>(parse(text).data); }
std::string text_in(const std::string& text) { return std::get<std::string>(parse(text).data); }

std::string message_of(const std::string& text) {
  return error_of(Status::corrupt_data, [&] { static_cast<void>(parse(text)); }).what();
}

}  // namespace

TEST_CASE("every double comes back bit for bit, in any locale") {
  const char* const before = std::setlocale(LC_ALL, nullptr);
  const std::string kept = before;
  std::setlocale(LC_ALL, "de_DE.UTF-8");  // a decimal comma, where the machine has it
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t state = random();
    const double value = std::bit_cast<double>(state);
    if (!std::isfinite(value)) continue;
    const std::string text = write({value});
    CHECK(std::bit_cast<std::uint64_t>(number_in(text)) == state);
  }
  for (const double value : {0.0, -0.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308}) {
    CHECK(std::bit_cast<std::uint64_t>(number_in(write({value}))) ==
          std::bit_cast<std::uint64_t>(value));
  }
  std::setlocale(LC_ALL, kept.c_str());
}

TEST_CASE("a text is written for people") {
  const Value value{
      Object{{"name", {std::string("r\n\"\\")}},
             {"rows", {Array{{Array{{1.0}, {2.5}}}, {Array{}}}}},
             {"inner", {Object{{"yes", {true}}, {"no", {false}}, {"nothing", {nullptr}}}}},
             {"long", {Object{{"a", {std::string(60, 'x')}}, {"b", {std::string(60, 'y')}}}}}}};
  const std::string text = write(value);
  CHECK(text ==
        "{\n  \"name\": \"r\\u000a\\\"\\\\\",\n  \"rows\": [\n    [1, 2.5],\n    []\n  ],\n"
        "  \"inner\": {\"yes\": true, \"no\": false, \"nothing\": null},\n  \"long\": {\n    "
        "\"a\": \"" +
            std::string(60, 'x') + "\",\n    \"b\": \"" + std::string(60, 'y') + "\"\n  }\n}");
  CHECK(write(parse(text)) == text);
  error_of(Status::internal, [] { static_cast<void>(write({std::nan("")})); });
}

TEST_CASE("escapes and UTF-8") {
  CHECK(text_in(R"("\u00e9\u20ac\ud83d\ude00\/\b\f\n\r\t")") == "é€😀/\b\f\n\r\t");
  CHECK(text_in("\"é€😀\"") == "é€😀");
  for (const char* bad :
       {R"("\ud83d")", R"("\ud83dx")", R"("\ude00")", R"("\ud83d\u0041")", R"("\u12g4")",
        R"("\u12)", R"("\x41")", "\"\\", "\"\xC3\"", "\"\n\"", "\"a"}) {
    CAPTURE(bad);
    CHECK_FALSE(message_of(bad).empty());
  }
}

TEST_CASE("numbers by RFC 8259 alone") {
  CHECK(number_in(" -1.5e+3 ") == -1500);
  CHECK(number_in("0.1") == 0.1);
  for (const char* bad :
       {"01", ".5", "1.", "+1", "-", "1e", "inf", "nan", "0x10", "1,5", "1e999", "--1"}) {
    CAPTURE(bad);
    CHECK_FALSE(message_of(bad).empty());
  }
}

TEST_CASE("an error says what is expected and where") {
  CHECK(message_of("") == "JSON: expected a value, found the end of the text in line 1, column 1");
  CHECK(message_of("{\"a\": 1,\n \"a\": 2}") ==
        "JSON: expected a name that is not there yet, found '\"a\": 2}' in line 2, column 2");
  CHECK(message_of("[1 2]") == "JSON: expected ',' or ']', found '2]' in line 1, column 4");
  CHECK(message_of("[1,]").find("a value") != std::string::npos);
  CHECK(message_of("{\"a\" 1}").find("':'") != std::string::npos);
  CHECK(message_of("{,}").find("quotes") != std::string::npos);
  CHECK(message_of("1 2").find("nothing more") != std::string::npos);
  CHECK(message_of(std::string("1\0", 2)).find("nothing more") != std::string::npos);
}

TEST_CASE("nesting has an end") {
  CHECK_NOTHROW(static_cast<void>(parse(std::string(64, '[') + std::string(64, ']'))));
  CHECK(message_of(std::string(100'000, '[')).find("nesting") != std::string::npos);
  CHECK(message_of(std::string(65, '[') + std::string(65, ']')).find("nesting") !=
        std::string::npos);
}
