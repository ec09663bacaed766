#include <cstring>

#include <tenure/tenure.hpp>

int main() { return std::strcmp(tenure::version(), TENURE_VERSION) == 0 ? 0 : 1; }
