#include <gmock/gmock.h>

#include "json/json.h"
#include "json/schema.h"

namespace gatehouse::json {
namespace {

enum class Colour { red, green };

struct Wheel {
    int size = 0;
};
BOOST_DESCRIBE_STRUCT(Wheel, (), (size))

struct Cart {
    NodeUid uid;
    std::string name;
    bool loaded = false;
    std::int64_t grams = 0;
    Time built{};
    Colour colour = Colour::red;
    Wheel spare;
    std::optional<Wheel> fifth;
    std::optional<Colour> trim;
    std::vector<Wheel> wheels;
    std::map<std::string, std::string> labels;
};
BOOST_DESCRIBE_STRUCT(Cart, (), (uid, name, loaded, grams, built, colour, spare, fifth, trim, wheels, labels))

struct Change : Wheel {
    NodeUid uid;
    Patch<std::string> name;
};
BOOST_DESCRIBE_STRUCT(Change, (Wheel), (uid, name))

template <class T>
struct Many {
    std::vector<T> items;
    BOOST_DESCRIBE_CLASS(Many, (), (items), (), ())
};

}  // namespace
}  // namespace gatehouse::json

namespace gatehouse {
template <>
inline constexpr std::pair<json::Colour, std::string_view> enum_names<json::Colour>[] = {
    {json::Colour::red, "red"}, {json::Colour::green, "light-green"}};
}  // namespace gatehouse

namespace gatehouse::json {
namespace {

Value all_of(Schemas const& schemas) { return schemas.all(); }

std::string at(Value const& document, std::string_view pointer) {
    return pretty(document.at_pointer(pointer));
}

TEST(Schema, of_an_answer_requires_every_member_and_knows_null_for_optional_ones_only) {
    Schemas schemas;
    EXPECT_EQ(pretty(schemas.encoded<Cart>()), "{\"$ref\": \"#/components/schemas/Cart\"}\n");

    EXPECT_EQ(pretty(all_of(schemas)), R"({
  "Cart": {
    "type": "object",
    "properties": {
      "uid": {"type": "string", "format": "uid"},
      "name": {"type": "string"},
      "loaded": {"type": "boolean"},
      "grams": {"type": "integer", "format": "int64"},
      "built": {"type": "string", "format": "date-time"},
      "colour": {"$ref": "#/components/schemas/Colour"},
      "spare": {"$ref": "#/components/schemas/Wheel"},
      "fifth": {"anyOf": [{"$ref": "#/components/schemas/Wheel"}, {"type": "null"}]},
      "trim": {"anyOf": [{"$ref": "#/components/schemas/Colour"}, {"type": "null"}]},
      "wheels": {"type": "array", "items": {"$ref": "#/components/schemas/Wheel"}},
      "labels": {"type": "object", "additionalProperties": {"type": "string"}}
    },
    "required": ["uid", "name", "loaded", "grams", "built", "colour", "spare", "fifth", "trim", "wheels", "labels"]
  },
  "Colour": {"type": "string", "enum": ["red", "light-green"]},
  "Wheel": {"type": "object", "properties": {"size": {"type": "integer", "format": "int32"}}, "required": ["size"]}
}
)");
}

// The same objects that decode_test.cc finds taken and refused.
TEST(Schema, of_a_request_lets_be_absent_or_null_what_decode_lets) {
    Schemas schemas;
    schemas.decoded<Cart>();
    auto const cart = all_of(schemas);

    EXPECT_EQ(at(cart, "/Cart/required"),
              "[\"uid\", \"name\", \"grams\", \"built\", \"colour\", \"spare\"]\n");
    EXPECT_EQ(at(cart, "/Cart/properties/name"), "{\"type\": \"string\"}\n");
    EXPECT_EQ(at(cart, "/Cart/properties/loaded/type"), "[\"boolean\", \"null\"]\n");
    EXPECT_EQ(at(cart, "/Cart/properties/wheels/type"), "[\"array\", \"null\"]\n");
    EXPECT_EQ(at(cart, "/Cart/properties/labels/type"), "[\"object\", \"null\"]\n");
    EXPECT_EQ(at(cart, "/Cart/properties/fifth/anyOf/1"), "{\"type\": \"null\"}\n");
}

TEST(Schema, of_an_update_holds_what_is_inherited_and_leaves_out_what_the_path_tells) {
    Schemas schemas;
    schemas.decoded<Change>({"uid"});

    EXPECT_EQ(pretty(all_of(schemas).at("Change")), R"({
  "type": "object",
  "properties": {"size": {"type": "integer", "format": "int32"}, "name": {"type": ["string", "null"]}},
  "required": ["size"]
}
)");
}

TEST(Schema, of_a_struct_that_travels_both_ways_has_a_name_for_each) {
    Schemas schemas;
    schemas.encoded<Many<Cart>>();

    EXPECT_EQ(pretty(schemas.decoded<Cart>()), "{\"$ref\": \"#/components/schemas/CartInput\"}\n");
    EXPECT_TRUE(schemas.all().contains("CartMany"));
    EXPECT_EQ(at(all_of(schemas), "/CartInput/properties/spare/$ref"),
              "\"#/components/schemas/WheelInput\"\n");
    EXPECT_EQ(at(all_of(schemas), "/CartInput/properties/colour/$ref"), "\"#/components/schemas/Colour\"\n");
}

TEST(Schema, of_an_answer_asked_for_after_the_request_s_is_refused_for_its_name_is_taken) {
    Schemas schemas;
    schemas.decoded<Wheel>();

    EXPECT_THROW(schemas.encoded<Wheel>(), std::logic_error);
}

TEST(Schema, of_a_parameter_is_that_of_the_value_never_null) {
    Schemas schemas;

    EXPECT_EQ(pretty(schemas.parameter<std::optional<int>>()),
              "{\"type\": \"integer\", \"format\": \"int32\"}\n");
    EXPECT_EQ(pretty(schemas.parameter<bool>()), "{\"type\": \"boolean\"}\n");
}

TEST(Schema, names_types_without_their_namespaces_and_what_is_inside_first) {
    EXPECT_EQ(name_of_type("gatehouse::contract::CreateSshKey::Request"), "CreateSshKeyRequest");
    EXPECT_EQ(name_of_type("gatehouse::contract::Items<gatehouse::contract::SshKey>"), "SshKeyItems");
}

TEST(Pretty, writes_what_fits_a_line_on_one_and_breaks_the_rest) {
    std::string const long_text(100, 'x');

    EXPECT_EQ(pretty({{"a", 1}, {"b", {true, nullptr, "<\n"}}, {"c", Object{}}}),
              "{\"a\": 1, \"b\": [true, null, \"\\u003c\\n\"], \"c\": {}}\n");
    EXPECT_EQ(pretty({{"a", 1}, {"b", {long_text}}}),
              "{\n  \"a\": 1,\n  \"b\": [\"" + long_text + "\"]\n}\n");
}

}  // namespace
}  // namespace gatehouse::json
