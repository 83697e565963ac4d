#include <secp256k1.h>
#include <secp256k1_recovery.h>
#include <secp256k1_ecdh.h>

/* The library's constant context, enough for everything that needs no secret. A function, because
 * a variable of C that is not const counts as shared mutable state. */
static inline const secp256k1_context *csecp256k1_static_context(void) {
    return secp256k1_context_static;
}
