#include "history/line_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <span>
#include <utility>

#include "base/parallel.hpp"

namespace tenure {
namespace {

constexpr std::size_t kLinesAChunk = 1 << 18;  // some milliseconds
constexpr int kMostPartBits = 11;              // 2048 parts: as many write streams as a TLB serves
constexpr int kLinesAPartBits = 12;            // smaller parts than 4096 lines are not worth it
constexpr std::size_t kFewItems = 256;         // fewer are faster by comparison than by radix
constexpr std::size_t kCachedItems = 1 << 17;  // more are partitioned again before they are sorted
constexpr int kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;

/// std::bit_width, whose result is of another type in some standard libraries.
int bit_width(std::uint64_t number) { return static_cast<int>(std::bit_width(number)); }

/// What the lines span, and whether they are in order.
struct Extent {
  std::uint64_t first_key = std::numeric_limits<std::uint64_t>::max(), last_key = 0;
  std::uint32_t first_day = std::numeric_limits<std::uint32_t>::max(), last_day = 0;
  bool in_order = true;

  void widen(const Extent& other) {
    first_key = std::min(first_key, other.first_key);
    last_key = std::max(last_key, other.last_key);
    first_day = std::min(first_day, other.first_day);
    last_day = std::max(last_day, other.last_day);
    in_order = in_order && other.in_order;
  }
  [[nodiscard]] int key_bits() const { return bit_width(last_key - first_key); }
  [[nodiscard]] int day_bits() const { return bit_width(last_day - first_day); }
};

/// Unsigned numbers in the order of the signed ones.
template <typename Key>
std::uint64_t ordinal(Key key) {
  if constexpr (std::is_signed_v<Key>) {
    return static_cast<std::uint64_t>(key) ^ (std::uint64_t{1} << 63);
  } else {
    return key;
  }
}
template <typename Key>
Key key_of(std::uint64_t number) {
  if constexpr (std::is_signed_v<Key>) number ^= std::uint64_t{1} << 63;
  return static_cast<Key>(number);
}
std::uint32_t ordinal_of_day(std::int32_t day) {
  return static_cast<std::uint32_t>(day) ^ (std::uint32_t{1} << 31);
}
std::int32_t day_of(std::uint32_t number) {
  return static_cast<std::int32_t>(number ^ (std::uint32_t{1} << 31));
}

/// A line of a part: what of its key and day the part leaves open, and its number.
struct NarrowItem {
  std::uint32_t sorted_by;
  std::uint32_t line;
};
struct WideItem {  // key and day do not fit into 64 bits together
  std::uint64_t key;
  std::uint32_t day;
  std::uint32_t line;
};

constexpr int kNarrowBits = 32;
constexpr int kWideBits = 96;
/// `count` bits of the item's key and day, from bit `from` upwards.
std::size_t bits(const NarrowItem& item, int from) { return (item.sorted_by >> from) % kDigits; }
std::size_t bits(const WideItem& item, int from) {
  if (from >= 32) return (item.key >> (from - 32)) % kDigits;
  const std::uint64_t both = (item.key << 32) | item.day;  // what is lost of the key is above
  return (both >> from) % kDigits;
}
int width(const NarrowItem& differing) { return bit_width(differing.sorted_by); }
int width(const WideItem& differing) {
  return differing.key != 0 ? 32 + bit_width(differing.key) : bit_width(differing.day);
}
NarrowItem difference(const NarrowItem& a, const NarrowItem& b) {
  return {a.sorted_by ^ b.sorted_by, 0};
}
WideItem difference(const WideItem& a, const WideItem& b) {
  return {a.key ^ b.key, a.day ^ b.day, 0};
}
void unite(NarrowItem& a, const NarrowItem& b) { a.sorted_by |= b.sorted_by; }
void unite(WideItem& a, const WideItem& b) {
  a.key |= b.key;
  a.day |= b.day;
}
bool before(const NarrowItem& a, const NarrowItem& b) {
  return a.sorted_by != b.sorted_by ? a.sorted_by < b.sorted_by : a.line < b.line;
}
bool before(const WideItem& a, const WideItem& b) {
  if (a.key != b.key) return a.key < b.key;
  return a.day != b.day ? a.day < b.day : a.line < b.line;
}

/// Sorts items whose lines ascend, stably; `spare` is as large.
template <typename Item>
class ItemSorter {
 public:
  void sort(std::span<Item> items, std::span<Item> spare) {
    if (items.size() <= kFewItems) {
      std::sort(items.begin(), items.end(),
                [](const Item& a, const Item& b) { return before(a, b); });
      return;
    }
    Item differing{};
    for (const Item& item : items) unite(differing, difference(item, items.front()));
    const int top = width(differing);
    if (items.size() > kCachedItems && top > kDigitBits) {
      by_leading_digit(items, spare, top - kDigitBits);
    } else {
      by_digits(items, spare, differing, top);
    }
  }

