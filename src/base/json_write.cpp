#include <algorithm>
#include <cmath>

#include "base/json.hpp"
#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::json {
namespace {

constexpr std::size_t kLongestLine = 100;
constexpr std::size_t kIndent = 2;

bool is_container(const Value& value) {
  return std::holds_alternative<Array>(value.data) || std::holds_alternative<Object>(value.data);
}

class Writer {
 public:
  std::string text;

  void write(const Value& value) {
    std::visit([this](const auto& held) { write(held); }, value.data);
  }

 private:
  void write(std::nullptr_t) { text += "null"; }
  void write(bool value) { text += value ? "true" : "false"; }
  void write(double value) {
    if (!std::isfinite(value)) {
      throw Error(Status::internal, "JSON has no number " + to_text(value));
    }
    text += to_text(value);
  }

  void write(const std::string& value) {
    constexpr std::string_view kHex = "0123456789abcdef";
    text += '"';
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        text += '\\';
        text += c;
      } else if (byte < 0x20) {
        text += "\\u00";
        text += kHex[byte >> 4];
        text += kHex[byte & 0xF];
      } else {
        text += c;
      }
    }
    text += '"';
  }

  void write(const Array& values) {
    write_all('[', ']', values, [this](const Value& value) { write(value); });
  }

  void write(const Object& members) {
    write_all('{', '}', members, [this](const Member& member) {
      write(member.name);
      text += ": ";
      write(member.value);
    });
  }

  static const Value& value_in(const Value& value) { return value; }
  static const Value& value_in(const Member& member) { return member.value; }

  /// First on one line; taken back and broken if it does not fit. A row of numbers is not broken.
  template <class All, class WriteOne>
  void write_all(char open, char close, const All& all, WriteOne&& write_one) {
    const bool is_nested = std::ranges::any_of(
        all, [](const auto& element) { return is_container(value_in(element)); });
    const std::size_t start = text.size();
    if (!is_nested) {
      write_line(open, close, all, write_one);
      const std::size_t line = text.rfind('\n', start) + 1;  // 0 where there is none
      if (open == '[' || text.size() - line < kLongestLine) return;
      text.resize(start);
    }
    text += open;
    indent_ += kIndent;
    const char* separator = "";
    for (const auto& element : all) {
      text += separator;
      text.append(1, '\n').append(indent_, ' ');
      write_one(element);
      separator = ",";
    }
    indent_ -= kIndent;
    text.append(1, '\n').append(indent_, ' ');
    text += close;
  }

  template <class All, class WriteOne>
  void write_line(char open, char close, const All& all, WriteOne&& write_one) {
    text += open;
    const char* separator = "";
    for (const auto& element : all) {
      text += separator;
      write_one(element);
      separator = ", ";
    }
    text += close;
  }

  std::size_t indent_ = 0;
};

}  // namespace

std::string write(const Value& value) {
  Writer writer;
  writer.write(value);
  return std::move(writer.text);
}

}  // namespace tenure::json
