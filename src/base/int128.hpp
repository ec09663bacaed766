/// The 128-bit integer of the compiler, for decimals.
#pragma once

namespace tenure {

__extension__ using Int128 = __int128;

}  // namespace tenure
