/* The plain data of a fixture; its handles are made from them in fixture.c. */
#ifndef TENURE_TESTS_FIXTURE_INPUTS_H
#define TENURE_TESTS_FIXTURE_INPUTS_H

#include "fixture.h"

void fixture_fill_arrays(fixture* f);

/* After the arrays; gives the number of structs that could not be initialised. */
int fixture_fill_structs(fixture* f);

#endif
