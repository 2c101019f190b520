#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "base/secret.h"
#include "client/problem.h"
#include "client/transfer.h"
#include "contract/request.h"
#include "json/json.h"

namespace gatehouse::client {

/// Calls the console's API: everything about a call but who makes it comes from the endpoint's declaration
/// and its described request. Keeps one connection open. Not thread-safe, except for interrupt().
class Client {
public:
    /// `ca_pem`: for Trust::pinned_ca.
    Client(std::string base_url, Trust trust, std::string ca_pem)
        : transfer_(std::move(base_url), trust, std::move(ca_pem)) {}

    /// A refusal is the console's own, or Code::unavailable where no answer came that can be read.
    template <class E>
    Result<typename E::Response> call(typename E::Request const& request, Headers const& headers = {}) {
        auto sent = contract::sent<E>(request);
        auto answer = transfer_.perform(contract::name(E::endpoint.method), sent.target, sent.body, headers);
        wipe(sent.body);  // it may hold a password or a token
        if (!answer)
            return refuse(std::move(answer).error());
        if (answer->status != E::endpoint.success)
            return refuse(to_error(*answer, transfer_.base_url()));
        if constexpr (requires { E::Response::content_type; })
            return typename E::Response{.text = std::move(answer->body)};
        else
            return decoded<typename E::Response>(answer->body);
    }

    /// Ends the call under way and refuses every later one. From any thread.
    void interrupt() { transfer_.interrupt(); }

private:
    template <class Response>
    static Result<Response> decoded(std::string_view body) {
        auto response = json::decode<Response>(body);
        if (!response)
            return refuse(
                Code::unavailable,
                "the console's answer cannot be read; are the console and this program of about the "
                "same version? " +
                    response.error().message);
        return response;
    }

    Transfer transfer_;
};

}  // namespace gatehouse::client
