#include <gmock/gmock.h>

#include "json/json.h"

namespace gatehouse::json {
namespace {

enum class Colour { red, dark_blue };

struct Wheel {
    std::string tyre;
    int inches = 0;
};
BOOST_DESCRIBE_STRUCT(Wheel, (), (tyre, inches))

struct Vehicle {
    std::string plate;
};
BOOST_DESCRIBE_STRUCT(Vehicle, (), (plate))

struct Car : Vehicle {
    UserUid owner;
    Colour colour = Colour::red;
    Wheel spare;
    std::vector<Wheel> wheels;
    std::map<std::string, std::string> labels;
    std::optional<std::string> nickname;
    std::optional<Wheel> trailer;
    bool electric = false;
};
BOOST_DESCRIBE_STRUCT(Car, (Vehicle), (owner, colour, spare, wheels, labels, nickname, trailer, electric))

struct Numbers {
    std::int64_t wide = 0;
    int narrow = 0;
};
BOOST_DESCRIBE_STRUCT(Numbers, (), (wide, narrow))

struct When {
    Time at{};
};
BOOST_DESCRIBE_STRUCT(When, (), (at))

struct Edit {
    Patch<std::string> note;
    Patch<Time> until;
    Patch<std::vector<std::string>> logins;
};
BOOST_DESCRIBE_STRUCT(Edit, (), (note, until, logins))

struct Odd {
    std::map<std::string, int> counts;
};
BOOST_DESCRIBE_STRUCT(Odd, (), (counts))

struct Filter {
    std::string uid;
    bool force = false;
    int limit = 50;
};
BOOST_DESCRIBE_STRUCT(Filter, (), (uid, force, limit))

}  // namespace
}  // namespace gatehouse::json

namespace gatehouse {
template <>
inline constexpr std::pair<json::Colour, std::string_view> enum_names<json::Colour>[] = {
    {json::Colour::red, "red"}, {json::Colour::dark_blue, "dark-blue"}};
}  // namespace gatehouse

namespace gatehouse::json {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

constexpr char a_car[] = R"({"plate":"B-GH 1","owner":"ada","colour":"dark-blue",
    "spare":{"tyre":"summer","inches":17},"wheels":[{"tyre":"winter","inches":16}],"labels":{"fleet":"north"},
    "nickname":"Blue","trailer":{"tyre":"all","inches":13},"electric":true})";

/// The car with one member written differently.
std::string car_with(std::string const& old_text, std::string const& new_text) {
    std::string text = a_car;
    auto const at = text.find(old_text);
    EXPECT_NE(at, std::string::npos) << old_text;
    return text.replace(at, old_text.size(), new_text);
}

template <class T>
Error refusal(std::string_view text, Parameters const& parameters = {}) {
    auto const result = decode<T>(text, parameters);
    EXPECT_FALSE(result.has_value()) << text;
    return result ? Error{} : result.error();
}

TEST(Decode, reads_every_member_and_those_of_the_base) {
    auto const car = decode<Car>(a_car).value();

    EXPECT_EQ(car.plate, "B-GH 1");
    EXPECT_EQ(car.owner, UserUid("ada"));
    EXPECT_EQ(car.colour, Colour::dark_blue);
    EXPECT_EQ(car.spare.tyre, "summer");
    EXPECT_EQ(car.spare.inches, 17);
    ASSERT_EQ(car.wheels.size(), 1U);
    EXPECT_EQ(car.wheels[0].inches, 16);
    EXPECT_THAT(car.labels, ElementsAre(Pair("fleet", "north")));
    EXPECT_EQ(car.nickname, "Blue");
    ASSERT_TRUE(car.trailer);
    EXPECT_EQ(car.trailer->inches, 13);
    EXPECT_TRUE(car.electric);
}

TEST(Decode, a_missing_member_is_named_by_its_json_pointer) {
    auto const error = refusal<Car>(car_with(R"("tyre":"summer",)", ""));

    EXPECT_EQ(error.code, Code::invalid);
    EXPECT_EQ(error.field, "/spare/tyre");
    EXPECT_THAT(error.message, HasSubstr("missing"));
}

TEST(Decode, a_missing_object_is_named_too) {
    EXPECT_EQ(refusal<Car>(car_with(R"("spare":{"tyre":"summer","inches":17},)", "")).field, "/spare");
}

TEST(Decode, an_empty_body_is_an_empty_object) { EXPECT_EQ(refusal<Car>("").field, "/plate"); }

TEST(Decode, a_null_where_a_text_is_needed_is_refused) {
    auto const error = refusal<Car>(car_with(R"("B-GH 1")", "null"));

    EXPECT_EQ(error.field, "/plate");
    EXPECT_THAT(error.message, HasSubstr("not null"));
}

