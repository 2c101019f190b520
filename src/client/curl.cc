#include "client/curl.h"

#include <mutex>
#include <new>

namespace gatehouse::client {

void start_curl() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
            throw std::runtime_error("libcurl cannot start");
    });
}

void Lines::add(std::string const& line) {
    auto* const longer = curl_slist_append(list_, line.c_str());
    if (!longer)
        throw std::bad_alloc();
    list_ = longer;
}

}  // namespace gatehouse::client
