#include "http/router.h"

#include <algorithm>
#include <boost/url/pct_string_view.hpp>

#include "base/log.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/random.h"

namespace gatehouse::http {

using contract::Endpoint;

namespace {

constexpr std::size_t most_of_a_uid = 64;  // bytes for the trail; ours have 36

constexpr std::size_t most_of_an_agent = 200;

/// Whatever was sent, as text that can stand anywhere.
std::string harmless(std::string_view text) {
    std::string out(text.substr(0, most_of_an_agent));
    std::ranges::replace_if(
        out, [](char c) { return c < ' ' || c > '~'; }, '?');
    return out;
}

/// Whom a request speaks of: the project that it names, or the tenant.
model::Scope scope_of(Request const& request) {
    auto scope = std::string(request.header(contract::project_header));
    if (scope.empty())
        scope = request.query_value(contract::project_header).value_or("");
    return model::Scope::of(ProjectUid(std::move(scope)));
}

}  // namespace

struct Router::Route {
    Endpoint endpoint;
    Call call;
    std::vector<std::string> parameters;  ///< names of the path's parameters, in order
};

/// One step of a path. Literal steps win over parameters: /v1/users/info is not the user "info".
struct Router::Segment {
    std::map<std::string, std::unique_ptr<Segment>, std::less<>> literals;
    std::unique_ptr<Segment> parameter;
    std::map<std::string, Route, std::less<>> routes;  ///< by HTTP method