TEST(Decode, lists_maps_optionals_and_flags_may_be_absent_or_null) {
    auto const absent =
        decode<Car>(R"({"plate":"1","owner":"ada","colour":"red","spare":{"tyre":"x","inches":1}})").value();
    auto const nulls = decode<Car>(
                           R"({"plate":"1","owner":"ada","colour":"red","spare":{"tyre":"x","inches":1},
            "wheels":null,"labels":null,"nickname":null,"trailer":null,"electric":null})")
                           .value();

    for (auto const& car : {absent, nulls}) {
        EXPECT_THAT(car.wheels, IsEmpty());
        EXPECT_THAT(car.labels, IsEmpty());
        EXPECT_EQ(car.nickname, std::nullopt);
        EXPECT_FALSE(car.trailer);
        EXPECT_FALSE(car.electric);
    }
}

TEST(Decode, unknown_members_are_ignored_at_every_depth) {
    auto const text =
        car_with(R"("tyre":"summer")", R"("creationTimestamp":"0001-01-01T00:00:00.000Z","tyre":"summer")");

    EXPECT_TRUE(decode<Car>(car_with(R"({"plate")", R"({"sort":null,"plate")")).has_value());
    EXPECT_TRUE(decode<Car>(text).has_value());
}

struct WrongType {
    char const* member;
    char const* instead;
    char const* pointer;
};
void PrintTo(WrongType const& wrong, std::ostream* out) { *out << wrong.instead; }
class DecodeWrongType : public testing::TestWithParam<WrongType> {};

TEST_P(DecodeWrongType, is_refused_with_the_pointer_and_without_the_value) {
    auto const error = refusal<Car>(car_with(GetParam().member, GetParam().instead));

    EXPECT_EQ(error.code, Code::invalid);
    EXPECT_EQ(error.field, GetParam().pointer);
    EXPECT_THAT(error.message, HasSubstr(GetParam().pointer));
    EXPECT_THAT(error.message, Not(HasSubstr("4711")));  // a value may be a secret
}

INSTANTIATE_TEST_SUITE_P(
    Each, DecodeWrongType,
    testing::Values(WrongType{R"("plate":"B-GH 1")", R"("plate":4711)", "/plate"},
                    WrongType{R"("plate":"B-GH 1")", R"("plate":["4711"])", "/plate"},
                    WrongType{R"("owner":"ada")", R"("owner":{"uid":"4711"})", "/owner"},
                    WrongType{R"("colour":"dark-blue")", R"("colour":"4711")", "/colour"},
                    WrongType{R"("colour":"dark-blue")", R"("colour":4711)", "/colour"},
                    WrongType{R"("inches":17)", R"("inches":"4711")", "/spare/inches"},
                    WrongType{R"("inches":17)", R"("inches":4711.5)", "/spare/inches"},
                    WrongType{R"("inches":17)", R"("inches":null)", "/spare/inches"},
                    WrongType{R"("inches":16)", R"("inches":true)", "/wheels/0/inches"},
                    WrongType{R"("wheels":[)", R"("wheels":"4711","rest":[)", "/wheels"},
                    WrongType{R"([{"tyre":"winter","inches":16}])", R"([{"tyre":"w","inches":1},"4711"])",
                              "/wheels/1"},
                    WrongType{R"({"fleet":"north"})", R"(["4711"])", "/labels"},
                    WrongType{R"({"fleet":"north"})", R"({"a/b~c":4711})", "/labels/a~1b~0c"},
                    WrongType{R"("nickname":"Blue")", R"("nickname":4711)", "/nickname"},
                    WrongType{R"("inches":13)", R"("inches":"13")", "/trailer/inches"},
                    WrongType{R"("electric":true)", R"("electric":4711)", "/electric"},
                    WrongType{R"("electric":true)", R"("electric":"true")", "/electric"}));

TEST(Decode, a_body_that_is_no_object_is_refused_as_the_body) {
    for (auto const* text : {"[]", "null", "7", R"("text")", "true"}) {
        auto const error = refusal<Car>(text);
        EXPECT_EQ(error.field, "");
        EXPECT_THAT(error.message, HasSubstr("the body must be an object")) << text;
    }
}

TEST(Decode, what_is_not_json_is_refused) {
    for (auto const* text : {"{", "{}}", "{'a':1}", "{\"a\":1,}", "nul", "{\"a\":01}", "\xEF\xBB\xBF{}",
                             "{\"a\":NaN}", "// c\n{}", "{\"plate\":\"a\nb\"}"}) {
        auto const error = refusal<Car>(text);
        EXPECT_EQ(error.code, Code::invalid);
        EXPECT_THAT(error.message, HasSubstr("not valid JSON")) << text;
    }
}