 private:
  /// From the last digit to the first.
  void by_digits(std::span<Item> items, std::span<Item> spare, const Item& differing, int top) {
    std::span<Item> from = items;
    std::span<Item> to = spare.first(items.size());
    for (int digit = 0; digit < top; digit += kDigitBits) {
      if (bits(differing, digit) == 0) continue;
      distribute(from, to, digit);
      std::swap(from, to);
    }
    if (from.data() != items.data()) std::copy(from.begin(), from.end(), items.begin());
  }

  void by_leading_digit(std::span<Item> items, std::span<Item> spare, int digit) {
    distribute(items, spare, digit);
    std::copy_n(spare.begin(), items.size(), items.begin());
    std::size_t begin = 0;
    while (begin < items.size()) {
      const std::size_t value = bits(items[begin], digit);
      std::size_t end = begin + 1;
      while (end < items.size() && bits(items[end], digit) == value) ++end;
      sort(items.subspan(begin, end - begin), spare);
      begin = end;
    }
  }

  void distribute(std::span<const Item> from, std::span<Item> to, int digit) {
    next_.fill(0);
    for (const Item& item : from) ++next_[bits(item, digit)];
    std::size_t sum = 0;
    for (std::size_t& next : next_) sum += std::exchange(next, sum);
    for (const Item& item : from) to[next_[bits(item, digit)]++] = item;
  }

  std::array<std::size_t, kDigits> next_;
};

/// One call of order_lines.
template <typename Key, typename Item>
class Ordering {
 public:
  Ordering(LargeArray<Key>& keys, LargeArray<std::int32_t>& days, const Extent& extent,
           int part_bits, const Execution& execution)
      : keys_(keys),
        days_(days),
        extent_(extent),
        open_bits_(extent.key_bits() - part_bits),
        parts_(static_cast<std::size_t>((extent.last_key - extent.first_key) >> open_bits_) + 1),
        execution_(execution) {}

  LineOrder<Key> run() {
    partition();
    keys_ = LargeArray<Key>();
    sort_parts();
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::size_t part_of(Key key) const {
    return static_cast<std::size_t>((ordinal(key) - extent_.first_key) >> open_bits_);
  }
  [[nodiscard]] Item item_of(std::size_t line) const {
    const std::uint64_t key = ordinal(keys_[line]) - extent_.first_key;
    const std::uint32_t day = ordinal_of_day(days_[line]) - extent_.first_day;
    const std::uint64_t open = key & ((std::uint64_t{1} << open_bits_) - 1);
    const auto number = static_cast<std::uint32_t>(line);
    if constexpr (std::is_same_v<Item, NarrowItem>) {
      return {static_cast<std::uint32_t>(open << extent_.day_bits()) | day, number};
    } else {
      return {open, day, number};
    }
  }
  [[nodiscard]] std::uint64_t open_key(const Item& item) const {
    if constexpr (std::is_same_v<Item, NarrowItem>) {
      return std::uint64_t{item.sorted_by} >> extent_.day_bits();
    } else {
      return item.key;
    }
  }
  [[nodiscard]] std::int32_t day(const Item& item) const {
    if constexpr (std::is_same_v<Item, NarrowItem>) {
      const std::uint64_t mask = (std::uint64_t{1} << extent_.day_bits()) - 1;
      return day_of(static_cast<std::uint32_t>(item.sorted_by & mask) + extent_.first_day);
    } else {
      return day_of(item.day + extent_.first_day);
    }
  }

  /// Stable: the lines of a chunk go behind those of earlier chunks.
  void partition() {
    const std::size_t lines = keys_.size();
    const std::size_t chunks = (lines - 1) / kLinesAChunk + 1;
    std::vector<std::uint32_t> next(chunks * parts_, 0);
    parallel_for(lines, kLinesAChunk, execution_, "partitioning",
                 [&](std::size_t begin, std::size_t end) {
                   std::uint32_t* const count = &next[begin / kLinesAChunk * parts_];
                   for (std::size_t line = begin; line < end; ++line) ++count[part_of(keys_[line])];
                 });
    begins_.assign(parts_ + 1, 0);
    std::uint32_t sum = 0;
    for (std::size_t part = 0; part < parts_; ++part) {
      begins_[part] = sum;
      for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
        sum += std::exchange(next[chunk * parts_ + part], sum);
      }
    }
    begins_[parts_] = lines;
    items_.resize(lines);
    parallel_for(lines, kLinesAChunk, execution_, "partitioning",
                 [&](std::size_t begin, std::size_t end) {
                   std::uint32_t* const place = &next[begin / kLinesAChunk * parts_];
                   for (std::size_t line = begin; line < end; ++line) {
                     items_[place[part_of(keys_[line])]++] = item_of(line);
                   }
                 });
  }

