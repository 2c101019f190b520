#include <gmock/gmock.h>

#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

constexpr char api_keys[] = "/v1/apiKeys";

std::string body(std::string const& name, std::string const& spec = "{}") {
    return R"({"metadata":{"name":)" + quoted(name) + R"(},"spec":)" + spec + "}";
}
std::string for_user(UserUid const& user) { return R"({"userUid":)" + quoted(user.str()) + "}"; }
std::string at(std::string const& uid, std::string const& rest = "") {
    return std::string(api_keys) + "/" + uid + rest;
}

class ApiKeysApi : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    Person const vera = a_user("vera").with("project-viewer", in(edge)).sign_in(house);
    Person const uma = a_user("uma").with("tenant-user-admin", in_tenant()).sign_in(house);

    Visitor by(Answer const& made) { return house.anyone().with("ApiKey", made.at("/apiKey")); }
    int status_by(Answer const& made) { return by(made).get("/v1/users/info").status; }
};

TEST_F(ApiKeysApi, a_key_is_shown_once_and_opens_what_its_user_may) {
    auto const made = vera.post(api_keys, body("terraform"));

    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_THAT(made.at("/apiKey"), MatchesRegex("ghk_[0-9A-Za-z]{49}"));
    EXPECT_FALSE(made.header("AuditUid").empty());
    EXPECT_EQ(by(made).get("/v1/users/info").at("/userUid"), vera.uid.str());
    EXPECT_EQ(by(made).in(edge).get("/v1/clusters").status, 200);
    EXPECT_EQ(by(made)
                  .in(edge)
                  .post("/v1/clusters",
                        R"({"metadata":{"name":"c"},"spec":{"environment":"edge","logins":["ops"]}})")
                  .status,
              403);
    EXPECT_EQ(vera.get(at(made.uid())).at("/spec/key"), "");
    EXPECT_THAT(house.stored_bytes(), Not(HasSubstr(made.at("/apiKey").substr(4))));
    EXPECT_THAT(house.stored_bytes(), HasSubstr(made.uid())) << "or this test proves nothing";
}

TEST_F(ApiKeysApi, the_header_is_known_in_any_case_and_as_go_writes_it) {
    auto const made = vera.post(api_keys, body("terraform"));

    for (auto const* name : {"ApiKey", "Apikey", "apiKey", "APIKEY"})
        EXPECT_EQ(house.anyone().with(name, made.at("/apiKey")).get("/v1/users/info").status, 200) << name;
}

TEST_F(ApiKeysApi, rights_are_those_of_the_moment) {
    auto const made = vera.post(api_keys, body("terraform"));
    auto const roles = [&](std::string const& list) {
        return house.ada().put("/v1/users/" + vera.uid.str() + "/roles", R"({"roles":)" + list + "}").status;
    };
    EXPECT_EQ(by(made).get("/v1/edgehosts/tokens").status, 403);

    EXPECT_EQ(roles(R"(["tenant-viewer"])"), 204);
    EXPECT_EQ(by(made).get("/v1/edgehosts/tokens").status, 200);

    EXPECT_EQ(house.ada().put("/v1/users/" + vera.uid.str() + "/state", R"({"isActive":false})").status, 204);
    EXPECT_EQ(status_by(made), 401);
    EXPECT_EQ(house.ada().put("/v1/users/" + vera.uid.str() + "/state", R"({"isActive":true})").status, 204);
    EXPECT_EQ(status_by(made), 401) << "coming back brings nothing back by itself";
}

TEST_F(ApiKeysApi, what_is_no_key_of_ours_is_turned_away) {
    auto const made = vera.post(api_keys, body("terraform"));
    auto mistyped = made.at("/apiKey");
    mistyped[20] = mistyped[20] == 'a' ? 'b' : 'a';
    auto const with = [&](std::string const& key) {
        return house.anyone().with("ApiKey", key).get("/v1/me");
    };

    EXPECT_EQ(with(mistyped).status, 401);
    EXPECT_THAT(with(mistyped).at("/message"), HasSubstr("copy the whole of it"));
    EXPECT_EQ(with("0123456789abcdef0123456789abcdef").status, 401) << "Palette's form";
    EXPECT_EQ(with(vera.token).status, 401);
    EXPECT_EQ(house.anyone().with("Authorization", made.at("/apiKey")).get("/v1/me").status, 401);
}