TEST(Decode, invalid_utf8_is_not_json) {
    for (std::string const bytes : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"})
        EXPECT_THAT(refusal<Vehicle>("{\"plate\":\"" + bytes + "\"}").message, HasSubstr("not valid JSON"));
}

TEST(Decode, escapes_become_the_characters_they_name) {
    EXPECT_EQ(decode<Vehicle>(R"({"plate":"\u00e4\ud83d\ude97\n\"\\\u0000z"})")->plate,
              std::string("\xc3\xa4\xf0\x9f\x9a\x97\n\"\\\0z", 11));
}

TEST(Decode, a_lone_surrogate_is_not_json) {
    EXPECT_THAT(refusal<Vehicle>(R"({"plate":"\ud83d"})").message, HasSubstr("not valid JSON"));
}

TEST(Decode, a_bomb_of_brackets_is_refused_where_it_gets_too_deep) {
    auto const nested = [](int depth) {
        return R"({"plate":"x","junk":)" + std::string(std::size_t(depth), '[') +
               std::string(std::size_t(depth), ']') + "}";
    };

    EXPECT_TRUE(decode<Vehicle>(nested(10)).has_value());
    EXPECT_THAT(refusal<Vehicle>(nested(40)).message, HasSubstr("not valid JSON"));
    EXPECT_THAT(refusal<Vehicle>(nested(100'000)).message, HasSubstr("not valid JSON"));
}

struct Kept {
    Verbatim changes;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (changes))

TEST(Decode, json_that_is_kept_means_what_it_meant) {
    EXPECT_EQ(decode<Kept>(R"({"changes": {"before": null, "after": ["x", 1]}})")->changes.text,
              R"({"before":null,"after":["x",1]})");
}

TEST(Decode, of_two_members_with_one_name_the_last_counts) {
    EXPECT_EQ(decode<Vehicle>(R"({"plate":"first","plate":"last"})")->plate, "last");
    EXPECT_EQ(refusal<Vehicle>(R"({"plate":"first","plate":7})").field, "/plate");
}

TEST(Decode, integers_keep_every_value_of_their_type_and_refuse_the_next) {
    auto const ends = decode<Numbers>(R"({"wide":-9223372036854775808,"narrow":2147483647})").value();
    EXPECT_EQ(ends.wide, std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(ends.narrow, std::numeric_limits<int>::max());

    EXPECT_EQ(refusal<Numbers>(R"({"wide":1,"narrow":2147483648})").field, "/narrow");
    EXPECT_EQ(refusal<Numbers>(R"({"wide":1,"narrow":-2147483649})").field, "/narrow");
    EXPECT_EQ(refusal<Numbers>(R"({"wide":9223372036854775808,"narrow":1})").field, "/wide");
    EXPECT_EQ(refusal<Numbers>(R"({"wide":-9223372036854775809,"narrow":1})").field, "/wide");
    EXPECT_EQ(refusal<Numbers>(R"({"wide":1e400,"narrow":1})").code, Code::invalid);
    EXPECT_THAT(refusal<Numbers>(R"({"wide":1,"narrow":2147483648})").message,
                HasSubstr("a whole number from -2147483648 to 2147483647"));
}

TEST(Decode, an_unknown_word_is_answered_with_the_known_ones) {
    auto const error = refusal<Car>(car_with("dark-blue", "Red"));

    EXPECT_THAT(error.message, HasSubstr("red, dark-blue"));
}

TEST(Decode, reads_times_in_any_offset_and_refuses_what_is_none) {
    using namespace std::chrono;
    Time const noon = Time{sys_days(2030y / January / 31)} + 12h;

    EXPECT_EQ(decode<When>(R"({"at":"2030-01-31T12:00:00.000Z"})")->at, noon);
    EXPECT_EQ(decode<When>(R"({"at":"2030-01-31T13:00:00+01:00"})")->at, noon);
    EXPECT_EQ(decode<When>(R"({"at":"2030-01-31T12:00:00.123456Z"})")->at, noon + 123456us);
    for (auto const* text : {"", "2030-01-31", "2030-02-30T00:00:00Z", "2030-01-31T12:00:00", "tomorrow",
                             "2030-01-31T24:00:00Z", "02030-01-31T12:00:00Z", "2030-01-31T12:00:00Zjunk"}) {
        auto const error = refusal<When>(fmt::format(R"({{"at":"{}"}})", text));
        EXPECT_EQ(error.field, "/at") << text;
        EXPECT_THAT(error.message, HasSubstr("2030-01-31T18:00:00Z")) << text;
    }
    EXPECT_EQ(refusal<When>(R"({"at":1893499200})").field, "/at");
}

TEST(Decode, the_zero_time_that_go_always_sends_is_a_time) {
    EXPECT_EQ(to_rfc3339(decode<When>(R"({"at":"0001-01-01T00:00:00.000Z"})")->at),
              "0001-01-01T00:00:00.000Z");
}

TEST(Patch, tells_absent_null_and_value_apart) {
    auto const absent = decode<Edit>("{}").value();
    auto const null = decode<Edit>(R"({"note":null,"until":null,"logins":null})").value();
    auto const value = decode<Edit>(R"({"note":"new","logins":["ops"]})").value();

    EXPECT_FALSE(absent.note.given());
    EXPECT_EQ(absent.note.over("old"), "old");
    EXPECT_TRUE(null.note.given());
    EXPECT_EQ(null.note.value(), std::nullopt);
    EXPECT_EQ(null.note.over("old"), "");
    EXPECT_TRUE(null.until.given());
    EXPECT_EQ(null.until.value(), std::nullopt);
    EXPECT_THAT(null.logins.over({"root"}), IsEmpty());
    EXPECT_EQ(value.note.over("old"), "new");
    EXPECT_THAT(value.logins.over({"root"}), ElementsAre("ops"));
}

TEST(Patch, an_empty_list_is_a_value) {
    auto const edit = decode<Edit>(R"({"logins":[]})").value();

    EXPECT_TRUE(edit.logins.given());
    EXPECT_TRUE(edit.logins.value().has_value());
    EXPECT_THAT(edit.logins.over({"root"}), IsEmpty());
}

TEST(Patch, a_wrong_type_is_refused_with_its_place) {
    EXPECT_EQ(refusal<Edit>(R"({"note":7})").field, "/note");
    EXPECT_EQ(refusal<Edit>(R"({"logins":["ops",7]})").field, "/logins/1");
}

TEST(Decode, values_of_maps_are_checked) {
    EXPECT_EQ(refusal<Odd>(R"({"counts":{"a":1,"b":"2"}})").field, "/counts/b");
}

TEST(Parameters, lie_over_the_body_and_are_read_as_the_member_s_type) {
    auto const filter = decode<Filter>(R"({"uid":"body","force":false,"limit":1})",
                                       {{"uid", "path"}, {"force", "true"}, {"limit", "7"}})
                            .value();

    EXPECT_EQ(filter.uid, "path");
    EXPECT_TRUE(filter.force);
    EXPECT_EQ(filter.limit, 7);
}

struct Page {
    std::optional<int> limit;
    std::optional<std::string> continue_;
};
BOOST_DESCRIBE_STRUCT(Page, (), (limit, continue_))

TEST(Parameters, may_be_left_out_and_may_be_called_as_no_member_of_cpp_can_be) {
    EXPECT_FALSE(decode<Page>("")->limit);
    auto const page = decode<Page>("", {{"limit", "7"}, {"continue", "here"}}).value();
    EXPECT_EQ(page.limit, 7);
    EXPECT_EQ(page.continue_, "here");
    EXPECT_EQ(encode(page), R"({"limit":7,"continue":"here"})");
    EXPECT_EQ(refusal<Page>("", {{"limit", "many"}}).field, "/limit");
}

TEST(Parameters, the_first_of_one_name_counts_so_that_a_query_cannot_replace_the_path) {
    EXPECT_EQ(decode<Filter>("", {{"uid", "path"}, {"uid", "query"}, {"limit", "1"}})->uid, "path");
}

TEST(Parameters, a_uid_that_looks_like_a_number_or_a_flag_stays_text) {
    EXPECT_EQ(decode<Filter>("", {{"uid", "007"}, {"limit", "1"}})->uid, "007");
    EXPECT_EQ(decode<Filter>("", {{"uid", "true"}, {"limit", "1"}})->uid, "true");
}

TEST(Parameters, that_do_not_fit_are_refused_by_name) {
    EXPECT_EQ(refusal<Filter>("", {{"uid", "x"}, {"force", "maybe"}, {"limit", "1"}}).field, "/force");
    EXPECT_EQ(refusal<Filter>("", {{"uid", "x"}, {"force", "true"}, {"limit", "many"}}).field, "/limit");
    EXPECT_EQ(refusal<Filter>("", {{"uid", "x"}, {"limit", "2147483648"}}).field, "/limit");
}

TEST(Parameters, that_no_member_takes_are_ignored) {
    EXPECT_TRUE(decode<Vehicle>(R"({"plate":"x"})", {{"orderBy", "metadata.name=1"}}).has_value());
}

}  // namespace
}  // namespace gatehouse::json
