#include <stdio.h>

#include <tenure/tenure.h>

int main(void) { return puts(tenure_version()) >= 0 && tenure_abi_version() > 0 ? 0 : 1; }
