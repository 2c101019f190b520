#include <cstdlib>
#include <gmock/gmock.h>

#include "base/files.h"
#include "tests/support/keys.h"
#include "tests/support/test_house.h"

namespace gatehouse::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char keys[] = "/v1/users/assets/sshkeys";

class PrivateKey : public testing::Test {
protected:
    TestHouse house;
    ProjectUid const edge = house.a_project("Edge");
    Visitor const in_edge = house.ada().in(edge);
};

std::string a_private_key(std::string const& options) {
    TemporaryDirectory const directory;
    auto const file = directory / "key";
    auto const command = "ssh-keygen -q " + options + " -N '' -C '' -f " + file.string();
    EXPECT_EQ(std::system(command.c_str()), 0);
    return read_file(file).value_or("");
}

TEST_F(PrivateKey, a_private_key_is_never_echoed_and_never_stored) {
    auto const uid = in_edge.post(keys, key_body("laptop", a_key("k"))).uid();
    for (auto const* options : {"-t ed25519", "-t ecdsa -m PEM"}) {
        auto const secret = a_private_key(options);
        ASSERT_THAT(secret, HasSubstr("PRIVATE KEY"));
        auto const part = secret.substr(secret.size() / 2, 24);

        for (auto const& answer :
             {in_edge.post(keys, key_body("pasted", secret)),
              in_edge.put(std::string(keys) + "/" + uid, key_body("pasted", secret)),
              in_edge.post(std::string(keys) + "/check", R"({"publicKey":)" + quoted(secret) + "}")}) {
            EXPECT_THAT(answer.body, Not(HasSubstr(part)));
            EXPECT_THAT(answer.body, HasSubstr("PRIVATE_KEY"));
            EXPECT_THAT(answer.body, HasSubstr("/spec/publicKey"));
        }
        ASSERT_THAT(house.stored_bytes(), HasSubstr("laptop")) << "or this test proves nothing";
        EXPECT_THAT(house.stored_bytes(), Not(HasSubstr(part)));
        EXPECT_THAT(house.stored_bytes(), Not(HasSubstr("PRIVATE KEY")));
    }
    EXPECT_EQ(in_edge.get(std::string(keys) + "/" + uid).at("/metadata/name"), "laptop");
}

TEST_F(PrivateKey, a_private_key_in_another_member_is_not_echoed_either) {
    auto const secret = a_private_key("-t ed25519");
    auto const part = secret.substr(secret.size() / 2, 24);

    for (auto const& body :
         {key_body(secret, a_key("k")), key_body("k", a_key("k"), R"(,"logins":[)" + quoted(secret) + "]"),
          key_body("k", a_key("k"), R"(,"from":[)" + quoted(secret) + "]"),
          key_body("k", a_key("k"), R"(,"expiry":)" + quoted(secret))}) {
        auto const answer = in_edge.post(keys, body);
        EXPECT_EQ(answer.status, 400);
        EXPECT_THAT(answer.body, Not(HasSubstr(part)));
    }
    EXPECT_THAT(house.stored_bytes(), Not(HasSubstr(part)));
}

}  // namespace
}  // namespace gatehouse::test
