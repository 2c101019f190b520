#include <gmock/gmock.h>

#include "json/json.h"

namespace gatehouse::json {
namespace {

enum class Light { red, green };

struct Inner {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name))

struct Outer : Inner {
    NodeUid uid;
    bool on = false;
    std::int64_t count = 0;
    Time at{};
    std::optional<Inner> maybe;
    std::vector<Inner> many;
    std::map<std::string, std::string> labels;
};
BOOST_DESCRIBE_STRUCT(Outer, (Inner), (uid, on, count, at, maybe, many, labels))

struct Signal {
    Light light = Light::green;
};
BOOST_DESCRIBE_STRUCT(Signal, (), (light))

}  // namespace
}  // namespace gatehouse::json

namespace gatehouse {
template <>
inline constexpr std::pair<json::Light, std::string_view> enum_names<json::Light>[] = {
    {json::Light::red, "red"}, {json::Light::green, "deep-green"}};
}  // namespace gatehouse

namespace gatehouse::json {
namespace {

TEST(Encode, writes_members_in_the_order_of_their_description_and_lists_that_are_never_null) {
    Outer empty;
    empty.name = "n";
    empty.uid = NodeUid("u");

    EXPECT_EQ(encode(empty), R"({"name":"n","uid":"u","on":false,"count":0,"at":"1970-01-01T00:00:00.000Z",)"
                             R"("maybe":null,"many":[],"labels":{}})");
}

struct Kept {
    Verbatim changes;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (changes))

struct Change {
    Patch<std::string> left_alone;
    Patch<std::string> cleared{std::nullopt};
    Patch<std::string> replaced{"new"};
};
BOOST_DESCRIBE_STRUCT(Change, (), (left_alone, cleared, replaced))

TEST(Encode, leaves_out_what_a_change_leaves_alone) {
    EXPECT_EQ(encode(Change{}), R"({"cleared":null,"replaced":"new"})");
}

TEST(Encode, leaves_out_the_members_that_travel_elsewhere) {
    Inner inner{"n"};

    EXPECT_EQ(encode_without(std::vector<std::string>{"name"}, inner), "{}");
    EXPECT_EQ(encode_without(std::vector<std::string>{"cleared"}, Change{}), R"({"replaced":"new"})");
}

TEST(Encode, writes_json_that_was_kept_as_it_is) {
    EXPECT_EQ(encode(Kept{{R"({"before":null})"}}), R"({"changes":{"before":null}})");
    EXPECT_EQ(encode(Kept{}), R"({"changes":null})");
}

TEST(Encode, writes_what_is_there) {
    Outer full;
    full.on = true;
    full.count = -9007199254740993;
    full.maybe = Inner{"m"};
    full.many = {{"a"}, {"b"}};
    full.labels = {{"team", "edge"}, {"zone", "1"}};

    auto const text = encode(full);

    EXPECT_THAT(text, testing::HasSubstr(R"("on":true,"count":-9007199254740993)"));
    EXPECT_THAT(text, testing::HasSubstr(R"("maybe":{"name":"m"},"many":[{"name":"a"},{"name":"b"}])"));
    EXPECT_THAT(text, testing::HasSubstr(R"("labels":{"team":"edge","zone":"1"})"));
}

TEST(Encode, writes_enums_by_their_wire_name) { EXPECT_EQ(encode(Signal{}), R"({"light":"deep-green"})"); }

TEST(Encode, escapes_what_json_and_html_would_read_otherwise) {
    EXPECT_EQ(encode(std::string("a\"b\\c\n\r\t\x01\x1f\x7f")), R"("a\"b\\c\n\r\t\u0001\u001f\u007f")");
    EXPECT_EQ(encode(std::string("</script>")), R"("\u003c/script\u003e")");
    EXPECT_EQ(encode(std::string("nul\0l", 5)), R"("nul\u0000l")");
    EXPECT_EQ(encode(std::string("ä🚗")), "\"ä🚗\"");
}

TEST(Encode, member_names_of_maps_are_escaped_as_well) {
    EXPECT_EQ(encode(std::map<std::string, std::string>{{"a\"b", "<"}}), R"({"a\"b":"\u003c"})");
}

TEST(Encode, times_are_utc_with_milliseconds) {
    EXPECT_EQ(encode(*parse_rfc3339("2030-01-31T18:00:00.123999+01:00")), R"("2030-01-31T17:00:00.123Z")");
}

TEST(Encode, what_was_encoded_decodes_to_the_same_text) {
    std::string every;
    for (int c = 1; c < 128; ++c)
        every += char(c);
    Inner const wild{every + "\xf0\x9f\x9a\x97"};

    EXPECT_EQ(decode<Inner>(encode(wild))->name, wild.name);
}

}  // namespace
}  // namespace gatehouse::json
