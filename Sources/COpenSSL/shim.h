#ifndef ROLLCALL_COPENSSL_SHIM_H
#define ROLLCALL_COPENSSL_SHIM_H

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Swift does not see macros that are made of other macros.
static const int rollcall_select_public_key = EVP_PKEY_PUBLIC_KEY;
static const int rollcall_select_key_pair = EVP_PKEY_KEYPAIR;

#endif
