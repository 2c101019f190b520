#pragma once

#include <curl/curl.h>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <stdexcept>

// What the uses of libcurl share.
namespace gatehouse::client {

/// Once per program, before anything else of libcurl; safe to call from any thread.
void start_curl();

template <class T>
void set(CURL* easy, CURLoption option, T value) {
    if (auto const code = curl_easy_setopt(easy, option, value); code != CURLE_OK)
        throw std::runtime_error(
            fmt::format("libcurl does not take option {}: {}", int(option), curl_easy_strerror(code)));
}

/// curl's list of lines: headers, recipients.
class Lines {
public:
    Lines() = default;
    Lines(Lines const&) = delete;
    Lines& operator=(Lines const&) = delete;
    ~Lines() { curl_slist_free_all(list_); }
    void add(std::string const& line);
    curl_slist* get() const { return list_; }

private:
    curl_slist* list_ = nullptr;
};

}  // namespace gatehouse::client
