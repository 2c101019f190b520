#pragma once

#include <memory>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string>
#include <string_view>

namespace gatehouse::crypto {

/// Owners of OpenSSL's objects, for the files of this module that handle certificates.
template <auto free_function>
struct OpensslDeleter {
    template <class T>
    void operator()(T* object) const {
        free_function(object);
    }
};
using Bio = std::unique_ptr<BIO, OpensslDeleter<BIO_free>>;
using BigNumber = std::unique_ptr<BIGNUM, OpensslDeleter<BN_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, OpensslDeleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, OpensslDeleter<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, OpensslDeleter<X509_EXTENSION_free>>;
using GeneralName = std::unique_ptr<GENERAL_NAME, OpensslDeleter<GENERAL_NAME_free>>;
using GeneralNames = std::unique_ptr<GENERAL_NAMES, OpensslDeleter<GENERAL_NAMES_free>>;

/// Throws std::runtime_error with `doing` and the first reason OpenSSL gives, and empties its error queue.
[[noreturn]] void openssl_failed(std::string const& doing);

/// OpenSSL's password callback that has none; without it OpenSSL asks on the terminal, and a server hangs
/// there.
int no_password(char*, int, int, void*);

/// Null where the text holds no certificate (or key) in PEM.
Certificate certificate_from_pem(std::string_view pem);
PrivateKey private_key_from_pem(std::string_view pem);

}  // namespace gatehouse::crypto
