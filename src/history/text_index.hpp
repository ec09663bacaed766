/// Distinct texts, numbered in the order in which they first appear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_set.hpp>

#include <tenure/table.hpp>

namespace tenure {

class TextIndex {
 public:
  TextIndex();

  /// The number of `text`, which is entered if it is new. Throws Error(invalid_data) naming
  /// `column` if it is not UTF-8.
  std::uint32_t code_of(std::string_view text, const char* column);
  /// The codes of the texts of `other`, which are entered here, by its codes.
  [[nodiscard]] std::vector<std::uint32_t> absorb(const TextIndex& other, const char* column);
  /// Enters texts so that text i has the code i; only when empty, or if they begin with what is
  /// here already. False if they are not that: not UTF-8, or one of them twice.
  [[nodiscard]] bool enter(const TextColumn& texts);
  /// The texts by code.
  [[nodiscard]] const TextColumn& texts() const noexcept { return *texts_; }
  /// Of memory, about.
  [[nodiscard]] std::size_t bytes() const noexcept {
    return texts_->bytes.size() + size() * (sizeof(std::int64_t) + 2 * sizeof(std::uint32_t));
  }
  [[nodiscard]] std::size_t size() const noexcept { return texts_->view().size(); }
  [[nodiscard]] std::string_view operator[](std::uint32_t code) const {
    return texts_->view()[code];
  }

 private:
  struct Hash {
    using is_transparent = void;
    const TextColumn* texts;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
    std::size_t operator()(std::uint32_t code) const { return (*this)(texts->view()[code]); }
  };
  struct Equal {
    using is_transparent = void;
    const TextColumn* texts;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return a == b; }
    bool operator()(std::uint32_t code, std::string_view text) const {
      return texts->view()[code] == text;
    }
    bool operator()(std::string_view text, std::uint32_t code) const { return (*this)(code, text); }
  };

  std::unique_ptr<TextColumn> texts_;  // its address is in the hash and must not move
  boost::unordered_flat_set<std::uint32_t, Hash, Equal> codes_;
};

/// The texts that are used, ascending by bytes, and the position of each among them.
struct RankedTexts {
  TextColumn sorted;
  std::vector<std::uint32_t> rank;  ///< by code; of a text that is not used: anything
};
[[nodiscard]] RankedTexts rank_texts(const TextIndex& index, const std::vector<bool>& used);

}  // namespace tenure