    /// The end of the path, where `method` is served; with an empty one, where any is.
    Segment const* find(std::vector<std::string> const& steps, std::size_t at, std::string_view method,
                        std::vector<std::string>& values) const {
        if (at == steps.size())
            return (method.empty() ? !routes.empty() : routes.contains(method)) ? this : nullptr;
        if (auto const literal = literals.find(steps[at]); literal != literals.end())
            if (auto const* found = literal->second->find(steps, at + 1, method, values))
                return found;
        if (!parameter)
            return nullptr;
        values.push_back(steps[at]);
        if (auto const* found = parameter->find(steps, at + 1, method, values))
            return found;
        values.pop_back();
        return nullptr;
    }
};

struct Router::Match {
    Segment const* segment;
    Route const* route;  ///< null: the path is known, the method is not
    std::vector<std::string> values;
};

Router::Router(std::string own_origin, Identify identify, Refused refused)
    : own_origin_(std::move(own_origin)), identify_(std::move(identify)), refused_(std::move(refused)),
      root_(std::make_unique<Segment>()) {}
Router::~Router() = default;

void Router::add(contract::Operation operation, Call call) {
    auto const& endpoint = operation.endpoint;
    Segment* here = root_.get();
    for (auto const& step : split(endpoint.path.substr(1), '/')) {
        auto& next = step.starts_with('{') ? here->parameter : here->literals[step];
        if (!next)
            next = std::make_unique<Segment>();
        here = next.get();
    }
    auto const [place, added] =
        here->routes.emplace(std::string(name(endpoint.method)),
                             Route{endpoint, std::move(call), contract::path_parameters(endpoint.path)});
    if (!added)
        throw std::logic_error("two endpoints share " + std::string(name(endpoint.method)) + " " +
                               std::string(endpoint.path));
    operations_.push_back(std::move(operation));
}

void Router::answer_once(Request const& request, std::string const& etag, Response& response) {
    response.headers.emplace_back("ETag", etag);
    if (request.header("If-None-Match") != etag)
        return;
    response.status = 304;
    response.body.clear();
}

std::optional<Router::Match> Router::find(Request const& request) const {
    if (!request.path.starts_with('/'))
        return std::nullopt;
    std::vector<std::string> steps;
    for (auto const& part : split(std::string_view(request.path).substr(1), '/')) {
        auto const decoded = boost::urls::make_pct_string_view(part);
        if (!decoded)
            return std::nullopt;
        steps.push_back(decoded->decode());
    }
    auto const method = request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
    Match match{};
    // Palette's clients ask for objects by name, and a key may be called "check": GET .../check is a key's
    // address though POST .../check is not.
    match.segment = root_->find(steps, 0, method, match.values);
    if (!match.segment)
        match.segment = root_->find(steps, 0, {}, match.values);
    if (!match.segment)
        return std::nullopt;
    auto const route = match.segment->routes.find(method);
    match.route = route == match.segment->routes.end() ? nullptr : &route->second;
    return match;
}

Lane Router::lane(Request const& request) const {
    auto const match = find(request);
    if (!match || !match->route)
        return Lane::quick;
    switch (match->route->endpoint.work) {
    case contract::Work::quick:
        return Lane::quick;
    case contract::Work::password:
        return Lane::password;
    case contract::Work::key_check:
        return Lane::keys;
    case contract::Work::node_poll:
        return Lane::nodes;
    }
    return Lane::quick;
}

Response Router::dispatch(Request const& request) const {
    auto const ref = crypto::to_hex(crypto::random_bytes(8));
    auto const match = find(request);
    if (!match)
        return problem(404, "there is nothing at this address; see the API's documentation", ref);
    if (!match->route) {
        std::vector<std::string> methods;
        for (auto const& [method, route] : match->segment->routes)
            methods.push_back(method);
        auto response = problem(
            405, fmt::format("{} does not work here; {} does", request.method, enumerate(methods)), ref);
        response.headers.emplace_back("Allow", join(methods, ", "));
        return response;
    }
    policy::Caller stranger;
    stranger.request = ref;
    stranger.address = request.peer;
    stranger.agent = harmless(request.header("User-Agent"));
    stranger.scope = scope_of(request);
    for (std::size_t i = 0; i < match->values.size(); ++i)
        if (match->route->parameters[i] == "uid")
            stranger.object = cut(match->values[i], most_of_a_uid);
    auto response = answer(request, *match, std::move(stranger));
    response.route = match->route->endpoint.path;
    return response;
}

/// Who this is, if they may come with this request at all; the rest is for the handler.
Result<policy::Caller> Router::admit(Request const& request, Endpoint const& endpoint,
                                     policy::Caller caller) const {
    auto const refuse_and_tell = [&](Error error) {
        refused_(caller, endpoint, error.message);
        return refuse(std::move(error));
    };
    auto const& access = endpoint.access;
    bool const needs_node = std::holds_alternative<policy::Node>(access);
    bool const needs_person = !needs_node && !std::holds_alternative<policy::Anyone>(access);
    if (needs_node || needs_person) {
        auto shown = read_credentials(request, own_origin_);
        if (!shown)
            return refuse_and_tell(std::move(shown).error());
        bool const shows_nothing = shown->kind == policy::Credential::none;
        auto known = identify_(*std::move(shown));
        if (!known && shows_nothing)  // a console before anybody signed in: nothing was claimed
            return refuse(std::move(known).error());
        if (!known)
            return refuse_and_tell(std::move(known).error());
        known->request = std::move(caller.request);
        known->address = std::move(caller.address);
        known->agent = std::move(caller.agent);
        known->object = std::move(caller.object);
        known->scope = std::move(caller.scope);
        caller = *std::move(known);
    }
    if ((needs_node && caller.credential != policy::Credential::node) ||
        (needs_person && !caller.is_person()))
        return refuse_and_tell(
            {Code::unauthenticated, needs_node ? "this needs a node's credential"
                                               : "sign in first: no session, or one that has ended"});
    if (auto own = require_own_origin(request, own_origin_); !own)
        return refuse_and_tell(std::move(own).error());
    if (auto const device = cookie(request, device_cookie); !device.empty())
        caller.browser = crypto::token_digest(device);
    return caller;
}

Response Router::answer(Request const& request, Match const& match, policy::Caller stranger) const {
    auto const ref = stranger.request;
    auto const known = admit(request, match.route->endpoint, std::move(stranger));
    if (!known)
        return problem(known.error(), ref);
    auto const& caller = *known;

    json::Parameters parameters = request.query;
    for (std::size_t i = 0; i < match.values.size(); ++i)
        parameters.insert(parameters.begin(), {match.route->parameters[i], match.values[i]});
    auto response = match.route->call(request, parameters, caller);
    log::debug("request ref={} method={} route={} status={} caller={} address={}", caller.request,
               request.method, match.route->endpoint.path, response.status, caller.actor(), caller.address);
    return response;
}

}  // namespace gatehouse::http
