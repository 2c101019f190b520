#include <gmock/gmock.h>

#include "service/passwords.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr char password[] = "correct horse battery staple";

class UsersApi : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");

    Answer invite(std::string const& email, std::string const& more = "") {
        return house.ada().post("/v1/users",
                                R"({"metadata":{"name":"Vera Vine"},"spec":{"emailId":)" + quoted(email) +
                                    R"(,"firstName":"Vera","lastName":"Vine","roles":null,"teams":null)" +
                                    more + "}}");
    }
    /// The token at the end of an activation link.
    static std::string token_of(Answer const& invited) {
        auto const link = invited.at("/activationLink");
        return link.substr(link.rfind('/') + 1);
    }
    Answer activate(std::string const& token, std::string const& secret = password) {
        return house.anyone().patch("/v1/auth/password/" + token + "/activate",
                                    R"({"password":)" + quoted(secret) + "}");
    }
    Answer sign_in(std::string const& email, std::string const& secret = password) {
        return house.anyone().post("/v1/auth/authenticate", R"({"emailId":)" + quoted(email) +
                                                                R"(,"password":)" + quoted(secret) + "}");
    }
    Answer set_roles(std::string const& user, std::string const& roles) {
        return house.ada().put("/v1/users/" + user + "/roles", R"({"roles":)" + roles + "}");
    }
    Answer set_projects(std::string const& user, std::string const& projects) {
        return house.ada().put("/v1/users/" + user + "/projects", R"({"projects":)" + projects + "}");
    }
};

TEST_F(UsersApi, a_second_person_is_invited_sets_a_password_and_signs_in) {
    auto const invited = invite("vera@example.com");
    ASSERT_EQ(invited.status, 201) << invited.body;
    EXPECT_THAT(invited.at("/activationLink"), testing::StartsWith(std::string(own_origin) + "/activate/"));
    EXPECT_FALSE(invited.header("AuditUid").empty());
    EXPECT_EQ(sign_in("vera@example.com").status, 401) << "not active yet";

    EXPECT_EQ(activate(token_of(invited)).status, 204);

    auto const token = sign_in("vera@example.com");
    ASSERT_EQ(token.status, 200);
    auto const me = house.anyone().with("Authorization", token.at("/Authorization")).get("/v1/me");
    EXPECT_EQ(me.at("/uid"), invited.uid());
    EXPECT_EQ(me.at("/firstName"), "Vera");
    EXPECT_EQ(me.at("/projects"), "[]");
}

TEST_F(UsersApi, an_activation_link_works_once_and_for_three_days) {
    auto const first = token_of(invite("vera@example.com"));
    EXPECT_EQ(activate(first).status, 204);
    EXPECT_EQ(activate(first, "another good password").status, 404);
    EXPECT_EQ(sign_in("vera@example.com").status, 200) << "the first password holds";

    auto const late = token_of(invite("late@example.com"));
    house.clock.advance(72h);
    EXPECT_EQ(activate(late).code(), "ResourceNotFound");
}

TEST_F(UsersApi, a_password_that_is_too_short_or_too_long_leaves_the_link_alive) {
    auto const token = token_of(invite("vera@example.com"));

    EXPECT_EQ(activate(token, "1234567").field(), "/password");
    EXPECT_EQ(activate(token, std::string(129, 'x')).field(), "/password");
    EXPECT_EQ(activate(token, "12345678").status, 204);
}

TEST_F(UsersApi, neither_the_link_nor_the_password_stands_in_the_database) {
    auto const token = token_of(invite("vera@example.com"));
    EXPECT_THAT(house.stored_bytes(), Not(HasSubstr(token)));
    activate(token);

    EXPECT_THAT(house.stored_bytes(), HasSubstr("$argon2id$")) << "or this test proves nothing";
    EXPECT_THAT(house.stored_bytes(), Not(HasSubstr(password)));
}

TEST_F(UsersApi, an_e_mail_address_belongs_to_one_person_in_any_case) {
    auto const first = invite("vera@example.com");

    auto const second = invite("VERA@Example.com");

    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.rule(), "NAME_TAKEN");
    EXPECT_EQ(second.field(), "/spec/emailId");
    EXPECT_EQ(second.at("/details/other"), first.uid());
}

