#include "service/forwarder.h"

#include <gmock/gmock.h>

#include "base/files.h"
#include "service/audit_file.h"
#include "service/audit_line.h"
#include "tests/store/house_caller.h"

namespace gatehouse::test {
namespace {

using service::AuditFile;
using service::Forwarder;
using service::json_line;
using service::syslog_frame;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Forwarded : public testing::Test {
protected:
    void something_happens(int times) {
        for (int i = 0; i < times; ++i)
            change(db, model::Scope::tenant(),
                   [](store::WriteTx&, auto const&) -> Result<void> { return {}; });
    }
    Forwarder to_a_list(std::string const& name = "list") {
        return {db, name, [this](std::vector<model::AuditEvent> const& events) {
                    ++tries;
                    if (is_down)
                        throw std::runtime_error("it is down");
                    for (auto const& event : events)
                        numbers.push_back(event.number);
                }};
    }

    ManualClock clock;
    TemporaryDirectory directory;
    store::Database db{(directory / "gatehouse.db").string(), clock};
    std::vector<std::int64_t> numbers;
    bool is_down = false;
    int tries = 0;
};

TEST_F(Forwarded, goes_out_in_order_from_the_first_event_and_goes_on_where_it_was) {
    something_happens(2);
    auto first = to_a_list();
    EXPECT_FALSE(first.step());
    EXPECT_THAT(numbers, ElementsAre(1, 2));
    EXPECT_FALSE(first.step());
    something_happens(1);
    auto after_a_restart = to_a_list();
    after_a_restart.step();
    EXPECT_THAT(numbers, ElementsAre(1, 2, 3)) << "nothing twice";
    auto another = to_a_list("another");
    another.step();
    EXPECT_THAT(numbers, ElementsAre(1, 2, 3, 1, 2, 3)) << "each sink has a place of its own";
}

TEST_F(Forwarded, comes_in_parts_where_it_is_long) {
    something_happens(150);
    auto forwarder = to_a_list();
    EXPECT_TRUE(forwarder.step());
    EXPECT_EQ(numbers.size(), 100U);
    EXPECT_EQ(forwarder.backlog(), 50);
    EXPECT_FALSE(forwarder.step());
    EXPECT_EQ(numbers.size(), 150U);
    EXPECT_EQ(forwarder.backlog(), 0);
}

TEST_F(Forwarded, waits_for_a_sink_that_is_down_and_loses_nothing) {
    something_happens(3);
    is_down = true;
    auto forwarder = to_a_list();
    EXPECT_FALSE(forwarder.step());
    EXPECT_FALSE(forwarder.step());
    EXPECT_EQ(tries, 1) << "not again at once";
    EXPECT_EQ(forwarder.backlog(), 3);
    is_down = false;
    to_a_list().step();
    EXPECT_THAT(numbers, ElementsAre(1, 2, 3));
}

model::AuditEvent hostile() {
    model::AuditEvent event;
    event.number = 7;
    event.action = "session.create";
    event.outcome = model::Outcome::denied;
    event.actor = "\r\n\x1b[2J\u202e\"]<13>1";
    event.project_name = "\u2028 Zoë";
    event.detail = "{}";
    return event;
}

TEST(AuditLine, is_one_line_of_json_whatever_it_holds) {
    auto const line = json_line(hostile());
    EXPECT_THAT(line, StartsWith(R"({"number":7,"time":"1970-01-01T00:00:00.000Z",)"));
    EXPECT_THAT(line, HasSubstr(R"("project":"\u2028 Zoë")"));
    EXPECT_THAT(line, Not(HasSubstr("\u202e")));
    for (char const c : line.substr(0, line.size() - 1))
        EXPECT_FALSE(static_cast<unsigned char>(c) < 0x20) << int(c);
    EXPECT_THAT(line, EndsWith("}\n"));
}

TEST(AuditLine, is_a_frame_of_syslog_with_its_length_before_it) {
    auto const frame = syslog_frame(hostile(), "gate keeper");
    auto const space = frame.find(' ');
    EXPECT_EQ(std::to_string(frame.size() - space - 1), frame.substr(0, space));
    EXPECT_THAT(frame.substr(space + 1),
                StartsWith("<108>1 1970-01-01T00:00:00.000Z gate_keeper gatehouse-server - session.create - "
                           "\xef\xbb\xbf{\"number\":7,"));
    auto done = hostile();
    done.outcome = model::Outcome::done;
    EXPECT_THAT(syslog_frame(done, ""), HasSubstr(" <110>1 1970-01-01T00:00:00.000Z - gatehouse-server "));
}

TEST(AuditLine, leaves_what_changed_out_of_a_frame_that_would_be_too_long) {
    auto event = hostile();
    event.detail = "\"" + std::string(9000, 'x') + "\"";
    EXPECT_THAT(json_line(event), HasSubstr("xxx"));
    auto const frame = syslog_frame(event, "host");
    EXPECT_LE(frame.size(), 8192U);
    EXPECT_THAT(frame, HasSubstr(R"("changes":null)"));
}

TEST(AuditFiles, get_whole_lines_also_after_a_rotation_and_a_line_that_was_cut) {
    TemporaryDirectory const directory;
    auto const path = directory / "audit.jsonl";
    AuditFile file(path);
    file.append("one\n");
    std::filesystem::rename(path, directory / "audit.jsonl.1");
    file.append("two\n");
    EXPECT_EQ(read_file(directory / "audit.jsonl.1"), "one\n");
    EXPECT_EQ(read_file(path), "two\n");
    write_file_atomically(path, "two\nthr", 0600);
    file.append("four\n");
    EXPECT_EQ(read_file(path), "two\nthr\nfour\n");
}

TEST(AuditFiles, are_files_and_nothing_else) {
    TemporaryDirectory const directory;
    EXPECT_THROW(AuditFile("/dev/full").append("one\n"), std::system_error);
    EXPECT_THROW(AuditFile(directory.path()).append("one\n"), std::system_error);
}

}  // namespace
}  // namespace gatehouse::test
