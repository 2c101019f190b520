#include "client/mailer.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "client/curl.h"
#include "crypto/digest.h"

namespace gatehouse::client {

namespace {

constexpr long connect_seconds = 10;
constexpr long total_seconds = 60;
constexpr std::size_t line_length = 76;  // RFC 2045, section 6.8

Result<void> check_address(std::string const& address) {
    bool const plain = std::ranges::all_of(address, [](char c) {
        return c > ' ' && c <= '~' && std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
    });
    if (!plain || address.find('@') == std::string::npos)
        return refuse(Code::invalid, "mail cannot be sent to this address; it must be plain ASCII: " +
                                         std::string(plain ? "there is no @" : "it holds other characters"));
    return {};
}

/// RFC 5322, section 3.3.
std::string rfc5322_date(Time time) {
    static constexpr char const* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr char const* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const day = std::chrono::floor<std::chrono::days>(time);
    std::chrono::year_month_day const date(day);
    std::chrono::hh_mm_ss const clock(std::chrono::floor<std::chrono::seconds>(time - day));
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000",
                       weekdays[std::chrono::weekday(day).c_encoding()], unsigned(date.day()),
                       months[unsigned(date.month()) - 1], int(date.year()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

/// What curl has still to send.
struct Upload {
    std::string_view rest;
};

std::size_t read(char* target, std::size_t size, std::size_t count, void* upload) {
    auto& rest = static_cast<Upload*>(upload)->rest;
    auto const length = std::min(rest.size(), size * count);
    std::memcpy(target, rest.data(), length);
    rest.remove_prefix(length);
    return length;
}

}  // namespace

Result<std::string> message_of(MailServer const& server, Mail const& mail) {
    TRY(check_address(server.from));
    TRY(check_address(mail.to));
    auto message =
        fmt::format("Date: {}\r\nFrom: Gatehouse <{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\n"
                    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                    "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n",
                    rfc5322_date(mail.date), server.from, mail.to, mail.subject, mail.id,
                    server.from.substr(server.from.find('@') + 1));
    auto const body = crypto::to_base64(mail.text);
    for (std::size_t at = 0; at < body.size(); at += line_length)
        message += body.substr(at, line_length) + "\r\n";
    return message;
}

Result<void> send(MailServer const& server, Secret const& password, Mail const& mail) {
    Secret const message(TRY(message_of(server, mail)));
    start_curl();
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> const handle(curl_easy_init(), &curl_easy_cleanup);
    if (!handle)
        throw std::bad_alloc();
    auto* const easy = handle.get();
    Upload upload{message.reveal()};
    Lines recipients;
    recipients.add("<" + mail.to + ">");
    char problem[CURL_ERROR_SIZE] = {};
    set(easy, CURLOPT_ERRORBUFFER, &problem[0]);
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(easy, CURLOPT_URL, server.url.c_str());
    set(easy, CURLOPT_USE_SSL, long(server.without_tls ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    set(easy, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    if (!server.ca.empty()) {
        set(easy, CURLOPT_CAINFO, server.ca.c_str());
        set<char const*>(easy, CURLOPT_CAPATH, nullptr);  // it and no other
    }
    if (!server.user.empty()) {
        set(easy, CURLOPT_USERNAME, server.user.c_str());
        set(easy, CURLOPT_PASSWORD, std::string(password.reveal()).c_str());
    }
    set(easy, CURLOPT_MAIL_FROM, ("<" + server.from + ">").c_str());
    set(easy, CURLOPT_MAIL_RCPT, recipients.get());
    set(easy, CURLOPT_READFUNCTION, &read);
    set(easy, CURLOPT_READDATA, &upload);
    set(easy, CURLOPT_UPLOAD, 1L);
    set(easy, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    set(easy, CURLOPT_TIMEOUT, total_seconds);
    if (auto const code = curl_easy_perform(easy); code != CURLE_OK)
        return refuse(Code::unavailable, problem[0] ? &problem[0] : curl_easy_strerror(code));
    return {};
}

}  // namespace gatehouse::client
