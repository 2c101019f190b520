#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "client/problem.h"
#include "client/transfer.h"
#include "contract/endpoint.h"
#include "json/json.h"

namespace gatehouse::client {

/// Calls the console's API: method, path and status of success come from the endpoint's declaration. Keeps
/// one connection open. Not thread-safe, except for interrupt().
class Client {
public:
    /// `ca_pem`: the only certificate authority that is trusted.
    Client(std::string base_url, std::string ca_pem)
        : transfer_(std::move(base_url), Trust::pinned_ca, std::move(ca_pem)) {}

    /// `authorization`: the header's value, or empty. A refusal is the console's own, or Code::unavailable
    /// where no answer came that can be read.
    template <class E>
    Result<typename E::Response> call(typename E::Request const& request,
                                      std::string_view authorization = {}) {
        static_assert(E::endpoint.path.find('{') == std::string_view::npos,
                      "this client fills no parameters into paths");
        std::string body;
        if constexpr (E::endpoint.method != contract::Method::get)
            body = json::encode(request);
        auto const answer =
            TRY(transfer_.perform(contract::name(E::endpoint.method), E::endpoint.path, body, authorization));
        if (answer.status != E::endpoint.success)
            return refuse(to_error(answer, transfer_.base_url()));
        auto response = json::decode<typename E::Response>(answer.body);
        if (!response)
            return refuse(Code::unavailable,
                          "the console's answer cannot be read; are console and agent of about "
                          "the same version? " +
                              response.error().message);
        return response;
    }

    /// Ends the call under way and refuses every later one. From any thread.
    void interrupt() { transfer_.interrupt(); }

private:
    Transfer transfer_;
};

}  // namespace gatehouse::client