TEST_F(ApiKeysApi, a_key_ends_at_its_expiry_which_is_in_90_days_where_none_was_chosen) {
    auto const plain = vera.post(api_keys, body("plain"));
    auto const go = vera.post(api_keys, body("go", R"({"expiry":"0001-01-01T00:00:00.000Z"})"));
    auto const chosen = vera.post(
        api_keys, body("chosen", R"({"expiry":)" + quoted(to_rfc3339(house.clock.now() + 24h)) + "}"));
    EXPECT_EQ(vera.get(at(plain.uid())).at("/spec/expiry"), to_rfc3339(house.clock.now() + 24h * 90));
    EXPECT_EQ(vera.get(at(go.uid())).at("/spec/expiry"), to_rfc3339(house.clock.now() + 24h * 90));

    house.clock.advance(24h - 1s);
    EXPECT_EQ(status_by(chosen), 200);
    house.clock.advance(1s);
    EXPECT_EQ(status_by(chosen), 401);
    EXPECT_EQ(status_by(plain), 200);

    auto const past = vera.post(api_keys, body("past", R"({"expiry":"2020-01-01T00:00:00Z"})"));
    EXPECT_EQ(past.field(), "/spec/expiry");
}

TEST_F(ApiKeysApi, a_key_is_revoked_re_activated_and_deleted_and_that_works_at_once) {
    auto const made = vera.post(api_keys, body("terraform"));

    EXPECT_EQ(vera.put(at(made.uid(), "/state"), R"({"isActive":false})").status, 204);
    EXPECT_EQ(status_by(made), 401);
    EXPECT_EQ(vera.get(at(made.uid())).at("/status/isActive"), "false");
    EXPECT_EQ(vera.patch(at(made.uid()), R"({"isActive":true})").status, 204);
    EXPECT_EQ(status_by(made), 200);
    EXPECT_EQ(vera.patch(at(made.uid()), "{}").status, 204) << "as Go's clients leave out false";
    EXPECT_EQ(status_by(made), 401);
    EXPECT_EQ(vera.put(at(made.uid(), "/state"), R"({"isActive":true})").status, 204);

    EXPECT_EQ(vera.remove(at(made.uid())).status, 204);
    EXPECT_EQ(status_by(made), 401);
    EXPECT_EQ(vera.get(at(made.uid())).code(), "ResourceNotFound");
    EXPECT_EQ(vera.remove(at(made.uid())).code(), "ResourceNotFound");
}

TEST_F(ApiKeysApi, name_annotations_and_expiry_can_be_edited) {
    auto const made = vera.post(api_keys, body("terraform"));
    auto const later = to_rfc3339(house.clock.now() + 24h * 365);

    EXPECT_EQ(vera.put(at(made.uid()),
                       R"({"metadata":{"name":"ci","annotations":{"description":"nightly"}},"spec":)"
                       R"({"expiry":)" +
                           quoted(later) + "}}")
                  .status,
              204);
    auto const key = vera.get(at(made.uid()));
    EXPECT_EQ(key.at("/metadata/name"), "ci");
    EXPECT_EQ(key.at("/metadata/annotations/description"), "nightly");
    EXPECT_EQ(key.at("/spec/expiry"), later);
    EXPECT_EQ(status_by(made), 200);

    EXPECT_EQ(vera.put(at(made.uid()), body("ci", R"({"expiry":"0001-01-01T00:00:00.000Z"})")).status, 204);
    EXPECT_EQ(vera.get(at(made.uid())).at("/spec/expiry"), later) << "Go's zero time changes nothing";
}

