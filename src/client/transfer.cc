#include "client/transfer.h"

#include <atomic>
#include <fmt/format.h>

#include "client/curl.h"
#include "contract/wire.h"

namespace gatehouse::client {

namespace {

/// The largest snapshot twice over: it travels as a JSON string, whose quotes are escaped.
constexpr std::size_t largest_answer = 48U << 20U;
constexpr long connect_seconds = 5;
constexpr long total_seconds = 30;

std::size_t append(char* data, std::size_t size, std::size_t count, void* target) {
    auto& body = *static_cast<std::string*>(target);
    if (body.size() + size * count > largest_answer)
        return 0;
    body.append(data, size * count);
    return size * count;
}

void add(Lines& headers, std::string_view name, std::string_view value) {
    if (!value.empty())
        headers.add(fmt::format("{}: {}", name, value));
}

void set_trust(CURL* easy, Trust trust, std::string const& ca_pem) {
    set(easy, CURLOPT_PROTOCOLS_STR, "https");
    if (trust == Trust::nobody_yet) {
        set(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        set(easy, CURLOPT_SSL_VERIFYHOST, 0L);
        return;
    }
    set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (trust == Trust::system_cas)
        return;
    curl_blob pem{};
    pem.data = const_cast<char*>(ca_pem.data());  // curl copies it
    pem.len = ca_pem.size();
    pem.flags = CURL_BLOB_COPY;
    set(easy, CURLOPT_CAINFO_BLOB, &pem);
    // The blob replaces the file of system CAs but not their directory, which would be trusted beside it.
    set<char const*>(easy, CURLOPT_CAPATH, nullptr);
}

}  // namespace

struct Transfer::Handles {
    Trust trust;
    CURL* easy = curl_easy_init();
    CURLM* multi = curl_multi_init();
    char problem[CURL_ERROR_SIZE] = {};
    std::atomic<bool> interrupted = false;

    explicit Handles(Trust trusted) : trust(trusted) {}
    Handles(Handles const&) = delete;
    Handles& operator=(Handles const&) = delete;
    ~Handles() {
        curl_easy_cleanup(easy);
        curl_multi_cleanup(multi);
    }

    std::string why(CURLcode code) const {
        std::string const said = problem[0] ? problem : curl_easy_strerror(code);
        long verification = 0;
        curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &verification);
        if (verification != 0 || code == CURLE_PEER_FAILED_VERIFICATION)
            return fmt::format("its certificate is not from {}, or for another name; is this the right "
                               "console? {}",
                               trust == Trust::pinned_ca ? "the pinned CA" : "a CA that this machine trusts",
                               said);
        return said;
    }

    /// What curl_easy_perform does, but wakes up when it is interrupted.
    CURLcode run() {
        problem[0] = '\0';
        curl_multi_add_handle(multi, easy);
        auto code = CURLE_ABORTED_BY_CALLBACK;
        int running = 1;
        while (!interrupted) {
            if (curl_multi_perform(multi, &running) != CURLM_OK)
                break;
            int left = 0;
            if (auto const* const message = curl_multi_info_read(multi, &left); message && running == 0) {
                code = message->data.result;
                break;
            }
            if (curl_multi_poll(multi, nullptr, 0, 1000, nullptr) != CURLM_OK)
                break;
        }
        curl_multi_remove_handle(multi, easy);
        return code;
    }
};

Transfer::Transfer(std::string base_url, Trust trust, std::string ca_pem) : base_url_(std::move(base_url)) {
    start_curl();
    handles_ = std::make_unique<Handles>(trust);
    if (!handles_->easy || !handles_->multi)
        throw std::bad_alloc();
    while (base_url_.ends_with('/'))
        base_url_.pop_back();
    auto* const easy = handles_->easy;
    set_trust(easy, trust, ca_pem);
    set(easy, CURLOPT_ERRORBUFFER, &handles_->problem[0]);
    set(easy, CURLOPT_PATH_AS_IS, 1L);  // a uid may be ".."
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    set(easy, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    set(easy, CURLOPT_TIMEOUT, total_seconds);
    set(easy, CURLOPT_WRITEFUNCTION, &append);
}

Transfer::~Transfer() = default;

Result<Answer> Transfer::perform(std::string_view method, std::string_view target, std::string const& body,
                                 Headers const& headers) {
    auto* const easy = handles_->easy;
    Answer answer;
    Lines lines;
    lines.add("Content-Type: application/json");
    lines.add("Expect:");  // no pause to be asked for the body
    add(lines, "Authorization", headers.authorization);
    add(lines, contract::api_key_header, headers.api_key);
    add(lines, contract::project_header, headers.project);
    auto const url = fmt::format("{}{}", base_url_, target);
    set(easy, CURLOPT_URL, url.c_str());
    set(easy, CURLOPT_HTTPGET, 1L);  // clears the last request's body
    if (method != "GET") {
        set(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.size()));
        set(easy, CURLOPT_POSTFIELDS, body.c_str());
    }
    set(easy, CURLOPT_CUSTOMREQUEST, std::string(method).c_str());
    set(easy, CURLOPT_HTTPHEADER, lines.get());
    set(easy, CURLOPT_WRITEDATA, &answer.body);

    auto const code = handles_->run();
    set<curl_slist*>(easy, CURLOPT_HTTPHEADER, nullptr);
    if (code != CURLE_OK)
        return refuse(Code::unavailable, handles_->interrupted
                                             ? "the request was given up because the program is stopping"
                                             : fmt::format("cannot reach the console at {}: {}", base_url_,
                                                           handles_->why(code)));
    long status = 0;
    curl_off_t retry_after = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &retry_after);
    answer.status = int(status);
    answer.retry_after_seconds = int(std::min<curl_off_t>(retry_after, 3600));
    return answer;
}

void Transfer::interrupt() {
    handles_->interrupted = true;
    curl_multi_wakeup(handles_->multi);
}

}  // namespace gatehouse::client
