/// The 128-bit integers of the compiler, for decimals and exact sums.
#pragma once

namespace tenure {

__extension__ using Int128 = __int128;
__extension__ using UnsignedInt128 = unsigned __int128;

}  // namespace tenure
