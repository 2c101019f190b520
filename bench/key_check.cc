// What the whole check of an RSA key costs, beside one modular exponentiation of its size, which no test for
// primality can do without.
#include <benchmark/benchmark.h>
#include <map>
#include <memory>
#include <openssl/bn.h>
#include <openssl/rsa.h>
#include <stdexcept>
#include <string>

#include "crypto/digest.h"
#include "crypto/openssl.h"
#include "sshkey/key_policy.h"

using namespace gatehouse;

namespace {

/// RFC 4251 section 5: a length in four bytes, then the bytes.
std::string wire(std::string const& bytes) {
    auto const size = bytes.size();
    return std::string{char(size >> 24U), char(size >> 16U), char(size >> 8U), char(size)} + bytes;
}

std::string mpint(BIGNUM const* number) {
    std::string bytes(std::size_t(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
    return wire((bytes.front() & 0x80) != 0 ? '\0' + bytes : bytes);
}

crypto::BigNumber part_of(EVP_PKEY* key, char const* name) {
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1)
        throw std::runtime_error("an RSA key without a modulus");
    return crypto::BigNumber(number);
}

/// A fresh key of that many bits, made once: 8192 bits take seconds.
EVP_PKEY* key_of(int bits) {
    static std::map<int, crypto::PrivateKey> keys;
    auto& key = keys[bits];
    if (!key)
        key.reset(EVP_RSA_gen(unsigned(bits)));
    return key.get();
}

void whole_key_check(benchmark::State& state) {
    auto* const key = key_of(int(state.range(0)));
    auto const text = "ssh-rsa " + crypto::to_base64(wire("ssh-rsa") + mpint(part_of(key, "e").get()) +
                                                     mpint(part_of(key, "n").get()));
    sshkey::KeyPolicy const policy{};
    for (auto _ : state)
        if (!sshkey::accept(text, policy))
            state.SkipWithError("a sound key was refused");
}

void modular_exponentiation(benchmark::State& state) {
    auto const modulus = part_of(key_of(int(state.range(0))), "n");
    crypto::BigNumber const base(BN_new());
    crypto::BigNumber const exponent(BN_new());
    crypto::BigNumber const result(BN_new());
    BN_rand_range(base.get(), modulus.get());
    BN_sub(exponent.get(), modulus.get(), BN_value_one());
    std::unique_ptr<BN_CTX, crypto::OpensslDeleter<BN_CTX_free>> const scratch(BN_CTX_new());
    for (auto _ : state)
        if (BN_mod_exp(result.get(), base.get(), exponent.get(), modulus.get(), scratch.get()) != 1)
            state.SkipWithError("OpenSSL could not compute");
}

}  // namespace

BENCHMARK(whole_key_check)->Arg(2048)->Arg(3072)->Arg(4096)->Arg(8192)->Unit(benchmark::kMicrosecond);
BENCHMARK(modular_exponentiation)->Arg(2048)->Arg(3072)->Arg(4096)->Arg(8192)->Unit(benchmark::kMicrosecond);
BENCHMARK_MAIN();
