#pragma once

#include <filesystem>
#include <openssl/bn.h>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::sshkey {

/// Key texts of any content, written by these tests' own hand from RFC 4253 and RFC 5656, sound or not.
std::string wire(std::string_view field);
std::string wire_integer(std::string magnitude);
std::string key_text(std::string_view type, std::string_view blob, std::string_view comment = "vera@laptop");
std::string ed25519_text(std::string_view point);
std::string sk_ed25519_text(std::string_view point, std::string_view application);
std::string ecdsa_text(std::string_view type, std::string_view curve, std::string_view point);

/// A number for making moduli, with OpenSSL.
class Integer {
public:
    explicit Integer(unsigned long value = 0);
    explicit Integer(BIGNUM* owned) : number_(owned) {}
    Integer(Integer const& other) : number_(BN_dup(other.number_)) {}
    Integer& operator=(Integer const& other) {
        BN_copy(number_, other.number_);
        return *this;
    }
    ~Integer() { BN_free(number_); }

    static Integer power_of_two(int exponent);
    static Integer random(int bits);
    /// A prime with the two top bits set, so that the product of two has all its bits.
    static Integer prime(int bits);
    /// The first prime from here on.
    Integer next_prime() const;

    Integer operator+(Integer const& other) const;
    Integer operator*(Integer const& other) const;
    Integer operator%(Integer const& other) const;
    std::string bytes() const;
    int bits() const { return BN_num_bits(number_); }
    bool is_prime() const;
    BIGNUM const* get() const { return number_; }

private:
    BIGNUM* number_;
};

std::string rsa_text(Integer const& modulus, Integer const& exponent = Integer(65537));

/// A directory that goes with its owner.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    std::filesystem::path const& path() const { return path_; }
    std::string write(std::string const& name, std::string_view content) const;

private:
    std::filesystem::path path_;
};

std::string read_text(std::filesystem::path const& path);

/// What the command prints, standard error left out; throws where it cannot be run at all.
std::string output_of(std::string const& command);

/// The .pub line of a fresh pair: ssh-keygen -t ... ; the private half stays in `folder` as `name`.
std::string fresh_key(Folder const& folder, std::string const& name, std::string const& options);

/// The lines of ssh-keygen -l over these texts, one per text that it accepts.
std::vector<std::string> ssh_keygen_lines(std::vector<std::string> const& texts);

}  // namespace gatehouse::sshkey
