#include <algorithm>
#include <map>

#include "contract/openapi_components.h"
#include "contract/operation.h"
#include "contract/problem.h"

namespace gatehouse::contract {

namespace {

using json::Array;
using json::Object;
using json::Value;
using policy::Permission;

constexpr char about[] =
    "Gatehouse decides which SSH keys open which clusters' nodes. Where Spectro Cloud Palette has the same "
    "thing, the wire form is Palette's.\n\n"
    "Answers may gain members: clients ignore those they do not know, as the server does with requests. "
    "Members that a request's schema does not require may be absent or null.";

Value security_of(policy::Access const& access) {
    if (std::holds_alternative<policy::Anyone>(access))
        return Array{};
    if (std::holds_alternative<policy::Node>(access))
        return Array{Object{{"node", Array{}}}};
    return Array{Object{{"token", Array{}}}, Object{{"apiKey", Array{}}}, Object{{"cookie", Array{}}}};
}

/// Whether requests of this kind can be refused with this status.
bool can_refuse(int status, Operation const& operation, Question const& question) {
    auto const& endpoint = operation.endpoint;
    bool const anyone = std::holds_alternative<policy::Anyone>(endpoint.access);
    bool const asks_for_permission =
        std::holds_alternative<Permission>(endpoint.access) || operation.of_others.has_value();
    switch (status) {
    case 401:  // where anyone may come, what they show instead is in the request
        return !anyone || !question.empty();
    case 404:
        return asks_for_permission || !question.path.empty() ||
               std::ranges::any_of(question.query, [](auto const& one) { return one.name.ends_with("Uid"); });
    case 405:
        return false;
    case 409:
        return endpoint.success == 201 || (endpoint.success == 204 && asks_for_permission);
    case 413:
        return endpoint.method != Method::get;
    case 429:
        return endpoint.work == Work::password;
    default:
        return true;
    }
}

Array parameters_of(Endpoint const& endpoint, Question const& question, Answer const& answer) {
    Array parameters;
    auto const add = [&](char const* in, std::vector<Question::Parameter> const& named) {
        for (auto const& [name, schema, required] : named) {
            Object parameter{{"name", name}, {"in", in}};
            if (required)
                parameter["required"] = true;
            parameter["schema"] = schema;
            parameters.push_back(std::move(parameter));
        }
    };
    add("path", question.path);
    add("query", question.query);
    auto const* permission = std::get_if<Permission>(&endpoint.access);
    if (permission && policy::info(*permission).reach == policy::Reach::project) {
        parameters.push_back(reference("parameters", "ProjectUid"));
        parameters.push_back(reference("parameters", "ProjectUidInQuery"));
    }
    if (permission || std::holds_alternative<policy::SignedIn>(endpoint.access))
        parameters.push_back(reference("parameters", "Background"));
    if (answer.etag)
        parameters.push_back(reference("parameters", "IfNoneMatch"));
    return parameters;
}

/// What can be done next with an object that was just created: the operations below the same path that ask
/// for nothing else to find it.
Object links_of(Endpoint const& endpoint, std::span<Operation const> operations) {
    Object links;
    for (auto const& next : operations) {
        auto const asked = path_parameters(next.endpoint.path);
        if (asked.size() == 1 && next.endpoint.path.starts_with(fmt::format("{}/{{", endpoint.path)))
            links[next.id] = {{"operationId", next.id}, {"parameters", {{asked[0], "$response.body#/uid"}}}};
    }
    return links;
}

Object responses_of(Operation const& operation, Question const& question, Answer const& answer,
                    std::span<Operation const> operations) {
    auto const& endpoint = operation.endpoint;
    Object success{{"description", endpoint.success == 204   ? "Done."
                                   : endpoint.success == 201 ? "Created."
                                                             : "The answer."}};
    if (answer.audit_uid)
        success["headers"] = headers({{"AuditUid", "The uid of the event in the audit trail."}});
    if (answer.etag)
        success["headers"] = headers({{"ETag", "Names this state of the answer."}});
    if (!answer.content_type.empty())
        success["content"] = {{answer.content_type, {{"schema", answer.schema}}}};
    if (!answer.other_content_type.empty())
        success["content"].as_object()[answer.other_content_type] = {{"schema", answer.schema}};
    if (answer.created_uid)
        success["links"] = links_of(endpoint, operations);
    Object responses{{std::to_string(endpoint.success), std::move(success)}};
    if (answer.etag)
        responses["304"] = {{"description", "Nothing has changed since the answer with this ETag."}};
    for (auto const& refusal : refusals())
        if (can_refuse(refusal.status, operation, question))
            responses[std::to_string(refusal.status)] = reference("responses", refusal.code);
    return responses;
}

std::string_view noun_of(Endpoint const& endpoint) {
    return endpoint.action.substr(0, endpoint.action.find('.'));
}

Object to_object(Operation const& operation, Question const& question, Answer const& answer,
                 std::span<Operation const> operations) {
    auto const& endpoint = operation.endpoint;
    Object object{
        {"operationId", operation.id}, {"summary", endpoint.summary}, {"tags", Array{noun_of(endpoint)}}};
    if (auto const* permission = std::get_if<Permission>(&endpoint.access))
        object["x-gatehouse-permission"] = policy::name(*permission);
    if (operation.of_others)
        object["x-gatehouse-permission-for-others"] = policy::name(*operation.of_others);
    object["security"] = security_of(endpoint.access);
    if (auto parameters = parameters_of(endpoint, question, answer); !parameters.empty())
        object["parameters"] = std::move(parameters);
    if (question.body)
        object["requestBody"] = {{"required", question.body_required},
                                 {"content", {{"application/json", {{"schema", *question.body}}}}}};
    object["responses"] = responses_of(operation, question, answer, operations);
    return object;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    return out;
}

}  // namespace

std::string openapi(std::span<Operation const> operations) {
    json::Schemas schemas;
    schemas.encoded<Problem>();
    schemas.encoded<Permission>();
    std::vector<Answer> answers;
    for (auto const& operation : operations)
        answers.push_back(operation.answer(schemas));

    std::map<std::string_view, Object> paths;
    std::map<std::string_view, Value> tags;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        auto const& endpoint = operations[i].endpoint;
        auto const question = operations[i].question(schemas);
        paths[endpoint.path][lower(name(endpoint.method))] =
            to_object(operations[i], question, answers[i], operations);
        tags[noun_of(endpoint)] = {{"name", noun_of(endpoint)}};
    }

    Object document{{"openapi", "3.1.0"},
                    {"info",
                     {{"title", "Gatehouse"},
                      {"version", "v1"},
                      {"description", about},
                      {"license", {{"name", "Apache 2.0"}, {"identifier", "Apache-2.0"}}}}},
                    {"servers", Array{Object{{"url", "/"}}}}};
    auto& named_tags = document["tags"].emplace_array();
    for (auto const& [noun, tag] : tags)
        named_tags.push_back(tag);
    auto& all_paths = document["paths"].emplace_object();
    for (auto const& [path, item] : paths)
        all_paths[path] = item;
    document["components"] = components(schemas);
    return json::pretty(document);
}

}  // namespace gatehouse::contract
