#include <openssl/aes.h>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/obj_mac.h>
#include <openssl/objects.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ripemd.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/*
 * SHA-2 on a plain value. EVP's contexts are allocated and may therefore fail, so every hash would
 * be a call that throws; these three functions cannot fail. OpenSSL 3 marks them deprecated in
 * favour of EVP, hence the shims; they are the same compression functions.
 */
static inline void copenssl_sha256_init(SHA256_CTX *state) { (void)SHA256_Init(state); }
static inline void copenssl_sha256_update(SHA256_CTX *state, const void *bytes, size_t count) {
    (void)SHA256_Update(state, bytes, count);
}
static inline void copenssl_sha256_final(SHA256_CTX *state, unsigned char *hash) {
    (void)SHA256_Final(hash, state);
}
static inline void copenssl_sha384_init(SHA512_CTX *state) { (void)SHA384_Init(state); }
static inline void copenssl_sha512_init(SHA512_CTX *state) { (void)SHA512_Init(state); }
static inline void copenssl_sha512_update(SHA512_CTX *state, const void *bytes, size_t count) {
    (void)SHA512_Update(state, bytes, count);
}
static inline void copenssl_sha512_final(SHA512_CTX *state, unsigned char *hash) {
    (void)SHA512_Final(hash, state);
}

static inline void copenssl_ripemd160(const void *bytes, size_t count, unsigned char *hash) {
    (void)RIPEMD160((const unsigned char *)bytes, count, hash);
}

/* RSA-OAEP with SHA-256 for both hashes; the second function is a macro in some releases. */
static inline int copenssl_set_oaep_sha256(EVP_PKEY_CTX *context) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0 &&
           EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) > 0 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) > 0;
}

/* Macros that Swift does not import. */
enum { copenssl_public_key = EVP_PKEY_PUBLIC_KEY, copenssl_name_rfc2253 = XN_FLAG_RFC2253 };

/* Casts between the typed stacks, which are macros, and the functions behind them. */
static inline STACK_OF(X509) *copenssl_x509_stack_new(void) { return sk_X509_new_null(); }
static inline int copenssl_x509_stack_push(STACK_OF(X509) *stack, X509 *certificate) {
    return sk_X509_push(stack, certificate);
}
static inline int copenssl_x509_stack_count(const STACK_OF(X509) *stack) {
    return sk_X509_num(stack);
}
static inline X509 *copenssl_x509_stack_value(const STACK_OF(X509) *stack, int index) {
    return sk_X509_value(stack, index);
}
/* Frees the stack, not the certificates. */
static inline void copenssl_x509_stack_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }
