#include "client/fetch_ca.h"

#include <exception>
#include <fmt/format.h>

#include "client/problem.h"
#include "client/transfer.h"
#include "crypto/digest.h"
#include "crypto/tls.h"

namespace gatehouse::client {

namespace {

Result<std::string> normalized(std::string_view pin) {
    std::string digits;
    for (char const c : pin) {
        if (c == ':')
            continue;
        char const lower = c >= 'A' && c <= 'F' ? char(c - 'A' + 'a') : c;
        if (!((lower >= '0' && lower <= '9') || (lower >= 'a' && lower <= 'f')))
            return refuse(Code::invalid,
                          "the CA pin must be hexadecimal; copy it from the console's enrolment command");
        digits += lower;
    }
    if (digits.size() != 64)
        return refuse(Code::invalid,
                      fmt::format("the CA pin must have 64 hexadecimal digits and has {}; copy it from "
                                  "the console's enrolment command",
                                  digits.size()));
    return digits;
}

Result<std::string> first_certificate(std::string_view text) {
    constexpr std::string_view begin = "-----BEGIN CERTIFICATE-----";
    constexpr std::string_view end = "-----END CERTIFICATE-----";
    auto const from = text.find(begin);
    auto const to = text.find(end, from);
    if (from == std::string_view::npos || to == std::string_view::npos ||
        text.substr(from + begin.size(), to - from - begin.size()).find("-----BEGIN") !=
            std::string_view::npos)
        return refuse(Code::unavailable,
                      "the answer holds no certificate; is this a Gatehouse console's address?");
    return std::string(text.substr(from, to + end.size() - from)) + "\n";
}

}  // namespace

Result<std::string> pinned_certificate(std::string_view answer, std::string_view pin) {
    auto const wanted = TRY(normalized(pin));
    auto pem = TRY(first_certificate(answer));
    std::string found;
    try {
        found = crypto::certificate_pin(pem);
    } catch (std::exception const& problem) {  // a stranger's bytes, so not a fault of ours
        return refuse(Code::unavailable,
                      fmt::format("the answer's certificate cannot be read: {}", problem.what()));
    }
    if (found != wanted)
        return refuse(
            Code::forbidden,
            fmt::format(
                "the console's CA has the pin {} and the command says {}: this is another console, or "
                "somebody stands in between; compare with the pin that the console shows",
                found, wanted));
    return pem;
}

Result<std::string> fetch_ca(std::string const& base_url, std::string_view pin) {
    TRY(normalized(pin));
    Transfer transfer(base_url, Trust::nobody_yet, "");
    auto const answer = TRY(transfer.perform("GET", "/v1/ca", ""));
    if (answer.status != 200)
        return refuse(to_error(answer, transfer.base_url()));
    return pinned_certificate(answer.body, pin);
}

}  // namespace gatehouse::client
