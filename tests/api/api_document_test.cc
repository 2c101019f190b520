#include "tests/support/api_document.h"

#include <gmock/gmock.h>

// What TestHouse::send holds every answer to, held to a small document itself.
namespace gatehouse::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char small[] = R"({
  "paths": {
    "/v1/carts/{uid}": {
      "get": {"responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Cart"}}}},
                            "404": {"$ref": "#/components/responses/Gone"}}},
      "put": {"requestBody": {"required": true, "content": {"application/json": {"schema": {
                "type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}}}},
              "responses": {"204": {"description": "Done."}}}
    },
    "/v1/carts/best": {"get": {"responses": {"204": {"description": "Done."}}}}
  },
  "components": {
    "responses": {"Gone": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
    "schemas": {
      "Problem": {"type": "object", "properties": {"code": {"type": "string"}}, "required": ["code"]},
      "Colour": {"type": "string", "enum": ["red", "green"]},
      "Cart": {"type": "object", "required": ["wheels", "colour"], "properties": {
        "wheels": {"type": "integer", "format": "int32"},
        "colour": {"anyOf": [{"$ref": "#/components/schemas/Colour"}, {"type": "null"}]},
        "built": {"type": ["string", "null"], "format": "date-time"},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "parts": {"type": "array", "items": {"type": "boolean"}},
        "odd": {"multipleOf": 2}}}
    }
  }
})";

std::vector<std::string> complaints(std::string method, std::string path, http::Response response,
                                    std::string sent = "") {
    http::Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.body = std::move(sent);
    return ApiDocument(small).complaints(request, response);
}

std::vector<std::string> about_a_cart(std::string body) {
    return complaints("GET", "/v1/carts/7", {.status = 200, .body = std::move(body)});
}

TEST(ApiDocument, has_nothing_to_say_of_an_answer_that_keeps_to_it) {
    EXPECT_THAT(about_a_cart(R"({"wheels":4,"colour":"red","built":"2030-01-01T00:00:00.000Z",
                                 "labels":{"a":"b"},"parts":[true]})"),
                IsEmpty());
    EXPECT_THAT(about_a_cart(R"({"wheels":4,"colour":null,"built":null})"), IsEmpty());
    EXPECT_THAT(complaints("GET", "/v1/carts/7", {.status = 404, .body = R"({"code":"Gone"})"}), IsEmpty());
    EXPECT_THAT(complaints("GET", "/v1/carts/best", {.status = 204}), IsEmpty());
}

TEST(ApiDocument, complains_of_members_that_are_missing_unknown_or_of_another_kind) {
    EXPECT_THAT(about_a_cart(R"({"wheels":4})"), ElementsAre("/colour is missing"));
    EXPECT_THAT(about_a_cart(R"({"wheels":4,"colour":"red","seats":2})"),
                ElementsAre("/seats is not in the schema"));
    EXPECT_THAT(about_a_cart(R"({"wheels":"4","colour":"red"})"), ElementsAre(HasSubstr("/wheels is")));
    EXPECT_THAT(about_a_cart(R"({"wheels":3000000000,"colour":"red"})"), ElementsAre(HasSubstr("int32")));
    EXPECT_THAT(about_a_cart(R"({"wheels":4,"colour":"blue"})"),
                testing::Contains(HasSubstr("/colour is none of")));
    EXPECT_THAT(about_a_cart(R"({"wheels":4,"colour":"red","built":"today"})"),
                ElementsAre(HasSubstr("date-time")));
    EXPECT_THAT(about_a_cart(R"({"wheels":4,"colour":"red","labels":{"a":1}})"),
                ElementsAre(HasSubstr("/labels/a is")));
    EXPECT_THAT(about_a_cart(R"({"wheels":4,"colour":"red","parts":[true,1]})"),
                ElementsAre(HasSubstr("/parts/1 is")));
}

TEST(ApiDocument, complains_of_statuses_media_types_and_bodies_it_does_not_tell_of) {
    EXPECT_THAT(complaints("GET", "/v1/carts/7", {.status = 409, .body = R"({"code":"Conflict"})"}),
                ElementsAre("the status 409 is not in the document"));
    EXPECT_THAT(complaints("GET", "/v1/carts/7", {.status = 200, .content_type = "text/plain"}),
                ElementsAre(HasSubstr("media type")));
    EXPECT_THAT(complaints("GET", "/v1/carts/best", {.status = 204, .body = "{}"}),
                ElementsAre(HasSubstr("there is a body")));
    EXPECT_THAT(complaints("POST", "/v1/carts/7", {.status = 200, .body = R"({"code":"x"})"}),
                ElementsAre(HasSubstr("path and method")));
}

TEST(ApiDocument, complains_of_a_request_that_was_taken_and_should_not_have_been) {
    EXPECT_THAT(complaints("PUT", "/v1/carts/7", {.status = 204}, R"({"name":"n","more":1})"), IsEmpty());
    EXPECT_THAT(complaints("PUT", "/v1/carts/7", {.status = 204}, R"({"more":1})"),
                ElementsAre("/name is missing"));
    EXPECT_THAT(complaints("PUT", "/v1/carts/7", {.status = 204}), ElementsAre(HasSubstr("required")));
}

TEST(ApiDocument, complains_of_a_keyword_it_does_not_know) {
    EXPECT_THAT(about_a_cart(R"({"wheels":4,"colour":"red","odd":4})"),
                ElementsAre("the keyword multipleOf is not understood"));
}

}  // namespace
}  // namespace gatehouse::test