TEST_F(ApiKeysApi, a_name_is_given_once_per_user_in_any_case) {
    auto const first = vera.post(api_keys, body("Terraform"));
    auto const other = vera.post(api_keys, body("other"));

    auto const second = vera.post(api_keys, body("terraform"));
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.rule(), "NAME_TAKEN");
    EXPECT_EQ(second.at("/details/other"), first.uid());
    EXPECT_EQ(vera.put(at(other.uid()), body("TERRAFORM")).rule(), "NAME_TAKEN");
    EXPECT_EQ(uma.post(api_keys, body("terraform")).status, 201);
}

TEST_F(ApiKeysApi, a_user_has_at_most_20_keys) {
    auto const nobody = a_user("nobody").sign_in(house);
    for (int i = 0; i < 20; ++i)
        ASSERT_EQ(nobody.post(api_keys, body("key " + std::to_string(i))).status, 201);

    auto const one_more = nobody.post(api_keys, body("one more"));
    EXPECT_EQ(one_more.status, 409);
    EXPECT_EQ(one_more.rule(), "TOO_MANY_API_KEYS");
    EXPECT_EQ(uma.post(api_keys, body("one more", for_user(nobody.uid))).rule(), "TOO_MANY_API_KEYS");

    nobody.remove(at(nobody.get(api_keys).at("/items/0/metadata/uid")));
    EXPECT_EQ(nobody.post(api_keys, body("one more")).status, 201);
}

TEST_F(ApiKeysApi, the_list_shows_ones_own_and_to_who_may_everybodys) {
    vera.post(api_keys, body("terraform"));
    uma.post(api_keys, body("backup"));

    EXPECT_THAT(vera.get(api_keys).each("/items", "/metadata/name"), ElementsAre("terraform"));
    auto const all = uma.get(api_keys);
    EXPECT_THAT(all.each("/items", "/metadata/name"), ElementsAre("backup", "terraform"));
    EXPECT_THAT(all.each("/items", "/spec/user/firstName"), ElementsAre("uma", "vera"));
    EXPECT_THAT(all.each("/items", "/spec/user/uid"), ElementsAre(uma.uid.str(), vera.uid.str()));
}

TEST_F(ApiKeysApi, palettes_go_client_names_the_tenant_and_means_oneself) {
    auto const tenant = vera.get("/v1/users/info").at("/tenantUid");

    auto const made = vera.post(api_keys, body("sdk", R"({"userUid":)" + quoted(tenant) + "}"));

    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(by(made).get("/v1/users/info").at("/userUid"), vera.uid.str());
}

TEST_F(ApiKeysApi, a_key_for_somebody_else_takes_the_permission_and_no_less_than_they_hold) {
    auto const for_vera = uma.post(api_keys, body("made by uma", for_user(vera.uid)));
    EXPECT_EQ(for_vera.status, 403) << "vera sees a project that uma does not";
    EXPECT_EQ(for_vera.rule(), "MORE_THAN_HELD");
    EXPECT_EQ(for_vera.field(), "/spec/userUid");

    auto const nobody = a_user("nobody").sign_in(house);
    auto const made = uma.post(api_keys, body("made by uma", for_user(nobody.uid)));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(by(made).get("/v1/users/info").at("/userUid"), nobody.uid.str());

    EXPECT_EQ(vera.post(api_keys, body("for uma", for_user(uma.uid))).status, 403);
    EXPECT_EQ(uma.post(api_keys, body("for none", for_user(UserUid("none")))).field(), "/spec/userUid");
}

