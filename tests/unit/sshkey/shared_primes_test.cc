#include "sshkey/shared_primes.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "crypto/digest.h"
#include "sshkey/public_key.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

std::vector<std::string> a_few_primes_apart(int count) {
    std::vector<std::string> moduli;
    for (int i = 0; i < count; ++i)
        moduli.push_back((Integer::prime(128) * Integer::prime(128)).bytes());
    return moduli;
}

TEST(SharedPrimes, are_none_in_sound_moduli) {
    EXPECT_THAT(SharedPrimes().add(a_few_primes_apart(33)), IsEmpty());
}

TEST(SharedPrimes, are_found_in_all_three_moduli_that_have_one_in_common) {
    auto const shared = Integer::prime(128);
    auto moduli = a_few_primes_apart(10);
    std::vector<std::string> const bad{(shared * Integer::prime(128)).bytes(),
                                       (shared * Integer::prime(128)).bytes(),
                                       (Integer::prime(128) * shared).bytes()};
    moduli.insert(moduli.begin() + 3, bad.begin(), bad.end());
    EXPECT_EQ(SharedPrimes().add(moduli), bad);
}

TEST(SharedPrimes, are_found_between_new_moduli_and_older_ones) {
    auto const shared = Integer::prime(128);
    SharedPrimes primes;
    auto older = a_few_primes_apart(20);
    older.push_back((shared * Integer::prime(128)).bytes());
    EXPECT_THAT(primes.add(older), IsEmpty());
    EXPECT_THAT(primes.add(a_few_primes_apart(5)), IsEmpty());
    auto const late = (shared * Integer::prime(128)).bytes();
    EXPECT_THAT(primes.add({late}), ElementsAre(late));
}

TEST(SharedPrimes, are_not_what_one_modulus_has_in_common_with_itself) {
    auto const moduli = a_few_primes_apart(2);
    SharedPrimes primes;
    EXPECT_THAT(primes.add({moduli[0], moduli[1], moduli[0]}), IsEmpty());
    EXPECT_THAT(primes.add({moduli[1]}), IsEmpty());
    EXPECT_THAT(sharing_pairs(moduli, moduli), IsEmpty());
}

TEST(SharedPrimes, are_found_where_both_primes_are_known_from_two_others) {
    auto const p = Integer::prime(128);
    auto const q = Integer::prime(128);
    auto const both = (p * q).bytes();
    SharedPrimes primes;
    EXPECT_THAT(primes.add({(p * Integer::prime(128)).bytes(), (Integer::prime(128) * q).bytes()}),
                IsEmpty());
    EXPECT_THAT(primes.add({both}), ElementsAre(both));
}

// Expected by counting who has which prime, without any arithmetic.
TEST(SharedPrimes, are_found_just_where_they_were_planted) {
    std::mt19937_64 random(20260701);
    std::vector<Integer> pool;
    for (int i = 0; i < 400; ++i)
        pool.push_back(Integer::prime(64));
    SharedPrimes primes;
    std::map<std::size_t, int> users;
    std::set<std::string> known;
    for (int batch = 0; batch < 20; ++batch) {
        std::vector<std::string> moduli;
        std::vector<std::pair<std::size_t, std::size_t>> made_of;
        for (auto size = random() % 12; moduli.size() < size;) {
            auto const p = random() % pool.size();
            auto const q = (p + 1 + random() % (pool.size() - 1)) % pool.size();
            auto const modulus = (pool[p] * pool[q]).bytes();
            if (!known.insert(modulus).second)
                continue;
            moduli.push_back(modulus);
            made_of.emplace_back(p, q);
            ++users[p];
            ++users[q];
        }
        std::vector<std::string> expected;
        for (std::size_t i = 0; i < moduli.size(); ++i)
            if (users[made_of[i].first] > 1 || users[made_of[i].second] > 1)
                expected.push_back(moduli[i]);
        EXPECT_EQ(primes.add(moduli), expected) << "batch " << batch;
    }
}

TEST(SharedPrimes, are_told_as_pairs_of_places) {
    auto const p = Integer::prime(128);
    auto const q = Integer::prime(128);
    auto few = a_few_primes_apart(3);
    auto many = a_few_primes_apart(5);
    few[1] = (p * q).bytes();
    many[0] = (q * Integer::prime(128)).bytes();
    many[3] = (p * Integer::prime(128)).bytes();
    many[4] = few[1];
    EXPECT_THAT(sharing_pairs(few, many), UnorderedElementsAre(Pair(1, 0), Pair(1, 3)));
}

TEST(SharedPrimes, are_looked_for_in_the_modulus_whatever_the_exponent) {
    auto const modulus = Integer::prime(1024) * Integer::prime(1024);
    for (auto const exponent : {65537UL, 65539UL}) {
        auto const key = PublicKey::parse(rsa_text(modulus, Integer(exponent))).value();
        EXPECT_EQ(modulus_of(key.base64()), modulus.bytes());
    }
    auto const other = ed25519_text("\x3d\x40\x17\xc3\xe8\x43\x89\x5a\x92\xb7\x0a\xa7\x4d\x1b\x7e\xbc"
                                    "\x9c\x98\x2c\xcf\x2e\xc4\x96\x8c\xc0\xcd\x55\xf1\x2a\xf4\x66\x0c");
    EXPECT_EQ(modulus_of(PublicKey::parse(other).value().base64()), "");
}

}  // namespace
}  // namespace gatehouse::sshkey
