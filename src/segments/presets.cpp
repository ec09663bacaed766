#include <string>

#include <tenure/error.hpp>
#include <tenure/segments.hpp>

namespace tenure {
namespace {

// The grid of recency by frequency that is taught everywhere, with monetary value where it makes a
// difference: who are champions among the faithful, and who must not be lost.
std::vector<SegmentRule> usual() {
  return {
      {.name = "Champions", .r_from = 4, .f_from = 4, .m_from = 4},
      {.name = "Loyal", .r_from = 3, .f_from = 4},
      {.name = "Cannot lose", .r_to = 2, .f_from = 4, .m_from = 4},
      {.name = "At risk", .r_to = 2, .f_from = 3},
      {.name = "New", .r_from = 5, .f_to = 1},
      {.name = "Promising", .r_from = 4, .f_to = 1},
      {.name = "Potential loyalists", .r_from = 4, .f_to = 3},
      {.name = "Need attention", .r_from = 3, .r_to = 3, .f_from = 3},
      {.name = "About to sleep", .r_from = 3, .r_to = 3, .f_to = 2},
      {.name = "Hibernating", .r_from = 2, .r_to = 2, .f_to = 2},
      {.name = "Lost", .r_to = 1, .f_to = 2},
  };
}

// The clients of a French sales manager: who is good, who is new, who will soon be a client no
// more.
std::vector<SegmentRule> french() {
  return {
      {.name = "Très bon client", .r_from = 4, .f_from = 4, .m_from = 4},
      {.name = "Bon client", .r_from = 3, .f_from = 4},
      {.name = "Client à reconquérir", .r_to = 2, .f_from = 4, .m_from = 4},
      {.name = "Futur non-client", .r_from = 2, .r_to = 2, .f_from = 3},
      {.name = "Nouveau client", .r_from = 5, .f_to = 1},
      {.name = "Client prometteur", .r_from = 4, .f_to = 1},
      {.name = "Client en développement", .r_from = 4, .f_to = 3},
      {.name = "Client à surveiller", .r_from = 3, .f_from = 3},
      {.name = "Client qui s'éloigne", .r_from = 3},
      {.name = "Inactif", .r_to = 2},
  };
}

std::vector<SegmentRule> french_short() {
  return {
      {.name = "Très bon client", .r_from = 4, .f_from = 4, .m_from = 4},
      {.name = "Nouveau client", .r_from = 4, .f_to = 1},
      {.name = "Bon client", .r_from = 4},
      {.name = "Bon client", .r_from = 3, .f_from = 3},
      {.name = "Futur non-client", .r_from = 2},
      {.name = "Inactif", .r_to = 1},
  };
}

}  // namespace

std::vector<SegmentRule> segment_preset(SegmentPreset preset) {
  switch (preset) {
    case SegmentPreset::usual:
      return usual();
    case SegmentPreset::french:
      return french();
    case SegmentPreset::french_short:
      return french_short();
  }
  throw Error(Status::invalid_argument,
              "segment_preset: there is no preset " + std::to_string(static_cast<int>(preset)),
              "preset");
}

}  // namespace tenure
