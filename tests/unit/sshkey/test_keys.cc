#include "tests/unit/sshkey/test_keys.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <openssl/evp.h>
#include <stdexcept>
#include <sys/wait.h>

namespace gatehouse::sshkey {

std::string wire(std::string_view field) {
    auto const size = field.size();
    std::string out{static_cast<char>(size >> 24), static_cast<char>(size >> 16),
                    static_cast<char>(size >> 8), static_cast<char>(size)};
    return out.append(field);
}

std::string wire_integer(std::string magnitude) {
    if (!magnitude.empty() && static_cast<signed char>(magnitude.front()) < 0)
        magnitude.insert(0, 1, '\0');
    return wire(magnitude);
}

std::string key_text(std::string_view type, std::string_view blob, std::string_view comment) {
    std::string base64((blob.size() + 2) / 3 * 4 + 1, '\0');
    auto const length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()),
                        reinterpret_cast<unsigned char const*>(blob.data()), static_cast<int>(blob.size()));
    base64.resize(static_cast<std::size_t>(length));
    auto text = std::string(type) + ' ' + base64;
    if (!comment.empty())
        text.append(" ").append(comment);
    return text;
}

std::string ed25519_text(std::string_view point) {
    return key_text("ssh-ed25519", wire("ssh-ed25519") + wire(point));
}

std::string sk_ed25519_text(std::string_view point, std::string_view application) {
    constexpr auto type = "sk-ssh-ed25519@openssh.com";
    return key_text(type, wire(type) + wire(point) + wire(application));
}

std::string ecdsa_text(std::string_view type, std::string_view curve, std::string_view point) {
    return key_text(type, wire(type) + wire(curve) + wire(point));
}

std::string rsa_text(Integer const& modulus, Integer const& exponent) {
    return key_text("ssh-rsa",
                    wire("ssh-rsa") + wire_integer(exponent.bytes()) + wire_integer(modulus.bytes()));
}

Integer::Integer(unsigned long value) : number_(BN_new()) { BN_set_word(number_, value); }

Integer Integer::power_of_two(int exponent) {
    Integer out;
    BN_set_bit(out.number_, exponent);
    return out;
}

Integer Integer::random(int bits) {
    Integer out;
    BN_rand(out.number_, bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY);
    return out;
}

Integer Integer::prime(int bits) {
    Integer out;
    if (BN_generate_prime_ex(out.number_, bits, 0, nullptr, nullptr, nullptr) != 1)
        throw std::runtime_error("no prime");
    return out;
}

Integer Integer::next_prime() const {
    Integer candidate(*this);
    BN_set_bit(candidate.number_, 0);
    while (!candidate.is_prime())
        BN_add_word(candidate.number_, 2);
    return candidate;
}

namespace {

struct Context {
    BN_CTX* value = BN_CTX_new();
    ~Context() { BN_CTX_free(value); }
};

}  // namespace

Integer Integer::operator+(Integer const& other) const {
    Integer out;
    BN_add(out.number_, number_, other.number_);
    return out;
}

Integer Integer::operator*(Integer const& other) const {
    Integer out;
    BN_mul(out.number_, number_, other.number_, Context().value);
    return out;
}

Integer Integer::operator%(Integer const& other) const {
    Integer out;
    BN_mod(out.number_, number_, other.number_, Context().value);
    return out;
}

std::string Integer::bytes() const {
    std::string out(static_cast<std::size_t>(BN_num_bytes(number_)), '\0');
    BN_bn2bin(number_, reinterpret_cast<unsigned char*>(out.data()));
    return out;
}

bool Integer::is_prime() const { return BN_check_prime(number_, Context().value, nullptr) == 1; }

Folder::Folder() {
    auto name = (std::filesystem::temp_directory_path() / "gatehouse-sshkey-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw std::runtime_error("mkdtemp");
    path_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(std::string const& name, std::string_view content) const {
    auto const file = path_ / name;
    std::ofstream(file, std::ios::binary) << content;
    std::filesystem::permissions(file,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return file;
}

std::string read_text(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string output_of(std::string const& command) {
    auto* const pipe = popen((command + " 2>/dev/null").c_str(), "r");
    if (pipe == nullptr)
        throw std::runtime_error("popen");
    std::string out;
    std::array<char, 4096> buffer{};
    while (auto const count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        out.append(buffer.data(), count);
    auto const status = pclose(pipe);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        throw std::runtime_error("not installed: " + command);
    return out;
}

std::string fresh_key(Folder const& folder, std::string const& name, std::string const& options) {
    auto const file = (folder.path() / name).string();
    output_of("ssh-keygen -q -N '' -C vera@laptop -f " + file + ' ' + options);
    return read_text(file + ".pub");
}

std::vector<std::string> ssh_keygen_lines(std::vector<std::string> const& texts) {
    Folder const folder;
    std::string all;
    for (auto const& text : texts)
        all += text.ends_with('\n') ? text : text + '\n';
    auto const out = output_of("ssh-keygen -lf " + folder.write("keys", all));
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < out.size();) {
        auto const end = out.find('\n', begin);
        lines.push_back(out.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

}  // namespace gatehouse::sshkey
