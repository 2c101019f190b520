#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "contract/operation.h"
#include "contract/wire.h"
#include "http/authenticate.h"
#include "http/message.h"
#include "http/problem.h"
#include "json/json.h"

namespace gatehouse::http {

/// Joins endpoints to what serves them: finds the route, learns who calls, decodes, calls, encodes. Routes
/// are added before the first request; then safe to call from any thread.
class Router {
public:
    /// Hears of what is refused before any handler: what was asked, by whom as far as known, and why.
    using Refused =
        std::function<void(policy::Caller const&, contract::Endpoint const&, std::string const& reason)>;

    Router(std::string own_origin, Identify identify, Refused refused);
    ~Router();

    /// What an answer carries beside its body: cookies.
    template <class E>
    using Decorate = std::function<void(Request const&, typename E::Response const&, Response&)>;
    /// Whether an answer is worth waiting longer for, and for what.
    template <class E>
    using HoldRule = std::function<std::optional<Hold>(Result<typename E::Response> const&)>;
    template <class E>
    using Handler = std::function<Result<typename E::Response>(policy::Caller const&, typename E::Request)>;
    template <class E>
    using ReadyHandler = std::function<Result<json::Encoded<typename E::Response>>(policy::Caller const&,
                                                                                   typename E::Request)>;

    /// A handler that does not fit the endpoint does not compile.
    template <class E>
    void serve(Handler<E> handler, Decorate<E> decorate = {}, HoldRule<E> hold = {}) {
        add(contract::operation<E>(),
            [handler = std::move(handler), decorate = std::move(decorate),
             hold = std::move(hold)](Request const& request, json::Parameters const& parameters,
                                     policy::Caller const& caller) -> Response {
                auto const body =
                    E::endpoint.method == contract::Method::get ? std::string_view() : request.body;
                auto wanted = json::decode<typename E::Request>(body, parameters);
                if (!wanted)
                    return problem(wanted.error(), caller.request);
                auto result = handler(caller, *std::move(wanted));
                Response response = result ? encode<E>(*result) : problem(result.error(), caller.request);
                if constexpr (requires { result->etag; })
                    if (result)
                        answer_once(request, result->etag, response);
                if (result && decorate)
                    decorate(request, *result, response);
                if (hold)
                    response.hold = hold(result);
                return response;
            });
    }

    /// The same for answers that were encoded before.
    template <class E>
    void serve(ReadyHandler<E> handler) {
        add(contract::operation<E>(),
            [handler = std::move(handler)](Request const&, json::Parameters const& parameters,
                                           policy::Caller const& caller) -> Response {
                static_assert(E::endpoint.method == contract::Method::get);
                auto wanted = json::decode<typename E::Request>({}, parameters);
                if (!wanted)
                    return problem(wanted.error(), caller.request);
                auto const result = handler(caller, *std::move(wanted));
                if (!result)
                    return problem(result.error(), caller.request);
                return {.status = E::endpoint.success, .body = result->text()};
            });
    }

    /// Always an answer. Called on a worker of the lane that lane() named.
    Response dispatch(Request const& request) const;
    Lane lane(Request const& request) const;

    /// Everything that is served: what the API's document and the authorization matrix tell of.
    std::vector<contract::Operation> const& operations() const { return operations_; }

private:
    using Call = std::function<Response(Request const&, json::Parameters const&, policy::Caller const&)>;
    struct Route;
    struct Segment;
    struct Match;

    template <class E>
    static Response encode(typename E::Response const& value) {
        Response response{.status = E::endpoint.success};
        if constexpr (requires { E::Response::content_type; }) {
            response.content_type = E::Response::content_type;
            response.body = value.text;
        } else if (E::endpoint.success != 204) {
            if constexpr (requires { value.bare_items; })
                response.body = json::encode(value.bare_items);
            else if constexpr (boost::describe::has_describe_members<typename E::Response>::value)
                response.body = json::encode(value);
            else
                response.body = "{}";
        }
        if constexpr (requires { value.audit_uid; })
            response.headers.emplace_back("AuditUid", value.audit_uid);
        return response;
    }

    /// Adds the ETag, and makes it a 304 where the request shows that it knows this answer.
    static void answer_once(Request const& request, std::string const& etag, Response& response);
    void add(contract::Operation operation, Call call);
    std::optional<Match> find(Request const& request) const;
    Response answer(Request const& request, Match const& match, policy::Caller stranger) const;
    Result<policy::Caller> admit(Request const& request, contract::Endpoint const& endpoint,
                                 policy::Caller caller) const;

    std::string own_origin_;
    Identify identify_;
    Refused refused_;
    std::unique_ptr<Segment> root_;
    std::vector<contract::Operation> operations_;
};

/// A service's method as a handler: `router.serve<CreateSshKey>(bind(keys, &SshKeys::create))`.
template <class Service, class Answer, class Wanted>
auto bind(Service& service, Answer (Service::*method)(policy::Caller const&, Wanted)) {
    return [&service, method](policy::Caller const& caller, std::remove_cvref_t<Wanted> wanted) {
        return (service.*method)(caller, std::move(wanted));
    };
}

}  // namespace gatehouse::http
