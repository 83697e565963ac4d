#include "include/CYardsticks.h"

#include <stddef.h>

const char *cyardsticks_prepare_hashing(void);
const char *cyardsticks_prepare_curve(void);
const char *cyardsticks_prepare_hex(void);
void cyardsticks_prepare_arithmetic(void);

const char *cyardsticks_prepare(void) {
    const char *wrong = cyardsticks_prepare_hashing();
    if (wrong == NULL) wrong = cyardsticks_prepare_curve();
    if (wrong == NULL) wrong = cyardsticks_prepare_hex();
    cyardsticks_prepare_arithmetic();
    return wrong;
}
