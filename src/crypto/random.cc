#include "crypto/random.h"

#include <cerrno>
#include <sys/random.h>
#include <system_error>

#include "crypto/digest.h"

namespace gatehouse::crypto {

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    for (std::size_t filled = 0; filled < count;) {
        auto const got = ::getrandom(bytes.data() + filled, count - filled, 0);
        if (got >= 0)
            filled += std::size_t(got);
        else if (errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "the kernel gives no random bytes");
    }
    return bytes;
}

std::string new_uid(Time now) {
    auto const micros = std::uint64_t(to_micros(now));
    auto const millis = micros / 1000;
    // RFC 9562 section 6.2, method 3: the 12 bits after the version carry the fraction of the millisecond, so
    // that uids made within one millisecond sort as well.
    auto const fraction = (micros % 1000) * 4096 / 1000;

    auto bytes = random_bytes(16);
    for (int i = 0; i < 6; ++i)
        bytes[std::size_t(i)] = char(millis >> (40 - 8 * i) & 0xff);
    bytes[6] = char(0x70 | fraction >> 8);
    bytes[7] = char(fraction & 0xff);
    bytes[8] = char(0x80 | (bytes[8] & 0x3f));

    auto text = to_hex(bytes);
    for (std::size_t const at : {8U, 13U, 18U, 23U})
        text.insert(at, 1, '-');
    return text;
}

Secret new_token() {
    auto bytes = random_bytes(32);
    Secret token(to_base64url(bytes));
    wipe(bytes);
    return token;
}

std::string token_digest(std::string_view token) { return to_hex(sha256(token)); }

}  // namespace gatehouse::crypto
