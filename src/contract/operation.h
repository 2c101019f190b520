#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "contract/endpoint.h"
#include "json/schema.h"

namespace gatehouse::contract {

/// What travels where in a request.
struct Question {
    struct Parameter {
        std::string name;
        json::Value schema;
        bool required;
    };
    std::vector<Parameter> path;
    std::vector<Parameter> query;
    std::optional<json::Value> body;  ///< its schema
    bool body_required = false;       ///< an empty body is an empty object, and that is refused

    bool empty() const { return path.empty() && query.empty() && !body; }
};

/// What a success carries.
struct Answer {
    std::string content_type;          ///< empty: no body
    std::string other_content_type{};  ///< that the request may ask for; empty: none
    json::Value schema{};
    bool etag = false;         ///< may also be 304
    bool audit_uid = false;    ///< the header AuditUid
    bool created_uid = false;  ///< the member uid, of the new object
};

/// An endpoint with the schemas of its types: what openapi() tells about it.
struct Operation {
    Endpoint endpoint;
    std::string id;                               ///< "createSshKey"
    std::optional<policy::Permission> of_others;  ///< what it takes where the object is another person's
    Answer (*answer)(json::Schemas&);
    Question (*question)(json::Schemas&);
};

namespace detail {

template <class E>
Answer answer_of(json::Schemas& schemas) {
    using Response = typename E::Response;
    Answer answer;
    answer.etag = requires(Response value) { value.etag; };
    answer.audit_uid = requires(Response value) { value.audit_uid; };
    answer.created_uid = E::endpoint.success == 201 && requires(Response value) { value.uid; };
    if constexpr (requires { Response::content_type; }) {
        answer.content_type = Response::content_type;
        if constexpr (requires { Response::other_content_type; })
            answer.other_content_type = Response::other_content_type;
        answer.schema = {{"type", answer.content_type == "application/json" ? "object" : "string"}};
    } else if (E::endpoint.success != 204) {
        answer.content_type = "application/json";
        if constexpr (requires(Response value) { value.bare_items; })
            answer.schema = schemas.encoded<decltype(Response::bare_items)>();
        else if constexpr (boost::describe::has_describe_members<Response>::value)
            answer.schema = schemas.encoded<Response>();
        else
            answer.schema = {{"type", "object"}, {"properties", json::Object{}}};
    }
    return answer;
}

/// A member whose name stands in the path comes from there; the others from the body, or where none is
/// expected from the query.
template <class E>
Question question_of(json::Schemas& schemas) {
    using Request = typename E::Request;
    using Members = boost::describe::describe_members<Request, boost::describe::mod_public |
                                                                   boost::describe::mod_inherited>;
    constexpr bool in_body = has_body(E::endpoint.method);
    auto const in_path = path_parameters(E::endpoint.path);
    Question question;
    bool body_has_members = false;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        using Member = std::remove_cvref_t<decltype(std::declval<Request&>().*member.pointer)>;
        bool const required = !json::may_be_absent<Member>;
        auto const name = std::string(json::wire_name(member.name));
        if (std::ranges::find(in_path, name) != in_path.end())
            question.path.push_back({name, schemas.parameter<Member>(), true});
        else if (!in_body)
            question.query.push_back({name, schemas.parameter<Member>(), required});
        else {
            if constexpr (
                requires { Request::bare_body; } && requires { typename Member::value_type; }) {
                question.body = schemas.list<Member>();
                question.body_required = true;
                return;
            }
            body_has_members = true;
            question.body_required |= required;
        }
    });
    if (question.path.size() != in_path.size())
        throw std::logic_error("a name in the path " + std::string(E::endpoint.path) +
                               " is no member of the request");
    if (body_has_members)
        question.body = schemas.decoded<Request>(in_path);
    return question;
}

}  // namespace detail

template <class E>
Operation operation() {
    auto id = json::name_of_type(json::type_of<E>());
    id[0] = char(id[0] - 'A' + 'a');
    std::optional<policy::Permission> of_others;
    if constexpr (requires { E::of_others; })
        of_others = E::of_others;
    return {E::endpoint, std::move(id), of_others, &detail::answer_of<E>, &detail::question_of<E>};
}

/// The OpenAPI 3.1 document of these operations.
std::string openapi(std::span<Operation const> operations);

}  // namespace gatehouse::contract