  void sort_parts() {
    result_.lines.resize(begins_[parts_]);
    std::vector<std::vector<Client>> clients(parts_);
    parallel_for(parts_, 1, execution_, "sorting", [&](std::size_t part, std::size_t) {
      const std::span<Item> items(items_.data() + begins_[part], items_.data() + begins_[part + 1]);
      if (items.empty()) return;
      std::vector<Item> spare(items.size() > kFewItems ? items.size() : 0);
      ItemSorter<Item>().sort(items, spare);
      write(items, part, clients[part]);
    });
    std::size_t count = 0;
    for (const auto& of_part : clients) count += of_part.size();
    result_.keys.reserve(count);
    result_.offsets.reserve(count + 1);
    for (auto& of_part : clients) {
      for (const Client& client : of_part) {
        result_.keys.push_back(client.key);
        result_.offsets.push_back(client.begin);
      }
      of_part = std::vector<Client>();
    }
    result_.offsets.push_back(begins_[parts_]);
  }

  struct Client {
    Key key;
    std::uint64_t begin;
  };
  void write(std::span<const Item> items, std::size_t part, std::vector<Client>& clients) {
    const std::uint64_t leading = extent_.first_key + (std::uint64_t{part} << open_bits_);
    std::size_t place = begins_[part];
    std::uint64_t last = 0;
    for (const Item& item : items) {
      const std::uint64_t open = open_key(item);
      if (clients.empty() || open != last) clients.push_back({key_of<Key>(leading + open), place});
      last = open;
      result_.lines[place] = item.line;
      days_[place] = day(item);
      ++place;
    }
  }

  LargeArray<Key>& keys_;
  LargeArray<std::int32_t>& days_;
  const Extent extent_;
  const int open_bits_;  // of a key, that its part leaves open
  const std::size_t parts_;
  const Execution& execution_;
  std::vector<std::size_t> begins_;
  LargeArray<Item> items_;
  LineOrder<Key> result_;
};

template <typename Key>
Extent extent_of(const LargeArray<Key>& keys, const LargeArray<std::int32_t>& days,
                 const Execution& execution) {
  std::vector<Extent> extents((keys.size() + kLinesAChunk - 1) / kLinesAChunk);
  parallel_for(
      keys.size(), kLinesAChunk, execution, "looking", [&](std::size_t begin, std::size_t end) {
        Extent& extent = extents[begin / kLinesAChunk];
        for (std::size_t i = begin; i < end; ++i) {
          const std::uint64_t key = ordinal(keys[i]);
          const std::uint32_t day = ordinal_of_day(days[i]);
          extent.widen({key, key, day, day, true});
          extent.in_order = extent.in_order && (i == 0 || keys[i - 1] < keys[i] ||
                                                (keys[i - 1] == keys[i] && days[i - 1] <= days[i]));
        }
      });
  Extent whole;
  for (const Extent& extent : extents) whole.widen(extent);
  return whole;
}

template <typename Key>
LineOrder<Key> as_it_is(const LargeArray<Key>& keys) {
  LineOrder<Key> result;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i > 0 && keys[i] == keys[i - 1]) continue;
    result.keys.push_back(keys[i]);
    result.offsets.push_back(i);
  }
  result.offsets.push_back(keys.size());
  return result;
}

template <typename Key>
LineOrder<Key> ordered(LargeArray<Key>& keys, LargeArray<std::int32_t>& days,
                       const Execution& execution) {
  const Extent extent = extent_of(keys, days, execution);
  if (extent.in_order) return as_it_is(keys);
  const int worth = bit_width(keys.size()) - kLinesAPartBits;
  const int wanted = std::clamp(std::min(worth, extent.key_bits()), 0, kMostPartBits);
  const int part_bits = std::max(wanted, extent.key_bits() - 63);  // a shift by 64 is none
  if (extent.key_bits() - part_bits + extent.day_bits() <= kNarrowBits) {
    return Ordering<Key, NarrowItem>(keys, days, extent, part_bits, execution).run();
  }
  return Ordering<Key, WideItem>(keys, days, extent, part_bits, execution).run();
}

}  // namespace

LineOrder<std::int64_t> order_lines(LargeArray<std::int64_t> keys, LargeArray<std::int32_t>& days,
                                    const Execution& execution) {
  return ordered(keys, days, execution);
}
LineOrder<std::uint32_t> order_lines(LargeArray<std::uint32_t> keys, LargeArray<std::int32_t>& days,
                                     const Execution& execution) {
  return ordered(keys, days, execution);
}

}  // namespace tenure
