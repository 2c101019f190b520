#include "http/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gatehouse::http {
namespace {

using testing::ElementsAre;
using testing::Optional;
using testing::Pair;

TEST(Query, is_decoded_into_names_and_values_in_order) {
    EXPECT_THAT(parse_query("name=two%20words&sort=a+b&path=%2Fv1%2f&name=again"),
                Optional(ElementsAre(Pair("name", "two words"), Pair("sort", "a b"), Pair("path", "/v1/"),
                                     Pair("name", "again"))));
    EXPECT_THAT(parse_query("a%3Db=c=d"), Optional(ElementsAre(Pair("a=b", "c=d"))));
}

TEST(Query, may_lack_values_and_parameters) {
    EXPECT_THAT(parse_query(""), Optional(ElementsAre()));
    EXPECT_THAT(parse_query("&a&&b=&"), Optional(ElementsAre(Pair("a", ""), Pair("b", ""))));
}

TEST(Query, with_a_broken_escape_is_refused) {
    for (auto const* const broken : {"a=%", "a=%4", "a=%zz", "a=%4z", "%=a", "a=1&b=%-1"})
        EXPECT_EQ(parse_query(broken), std::nullopt) << broken;
}

TEST(Target, is_split_into_an_encoded_path_and_a_decoded_query) {
    Request request{.target = "/v1/users/a%2Fb?fields=x%2Cy?z"};
    ASSERT_TRUE(split_target(request));
    EXPECT_EQ(request.path, "/v1/users/a%2Fb");
    EXPECT_THAT(request.query, ElementsAre(Pair("fields", "x,y?z")));
}

TEST(Target, may_be_an_absolute_url) {
    Request request{.target = "https://gatehouse.example.com:8443/v1/health?deep=1"};
    ASSERT_TRUE(split_target(request));
    EXPECT_EQ(request.path, "/v1/health");
    EXPECT_THAT(request.query, ElementsAre(Pair("deep", "1")));
}

TEST(Target, that_is_no_path_is_refused) {
    for (auto const* const target :
         {"*", "gatehouse:443", "v1/users", "", "https://gatehouse", "?a=b", "/v1?a=%"}) {
        Request request{.target = target};
        EXPECT_FALSE(split_target(request)) << target;
    }
}

TEST(Request, finds_headers_without_regard_to_case) {
    Request const request{.headers = {{"Content-Type", "first"}, {"content-type", "second"}}};
    EXPECT_EQ(request.header("CONTENT-TYPE"), "first");
    EXPECT_EQ(request.header("Content-Typ"), "");
}

TEST(Request, finds_query_parameters_without_regard_to_case) {
    Request const request{.query = {{"projectUid", "one"}, {"PROJECTUID", "two"}, {"empty", ""}}};
    EXPECT_EQ(request.query_value("ProjectUID"), "one");
    EXPECT_EQ(request.query_value("empty"), "");
    EXPECT_EQ(request.query_value("absent"), std::nullopt);
}

}  // namespace
}  // namespace gatehouse::http
