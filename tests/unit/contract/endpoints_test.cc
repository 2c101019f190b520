#include <gmock/gmock.h>

#include "contract/accounts.h"
#include "contract/clusters.h"
#include "contract/nodes.h"
#include "contract/projects.h"
#include "contract/registration_tokens.h"
#include "contract/sessions.h"
#include "contract/ssh_keys.h"
#include "contract/users.h"
#include "json/json.h"

namespace gatehouse::contract {
namespace {

using testing::HasSubstr;

// Palette's generated clients accept exactly one status of success: GET 200, a POST that creates 201, PUT,
// PATCH and DELETE 204, authenticate 200; any other is retried for an hour.
template <class E>
void expect_success(int status) {
    EXPECT_EQ(E::endpoint.success, status) << E::endpoint.path;
}

TEST(Endpoints, answer_with_the_one_status_that_palette_s_clients_accept) {
    expect_success<ListSshKeys>(200);
    expect_success<CreateSshKey>(201);
    expect_success<GetSshKey>(200);
    expect_success<UpdateSshKey>(204);
    expect_success<DeleteSshKey>(204);
    expect_success<CreateProject>(201);
    expect_success<GetProject>(200);
    expect_success<UpdateProject>(204);
    expect_success<DeleteProject>(204);
    expect_success<ListProjectMetadata>(200);
    expect_success<Authenticate>(200);
    expect_success<RefreshToken>(200);
    expect_success<RevokeTokens>(204);
    expect_success<GetUserInfo>(200);
    expect_success<CreateUser>(201);
    expect_success<ActivateUser>(204);
    expect_success<SetUserRoles>(204);
    expect_success<SetUserProjects>(204);
    expect_success<ListRegistrationTokens>(200);
    expect_success<CreateRegistrationToken>(201);
    expect_success<GetRegistrationToken>(200);
    expect_success<UpdateRegistrationToken>(204);
    expect_success<DeleteRegistrationToken>(204);
    expect_success<SetRegistrationTokenState>(204);
}

TEST(Endpoints, tell_the_audit_trail_by_their_method_what_becomes_of_the_object) {
    using enum model::ActionType;
    EXPECT_EQ(CreateSshKey::endpoint.audit().type, create);
    EXPECT_EQ(SetUserRoles::endpoint.audit().type, update);
    EXPECT_EQ(ActivateUser::endpoint.audit().type, update);
    EXPECT_EQ(DeleteSshKey::endpoint.audit().type, remove);
    EXPECT_EQ(ListSshKeys::endpoint.audit().type, activity);
    EXPECT_EQ(Authenticate::endpoint.audit().type, action);
    EXPECT_EQ(CreateSshKey::endpoint.audit().name, "sshKey.create");
    EXPECT_EQ(CreateSshKey::endpoint.audit().message, "Register an SSH key");
}

TEST(Requests, of_terraform_to_create_and_edit_a_key_are_understood) {
    auto const created = json::decode<CreateSshKey::Request>(
        R"({"metadata":{"creationTimestamp":"0001-01-01T00:00:00.000Z","deletionTimestamp":"0001-01-01T00:00:00.000Z",
            "lastModifiedTimestamp":"0001-01-01T00:00:00.000Z","name":"laptop"},"spec":{"publicKey":"k"}})");
    auto const edited = json::decode<UpdateSshKey::Request>(
        R"({"metadata":{"creationTimestamp":"0001-01-01T00:00:00.000Z","deletionTimestamp":"0001-01-01T00:00:00.000Z",
            "lastModifiedTimestamp":"0001-01-01T00:00:00.000Z","name":"laptop"},"spec":{"publicKey":"k"}})",
        {{"uid", "the path's"}});

    ASSERT_TRUE(created);
    EXPECT_EQ(created->metadata.name, "laptop");
    ASSERT_TRUE(edited);
    EXPECT_EQ(edited->uid, SshKeyUid("the path's"));
    EXPECT_FALSE(edited->spec.expiry.given());
}

TEST(Requests, of_terraform_to_create_a_user_carry_null_roles_and_teams_we_do_not_have) {
    auto const wanted = json::decode<CreateUser::Request>(
        R"({"metadata":{"name":"Vera Vine"},"spec":{"emailId":"vera@example.com","firstName":"Vera",
            "lastName":"Vine","roles":null,"teams":["t1"]}})");

    ASSERT_TRUE(wanted);
    EXPECT_TRUE(wanted->spec.roles.empty());
}

// Its model has isActive with "omitempty": switching a token off arrives as an empty object.
TEST(Requests, of_palette_s_sdk_to_switch_a_token_off_are_an_empty_object) {
    auto const off = json::decode<SetRegistrationTokenState::Request>("{}", {{"uid", "t"}});

    ASSERT_TRUE(off);
    EXPECT_FALSE(off->isActive);
}

TEST(Answers, never_hold_null_metadata_items_or_spec) {
    EXPECT_EQ(json::encode(Items<SshKey>{}), R"({"items":[]})");
    EXPECT_THAT(json::encode(SshKey{}),
                testing::AllOf(HasSubstr(R"("metadata":{"uid":"","name":"","labels":{},"annotations":{})"),
                               HasSubstr(R"("spec":{"publicKey":"")"), HasSubstr(R"("logins":[])")));
    EXPECT_THAT(json::encode(Project{}), HasSubstr(R"("spec":{"users":[],"teams":[]})"));
}

TEST(Answers, carry_go_s_zero_time_as_the_deletion_that_never_was) {
    EXPECT_THAT(json::encode(ObjectMeta{}), HasSubstr(R"("deletionTimestamp":"0001-01-01T00:00:00.000Z")"));
}

TEST(Answers, to_a_create_hold_the_uid_and_nothing_of_the_audit) {
    EXPECT_EQ(json::encode(Uid{"u", "event"}), R"({"uid":"u"})");
}

}  // namespace
}  // namespace gatehouse::contract
