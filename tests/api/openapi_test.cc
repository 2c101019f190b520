#include <cstdlib>
#include <gmock/gmock.h>

#include "base/files.h"
#include "http/router.h"
#include "tests/support/test_house.h"

// That every answer of every test keeps to the document is seen to by TestHouse::send.
namespace gatehouse::test {
namespace {

constexpr char golden[] = "docs/reference/openapi.json";  // tests run in the repository's root

TEST(OpenApi, is_the_committed_reference_and_a_change_of_the_api_a_visible_diff) {
    TestHouse house;
    auto const served = house.anyone().get("/v1/openapi.json").body;

    if (std::getenv("GATEHOUSE_RENEW"))
        write_file_atomically(golden, served, 0644);

    EXPECT_EQ(read_file(golden).value_or(""), served)
        << "If the API was meant to change, run ./dev openapi and commit what it writes.";
}

TEST(OpenApi, is_answered_once_to_who_shows_its_etag) {
    TestHouse house;
    auto const first = house.anyone().get("/v1/openapi.json");
    auto const again = house.anyone().with("If-None-Match", first.header("ETag")).get("/v1/openapi.json");
    auto const other = house.anyone().with("If-None-Match", "\"older\"").get("/v1/openapi.json");

    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(other.status, 200);
    EXPECT_EQ(other.body, first.body);
}

TEST(OpenApi, tells_of_everything_that_is_served) {
    TestHouse house;
    auto const document = house.anyone().get("/v1/openapi.json").body;

    for (auto const& operation : house.router().operations())
        EXPECT_THAT(document, testing::HasSubstr("\"operationId\": \"" + operation.id + "\""));
}

}  // namespace
}  // namespace gatehouse::test
