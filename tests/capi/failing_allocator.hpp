/// malloc and operator new that fail on request, and count what is alive.
#pragma once

#include <cstdint>

namespace failing_allocator {

enum class Mode { once, forever };

/// From here on, the `nth` allocation (1 is the next) fails, and in Mode::forever all after it.
void arm(std::int64_t nth, Mode mode);
/// Back to normal; true if an allocation was made to fail.
bool disarm();
/// Allocations less frees since the program began.
std::int64_t alive();

}  // namespace failing_allocator