TEST_F(ApiKeysApi, who_made_a_key_for_somebody_does_not_bring_it_back_once_they_hold_more) {
    auto const nobody = a_user("nobody").sign_in(house);
    auto const made = uma.post(api_keys, body("made by uma", for_user(nobody.uid)));
    nobody.put(at(made.uid(), "/state"), R"({"isActive":false})");
    auto const again = [&] { return uma.put(at(made.uid(), "/state"), R"({"isActive":true})"); };
    EXPECT_EQ(
        house.ada().put("/v1/users/" + nobody.uid.str() + "/roles", R"({"roles":["tenant-admin"]})").status,
        204);

    EXPECT_EQ(again().rule(), "MORE_THAN_HELD");
    EXPECT_EQ(uma.put(at(made.uid()), body("later", R"({"expiry":"2090-01-01T00:00:00Z"})")).rule(),
              "MORE_THAN_HELD");
    EXPECT_EQ(status_by(made), 401);
    EXPECT_EQ(uma.put(at(made.uid(), "/state"), R"({"isActive":false})").status, 204)
        << "taking away is free";
}

TEST_F(ApiKeysApi, somebody_elses_key_looks_like_none_to_who_may_not_see_it) {
    auto const made = uma.post(api_keys, body("terraform"));
    auto const like_none = [&](Answer const& foreign, Answer const& none) {
        EXPECT_EQ(foreign.status, 404);
        EXPECT_EQ(foreign.code() + foreign.at("/message"), none.code() + none.at("/message"));
    };

    like_none(vera.get(at(made.uid())), vera.get(at("none")));
    like_none(vera.put(at(made.uid()), body("x")), vera.put(at("none"), body("x")));
    like_none(vera.put(at(made.uid(), "/state"), "{}"), vera.put(at("none", "/state"), "{}"));
    like_none(vera.remove(at(made.uid())), vera.remove(at("none")));
    EXPECT_EQ(status_by(made), 200);
}

TEST_F(ApiKeysApi, when_and_from_where_a_key_was_used_last_is_noted_once_a_minute) {
    auto const made = vera.post(api_keys, body("terraform"));
    auto const used = [&] {
        auto const key = vera.get(at(made.uid()));
        return key.at("/status/lastUsed") + " " + key.at("/status/lastUsedFrom");
    };
    EXPECT_EQ(used(), "null ");

    auto const first = to_rfc3339(house.clock.now());
    by(made).from("192.0.2.7").get("/v1/me");
    EXPECT_EQ(used(), first + " 192.0.2.7");

    house.clock.advance(59s);
    by(made).from("192.0.2.8").get("/v1/me");
    EXPECT_EQ(used(), first + " 192.0.2.7");

    house.clock.advance(1s);
    by(made).from("192.0.2.8").get("/v1/me");
    EXPECT_EQ(used(), to_rfc3339(house.clock.now()) + " 192.0.2.8");
}

TEST_F(ApiKeysApi, the_trail_tells_by_which_key_and_nothing_of_its_value) {
    auto const& ada = house.ada();
    house.clock.advance(1s);
    auto const made = ada.post(api_keys, body("terraform"));
    house.clock.advance(1s);
    EXPECT_EQ(by(made).in(edge).post("/v1/users", R"({"spec":{"emailId":"new@example.com"}})").status, 201);

    auto const trail = house.audit_trail();
    EXPECT_EQ(trail.at(0).action, "user.create");
    EXPECT_EQ(trail.at(0).credential, "api key " + made.uid());
    EXPECT_EQ(trail.at(0).actor, "ada@example.com");
    EXPECT_EQ(trail.at(1).action, "apiKey.create");
    EXPECT_EQ(trail.at(1).object.name, "terraform");
    EXPECT_THAT(trail.at(1).detail, AllOf(HasSubstr("ada@example.com"), Not(HasSubstr("ghk_"))));
}

TEST_F(ApiKeysApi, a_key_makes_its_successor) {
    auto const old = vera.post(api_keys, body("old"));

    auto const fresh = by(old).post(api_keys, body("new"));
    ASSERT_EQ(fresh.status, 201) << fresh.body;
    EXPECT_EQ(by(fresh).remove(at(old.uid())).status, 204);

    EXPECT_EQ(status_by(old), 401);
    EXPECT_EQ(status_by(fresh), 200);
}

}  // namespace
}  // namespace gatehouse::test
