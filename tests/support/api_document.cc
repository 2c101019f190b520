#include "tests/support/api_document.h"

#include <algorithm>

#include "base/text.h"
#include "tests/support/schema_check.h"

namespace gatehouse::test {

namespace {

namespace js = boost::json;

std::string key_of(std::string_view method) {
    if (method == "HEAD")
        return "get";
    std::string key(method);
    for (auto& c : key)
        c = char(std::tolower(static_cast<unsigned char>(c)));
    return key;
}

/// How many steps of the path are parameters; nothing where it is another path.
std::optional<int> parameters_in(std::string_view pattern, std::string_view path) {
    auto const wanted = split(pattern, '/');
    auto const found = split(path, '/');
    if (wanted.size() != found.size())
        return std::nullopt;
    int parameters = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (wanted[i].starts_with('{'))
            ++parameters;
        else if (wanted[i] != found[i])
            return std::nullopt;
    return parameters;
}

void check_body(js::value const& document, std::string const& body, js::value const& schema,
                SchemaCheck::Members members, std::vector<std::string>& complaints) {
    js::error_code broken;
    auto const value = js::parse(body, broken);
    if (broken)
        return complaints.push_back("the body is not JSON");
    SchemaCheck check(document, members);
    check.check(value, schema);
    complaints.insert(complaints.end(), check.complaints.begin(), check.complaints.end());
}

}  // namespace

js::object const* ApiDocument::operation(http::Request const& request) const {
    js::object const* best = nullptr;
    int fewest = 0;
    for (auto const& [pattern, methods] : document_.at("paths").as_object()) {
        auto const parameters = parameters_in(pattern, request.path);
        auto const* here = methods.as_object().if_contains(key_of(request.method));
        if (parameters && here && (!best || *parameters < fewest)) {
            best = &here->as_object();
            fewest = *parameters;
        }
    }
    return best;
}

js::value const& ApiDocument::resolved(js::value const& part) const {
    auto const* reference = part.as_object().if_contains("$ref");
    return reference ? document_.at_pointer(std::string(reference->as_string()).substr(1)) : part;
}

void ApiDocument::check_answer(js::object const& operation, http::Response const& response,
                               std::vector<std::string>& complaints) const {
    auto const* known = operation.at("responses").as_object().if_contains(std::to_string(response.status));
    if (!known)
        return complaints.push_back(fmt::format("the status {} is not in the document", response.status));
    auto const* content = resolved(*known).as_object().if_contains("content");
    if (!content) {
        if (!response.body.empty())
            complaints.push_back("there is a body, and the document tells of none");
        return;
    }
    auto const* media = content->as_object().if_contains(response.content_type);
    if (!media)
        return complaints.push_back(
            fmt::format("the media type {} is not in the document", response.content_type));
    if (response.content_type == "application/json")
        check_body(document_, response.body, media->at("schema"), SchemaCheck::Members::closed, complaints);
}

void ApiDocument::check_request(js::object const& operation, http::Request const& request,
                                std::vector<std::string>& complaints) const {
    auto const* body = operation.if_contains("requestBody");
    if (!body)
        return;
    if (!request.body.empty())
        check_body(document_, request.body, body->at_pointer("/content/application~1json/schema"),
                   SchemaCheck::Members::open, complaints);
    else if (body->at("required").as_bool())
        complaints.push_back("a body is required, and the server took a request without");
}

std::vector<std::string> ApiDocument::complaints(http::Request const& request,
                                                 http::Response const& response) const {
    std::vector<std::string> complaints;
    if (auto const* known = operation(request)) {
        check_answer(*known, response, complaints);
        if (response.status < 300)
            check_request(*known, request, complaints);
    } else {
        if (response.status != 404 && response.status != 405)
            complaints.push_back("the document does not tell of this path and method");
        check_body(document_, response.body, document_.at_pointer("/components/schemas/Problem"),
                   SchemaCheck::Members::closed, complaints);
    }
    return complaints;
}

}  // namespace gatehouse::test