TEST_F(UsersApi, what_is_no_e_mail_address_is_refused) {
    for (auto const* text : {"", "vera", "@example.com", "vera@", "a@b@c", "a b@example.com",
                             " vera@example.com", "vera@exa\nmple.com"})
        EXPECT_EQ(invite(text).field(), "/spec/emailId") << text;
}

TEST_F(UsersApi, roles_are_given_by_their_fixed_uids) {
    auto const vera = a_user("vera").sign_in(house);

    EXPECT_EQ(set_roles(vera.uid.str(), R"(["project-viewer"])").status, 204);
    EXPECT_EQ(vera.in(edge).get("/v1/clusters").status, 200)
        << "given in the tenant, it applies in every project";
    EXPECT_EQ(set_roles(vera.uid.str(), "null").status, 204);
    EXPECT_EQ(vera.in(edge).get("/v1/clusters").status, 401)
        << "and its end ends the sessions of who held it";
    EXPECT_EQ(set_roles(vera.uid.str(), R"(["superuser"])").field(), "/roles");
}

TEST_F(UsersApi, roles_in_projects_are_replaced_as_a_whole_and_tenant_roles_are_not_touched) {
    auto const vera = a_user("vera").sign_in(house);
    auto const lab = house.a_project("Lab");
    auto const grant = [](ProjectUid const& project) {
        return R"([{"projectUid":")" + project.str() + R"(","roles":["project-viewer"]}])";
    };
    set_projects(vera.uid.str(), grant(edge));

    EXPECT_EQ(set_projects(vera.uid.str(), grant(lab)).status, 204);
    auto const back = vera.sign_in_again(house);
    EXPECT_EQ(back.in(edge).get("/v1/clusters").status, 404);
    EXPECT_EQ(back.in(lab).get("/v1/clusters").status, 200);

    EXPECT_EQ(set_roles(vera.uid.str(), "[]").status, 204);
    EXPECT_EQ(back.in(lab).get("/v1/clusters").status, 200);
}

TEST_F(UsersApi, roles_that_do_not_fit_a_project_are_refused) {
    auto const vera = a_user("vera").sign_in(house);
    auto const refused = [&](std::string const& project, std::string const& role) {
        return set_projects(vera.uid.str(),
                            R"([{"projectUid":")" + project + R"(","roles":[")" + role + "\"]}]");
    };

    EXPECT_EQ(refused(edge.str(), "tenant-admin").field(), "/projects/0/roles");
    EXPECT_EQ(refused(edge.str(), "superuser").field(), "/projects/0/roles");
    EXPECT_EQ(refused("", "project-viewer").field(), "/projects/0/projectUid");
    EXPECT_EQ(refused("nowhere", "project-viewer").status, 400);
    EXPECT_EQ(set_projects("nobody", "[]").code(), "ResourceNotFound");
}

TEST_F(UsersApi, the_last_tenant_administrator_stays_one) {
    auto const& ada = house.ada();

    auto const answer = set_roles(ada.uid.str(), "[]");

    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(ada.get("/v1/edgehosts/tokens").status, 200);

    auto const bob = a_user("bob").with("tenant-admin", in_tenant()).sign_in(house);
    EXPECT_EQ(bob.put("/v1/users/" + ada.uid.str() + "/roles", R"({"roles":[]})").status, 204);
    EXPECT_EQ(ada.sign_in_again(house).get("/v1/edgehosts/tokens").status, 403);
}

TEST_F(UsersApi, an_administrator_who_was_invited_but_never_signed_in_does_not_count) {
    house.ada().post("/v1/users", R"({"spec":{"emailId":"bob@example.com","roles":["tenant-admin"]}})");

    EXPECT_NE(set_roles(house.ada().uid.str(), "[]").status, 204);
}

TEST_F(UsersApi, a_new_installation_has_no_administrator_until_one_is_made_on_the_machine) {
    EXPECT_FALSE(house.passwords().has_admin());

    auto const secret = house.passwords().reset_admin("root@example.com");

    ASSERT_TRUE(secret);
    EXPECT_TRUE(house.passwords().has_admin());
    EXPECT_EQ(sign_in("root@example.com", std::string(secret->reveal())).status, 200);
    EXPECT_FALSE(house.passwords().reset_admin("not an address"));
}

}  // namespace
}  // namespace gatehouse::test
