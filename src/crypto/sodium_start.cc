#include "crypto/sodium_start.h"

#include <sodium.h>
#include <stdexcept>

namespace gatehouse::crypto {

void start_sodium() {
    static bool const ready = sodium_init() >= 0;
    if (!ready)
        throw std::runtime_error("libsodium does not start: the kernel gives no random bytes");
}

}  // namespace gatehouse::crypto
