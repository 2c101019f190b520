#include "client/problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gatehouse::client {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Problem, carries_everything_that_the_console_said) {
    auto const error = to_error({.status = 409,
                                 .body = R"({"code":"Conflict","message":"It has nodes.","ref":"r1",
                                             "details":{"field":"/metadata/name","rule":"NODES","other":"u1",
                                                        "items":["edge-1"]}})",
                                 .retry_after_seconds = 7},
                                "https://console");

    EXPECT_EQ(error.code, Code::conflict);
    EXPECT_EQ(error.message, "It has nodes.");
    EXPECT_EQ(error.field, "/metadata/name");
    EXPECT_EQ(error.rule, "NODES");
    EXPECT_EQ(error.other, "u1");
    EXPECT_THAT(error.items, ElementsAre("edge-1"));
    EXPECT_EQ(error.retry_after_seconds, 7);
}

TEST(Problem, may_come_without_details) {
    auto const error =
        to_error({.status = 401, .body = R"({"code":"Unauthenticated","message":"Who?"})"}, "");

    EXPECT_EQ(error.code, Code::unauthenticated);
    EXPECT_EQ(error.message, "Who?");
}

TEST(Problem, of_a_stranger_says_that_somebody_else_answered) {
    for (auto const* body :
         {"<html>Bad Gateway</html>", "", "{}", R"({"code":"Teapot","message":"short"})"}) {
        auto const error = to_error({.status = 502, .body = body}, "https://console");

        EXPECT_EQ(error.code, Code::unavailable);
        EXPECT_THAT(error.message, HasSubstr("https://console answered with status 502"));
    }
}

}  // namespace
}  // namespace gatehouse::client
