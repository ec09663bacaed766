/// Text for error messages, and the check that a text is UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace tenure {

/// The shortest decimal that reads back as `value`; independent of any locale.
[[nodiscard]] std::string to_text(double value);

/// `text` in quotes, safe to print: control bytes and broken UTF-8 escaped, long texts cut.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// Well-formed UTF-8 (Unicode 15, table 3-7): no surrogates, no overlong forms.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

}  // namespace tenure
