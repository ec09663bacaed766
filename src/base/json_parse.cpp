#include <charconv>
#include <string>

#include "base/json.hpp"
#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::json {
namespace {

// Deep enough for any file of ours, shallow enough for the smallest stack.
constexpr int kDeepest = 64;

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Value parse() {
    Value value = read_value();
    skip_space();
    if (at_ < text_.size()) fail("nothing more");
    return value;
  }

 private:
  Value read_value() {
    skip_space();
    switch (peek()) {
      case '{':
        return {read_object()};
      case '[':
        return {read_array()};
      case '"':
        return {read_string()};
      case 't':
        return read_word("true", {true});
      case 'f':
        return read_word("false", {false});
      case 'n':
        return read_word("null", {nullptr});
      default:
        return {read_number()};
    }
  }

  Object read_object() {
    Object members;
    descend();
    while (!closes('}', members.empty())) {
      const std::size_t place = at_;
      Member member{read_string(), {}};
      for (const Member& other : members) {
        if (other.name == member.name) fail("a name that is not there yet", place);
      }
      skip_space();
      expect(':');
      member.value = read_value();
      members.push_back(std::move(member));
    }
    --depth_;
    return members;
  }

  Array read_array() {
    Array values;
    descend();
    while (!closes(']', values.empty())) values.push_back(read_value());
    --depth_;
    return values;
  }

  void descend() {
    if (++depth_ > kDeepest) fail("no deeper nesting");
    ++at_;
  }

  /// Whether the container ends here; else moves past the comma to its next element.
  bool closes(char end, bool is_empty) {
    skip_space();
    if (peek() == end) {
      ++at_;
      return true;
    }
    if (!is_empty) {
      if (peek() != ',') fail(std::string("',' or '") + end + "'");
      ++at_;
      skip_space();
    }
    return false;
  }

  std::string read_string() {
    if (peek() != '"') fail("a text in quotes");
    const std::size_t start = at_++;
    std::string read;
    while (peek() != '"') {
      if (static_cast<unsigned char>(peek()) < 0x20) fail("the end of a text");
      if (text_[at_++] == '\\') {
        read_escape(read);
      } else {
        read += text_[at_ - 1];
      }
    }
    ++at_;
    if (!is_utf8(read)) fail("a text in UTF-8", start);
    return read;
  }

  void read_escape(std::string& read) {
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    const char letter = peek();
    ++at_;
    if (letter == 'u') return append_utf8(read, read_code_point());
    const std::size_t found = letter == '\0' ? kLetters.npos : kLetters.find(letter);
    if (found == kLetters.npos) fail("an escape that JSON knows", at_ - 1);
    read += kMeant[found];
  }

  unsigned read_code_point() {
    const std::size_t start = at_;
    const unsigned unit = read_unit();
    if (unit < 0xD800 || unit > 0xDFFF) return unit;
    const bool is_pair = unit < 0xDC00 && text_.substr(at_).starts_with("\\u");
    if (!is_pair) fail("a pair of surrogates", start);
    at_ += 2;
    const unsigned low = read_unit();
    if (low < 0xDC00 || low > 0xDFFF) fail("a pair of surrogates", start);
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }

  unsigned read_unit() {
    unsigned unit = 0;
    const std::string_view digits = text_.substr(at_, 4);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    if (digits.size() < 4 || error != std::errc() || end != digits.data() + 4) {
      fail("four hexadecimal digits");
    }
    at_ += 4;
    return unit;
  }

  static void append_utf8(std::string& text, unsigned point) {
    const auto add = [&text](unsigned byte) { text += static_cast<char>(byte); };
    const auto follow = [&](unsigned shift) { add(0x80 | (point >> shift & 0x3F)); };
    if (point < 0x80) return add(point);
    if (point < 0x800) {
      add(0xC0 | point >> 6);
    } else if (point < 0x10000) {
      add(0xE0 | point >> 12);
      follow(6);
    } else {
      add(0xF0 | point >> 18);
      follow(12);
      follow(6);
    }
    follow(0);
  }

  /// RFC 8259, section 6: what from_chars takes beyond it (inf, nan, .5, 1., 01) is refused.
  double read_number() {
    const std::size_t start = at_;
    if (peek() == '-') ++at_;
    if (peek() == '0') {
      ++at_;
    } else {
      skip_digits();
    }
    if (peek() == '.') {
      ++at_;
      skip_digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      skip_digits();
    }
    double number = 0;
    const auto read = std::from_chars(text_.data() + start, text_.data() + at_, number);
    if (read.ec != std::errc()) fail("a number in the range of double", start);
    return number;
  }

  void skip_digits() {
    if (!is_digit(peek())) fail("a value");
    while (is_digit(peek())) ++at_;
  }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  Value read_word(std::string_view word, Value meant) {
    if (!text_.substr(at_).starts_with(word)) fail("a value");
    at_ += word.size();
    return meant;
  }

  void expect(char c) {
    if (peek() != c) fail(std::string("'") + c + "'");
    ++at_;
  }
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) != text_.npos) ++at_;
  }
  /// NUL at the end, which no rule of JSON accepts.
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  [[noreturn]] void fail(const std::string& expected) const { fail(expected, at_); }
  [[noreturn]] void fail(const std::string& expected, std::size_t place) const {
    std::size_t line = 1, column = 1;
    for (const char c : text_.substr(0, place)) {
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n';
    }
    const std::string found =
        place < text_.size() ? in_quotes(text_.substr(place, 12)) : "the end of the text";
    throw Error(Status::corrupt_data,
                "JSON: expected " + expected + ", found " + found + " in line " +
                    std::to_string(line) + ", column " + std::to_string(column),
                "json");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Value parse(std::string_view text) { return Parser(text).parse(); }

}  // namespace tenure::json
