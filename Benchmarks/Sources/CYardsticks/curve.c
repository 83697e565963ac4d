#include "include/CYardsticks.h"
#include "keccak.h"

#include <secp256k1.h>
#include <secp256k1_recovery.h>
#include <stddef.h>
#include <string.h>

static secp256k1_context *curve;
static const uint8_t key[32] = "dstack anchors: a signing key 01";
static const uint8_t message[32] = "dstack anchors: thirty-two bytes";
static secp256k1_ecdsa_recoverable_signature signature;
static uint8_t digest[32];

void cyardsticks_sign(long times) {
    for (long n = 0; n < times; n++)
        secp256k1_ecdsa_sign_recoverable(curve, &signature, message, key, NULL, NULL);
}

/* What "the sender of a transaction" must do: recover, serialise, hash. */
void cyardsticks_recover_address(long times) {
    for (long n = 0; n < times; n++) {
        secp256k1_pubkey found;
        uint8_t point[65];
        size_t size = sizeof point;
        if (!secp256k1_ecdsa_recover(curve, &found, &signature, message)) return;
        secp256k1_ec_pubkey_serialize(curve, point, &size, &found, SECP256K1_EC_UNCOMPRESSED);
        keccak256(point + 1, 64, digest);
    }
}

const char *cyardsticks_prepare_curve(void);
const char *cyardsticks_prepare_curve(void) {
    secp256k1_pubkey public, found;
    curve = secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
    cyardsticks_sign(1);
    if (!secp256k1_ec_pubkey_create(curve, &public, key) ||
        !secp256k1_ecdsa_recover(curve, &found, &signature, message) ||
        memcmp(&found, &public, sizeof found) != 0)
        return "libsecp256k1 does not recover its own key";
    return NULL;
}
