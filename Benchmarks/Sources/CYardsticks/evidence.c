#include "include/CYardsticks.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>

/* Copies of what the rows hand over; they stay until the process ends. */
struct text {
    unsigned char *bytes;
    size_t count;
};
static struct text chain[CYARDSTICKS_CERTIFICATES], message, signature, content;
static int length;
static time_t moment;

static struct text copied(const void *bytes, size_t count) {
    struct text made = {malloc(count ? count : 1), count};
    if (made.bytes) memcpy(made.bytes, bytes, count);
    return made;
}

bool cyardsticks_set_signed(const void *bytes, size_t count, const void *rs, size_t half, long at) {
    ECDSA_SIG *pair = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(rs, (int)half, NULL);
    BIGNUM *s = BN_bin2bn((const unsigned char *)rs + half, (int)half, NULL);
    if (!pair || !ECDSA_SIG_set0(pair, r, s)) return false;
    unsigned char *der = NULL;
    int size = i2d_ECDSA_SIG(pair, &der);
    ECDSA_SIG_free(pair);
    if (size <= 0) return false;
    signature = copied(der, (size_t)size);
    OPENSSL_free(der);
    message = copied(bytes, count);
    moment = (time_t)at;
    length = 0;
    return true;
}

void cyardsticks_add_certificate(const void *der, size_t count) {
    if (length < CYARDSTICKS_CERTIFICATES) chain[length++] = copied(der, count);
}

void cyardsticks_set_content(const void *bytes, size_t count) { content = copied(bytes, count); }

/* Leaf first, root last. */
static bool verify(void) {
    X509 *made[CYARDSTICKS_CERTIFICATES];
    STACK_OF(X509) *between = sk_X509_new_null();
    X509_STORE *store = X509_STORE_new();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    for (int n = 0; n < length; n++) {
        const unsigned char *place = chain[n].bytes;
        made[n] = d2i_X509(NULL, &place, (long)chain[n].count);
        if (n > 0 && n < length - 1) sk_X509_push(between, made[n]);
    }
    X509_STORE_add_cert(store, made[length - 1]);
    bool good = X509_STORE_CTX_init(context, store, made[0], between) == 1;
    X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context), moment);
    good = good && X509_verify_cert(context) == 1 &&
           EVP_DigestVerifyInit(digest, NULL, EVP_sha384(), NULL, X509_get0_pubkey(made[0])) == 1 &&
           EVP_DigestVerify(
               digest, signature.bytes, signature.count, message.bytes, message.count) == 1;
    EVP_MD_CTX_free(digest);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    sk_X509_free(between);
    for (int n = 0; n < length; n++) X509_free(made[n]);
    return good;
}

bool cyardsticks_verifies(void) { return length > 1 && verify(); }

void cyardsticks_verify(long times) {
    for (long n = 0; n < times; n++)
        if (!verify()) abort();
}

void cyardsticks_sha384(long times) {
    unsigned char hash[48];
    for (long n = 0; n < times; n++)
        EVP_Digest(content.bytes, content.count, hash, NULL, EVP_sha384(), NULL);
}
