#include "cli/contexts.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>

#include "base/files.h"
#include "tests/unit/crypto/temporary_directory.h"

namespace gatehouse::cli {
namespace {

mode_t mode_of(std::filesystem::path const& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 ? found.st_mode & 07777U : 0;
}

Context context(std::string name, std::string server) {
    Context made;
    made.name = std::move(name);
    made.server = std::move(server);
    made.token = Secret("the token");
    made.project = {"p1", "Plant"};
    return made;
}

Result<void> put(ContextFile const& file, std::string name) {
    return file.change([&](Contexts& contexts) -> Result<void> {
        contexts.put(context(name, "https://" + name));
        return {};
    });
}

class KeptContexts : public testing::Test {
protected:
    test::TemporaryDirectory place;
    std::filesystem::path directory = place / "config" / "gatehouse";
    ContextFile file{directory};
};

TEST_F(KeptContexts, are_none_where_nobody_signed_in) { EXPECT_TRUE(file.load()->all.empty()); }

TEST_F(KeptContexts, are_kept_and_the_last_one_is_in_use) {
    ASSERT_TRUE(put(file, "one"));
    ASSERT_TRUE(put(file, "two"));

    auto contexts = file.load().value();

    EXPECT_EQ(contexts.current, "two");
    ASSERT_TRUE(contexts.find("one"));
    EXPECT_EQ(contexts.find("one")->server, "https://one");
    EXPECT_EQ(contexts.find("one")->token.reveal(), "the token");
    EXPECT_EQ(contexts.find("one")->project.name, "Plant");
}

TEST_F(KeptContexts, are_for_their_owner_s_eyes_only_also_in_a_directory_that_was_open) {
    std::filesystem::create_directories(directory);
    std::filesystem::permissions(directory, std::filesystem::perms(0755));
    ASSERT_TRUE(put(file, "one"));

    EXPECT_EQ(mode_of(directory), 0700U);
    EXPECT_EQ(mode_of(directory / "contexts.json"), 0600U);
}

TEST_F(KeptContexts, stay_as_they_were_where_a_change_is_refused) {
    ASSERT_TRUE(put(file, "one"));
    auto const refused = file.change([](Contexts& contexts) -> Result<void> {
        contexts.remove("one");
        return refuse(Code::conflict, "no");
    });

    EXPECT_FALSE(refused);
    EXPECT_EQ(file.load()->all.size(), 1U);
}

TEST_F(KeptContexts, lose_nothing_where_two_commands_change_them_at_once) {
    std::vector<std::jthread> commands;
    for (int i = 0; i < 8; ++i)
        commands.emplace_back([&, i] { EXPECT_TRUE(put(ContextFile(directory), std::to_string(i))); });
    commands.clear();

    EXPECT_EQ(file.load()->all.size(), 8U);
}

TEST_F(KeptContexts, that_cannot_be_read_are_refused_and_not_overwritten) {
    ASSERT_TRUE(put(file, "one"));
    write_file_atomically(directory / "contexts.json", "{", 0600);

    EXPECT_FALSE(file.load());
    EXPECT_FALSE(put(file, "two"));
    EXPECT_EQ(read_file(directory / "contexts.json"), "{");
}

TEST_F(KeptContexts, that_is_removed_is_no_longer_in_use) {
    Contexts contexts;
    contexts.put(context("one", "https://one"));
    contexts.remove("one");

    EXPECT_EQ(contexts.current, "");
    EXPECT_FALSE(contexts.find("one"));
}

}  // namespace
}  // namespace gatehouse::cli
