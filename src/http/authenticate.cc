#include "http/authenticate.h"

#include <algorithm>

#include "base/text.h"
#include "contract/wire.h"

namespace gatehouse::http {

std::string cookie(Request const& request, std::string_view name) {
    std::string_view rest = request.header("Cookie");
    while (!rest.empty()) {
        auto part = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        while (part.starts_with(' '))
            part.remove_prefix(1);
        if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=')
            return std::string(part.substr(name.size() + 1));
    }
    return {};
}

Result<void> require_own_origin(Request const& request, std::string const& own_origin) {
    auto const origin = request.header("Origin");
    if (!origin.empty() && origin != own_origin)
        return refuse(
            Code::forbidden,
            fmt::format("this request comes from another site; open the console at {}", own_origin));
    return {};
}

Result<Presented> read_credentials(Request const& request, std::string const& own_origin) {
    static constexpr std::string_view node_scheme = "Node ";
    Presented shown;
    shown.address = request.peer;
    shown.background = request.header(contract::background_header) == "true";
    if (auto const header = request.header("Authorization"); header.starts_with(node_scheme)) {
        shown.kind = policy::Credential::node;
        shown.token = Secret(std::string(header.substr(node_scheme.size())));
    } else if (!header.empty()) {
        shown.kind = policy::Credential::api_token;
        shown.token = Secret(std::string(header));
    } else if (auto const key = request.header(contract::api_key_header); !key.empty()) {
        shown.kind = policy::Credential::api_key;
        shown.token = Secret(std::string(key));
    } else if (auto session = cookie(request, contract::session_cookie); !session.empty()) {
        bool const safe = request.method == "GET" || request.method == "HEAD";
        if (!safe && request.header("Origin") != own_origin)
            return refuse(
                Code::forbidden,
                fmt::format("a change by cookie must come from the console itself, {}", own_origin));
        shown.kind = policy::Credential::browser_session;
        shown.token = Secret(std::move(session));
    }
    return shown;
}

}  // namespace gatehouse::http
