#include "base/secret.h"

#include <cstring>

namespace gatehouse {

void wipe(std::string& text) {
    explicit_bzero(text.data(), text.size());
    text.clear();
}

void Secret::wipe() { gatehouse::wipe(text_); }

}  // namespace gatehouse
