#include <cstdlib>
#include <gmock/gmock.h>
#include <map>

#include "base/files.h"
#include "base/text.h"
#include "contract/endpoint.h"
#include "http/router.h"
#include "policy/role.h"
#include "tests/support/test_house.h"

// docs/rights.md tells who may do what: it is written from the table that decides, and this keeps it so.
namespace gatehouse::test {
namespace {

using policy::Reach;

constexpr char introduction[] =
    "# Who may do what\n\n"
    "Written from the table that decides (`src/policy/`) by `./dev openapi`; a test compares. What each role "
    "means\n"
    "is told in [People](guide/people.md).\n\n"
    "A **tenant role** holds in the tenant and in every project. A **project role** holds in the project it "
    "was\n"
    "given in; given in the tenant, in every project. Rights add up, and come through teams too. Custom "
    "roles hold\n"
    "any of these permissions. Nobody gives a role that holds more than they hold there themselves.\n";

/// "Tenant Viewer" as the head of a narrow column.
std::string head_of(policy::Role const& role) { return join(split(role.meta.name, ' '), "<br>"); }

void write_roles(std::string& page, Reach reach, std::string const& title) {
    page += "\n## " + title + "\n\n| permission | what it lets one do |";
    std::string line = "\n|---|---|";
    for (auto const& role : policy::built_in_roles())
        if (role->reach == reach) {
            page += " " + head_of(*role) + " |";
            line += ":-:|";
        }
    page += line + "\n";
    for (auto const& row : policy::all_permissions()) {
        if (reach == Reach::project && row.reach == Reach::tenant)
            continue;
        page += fmt::format("| `{}` | {} |", row.name, row.meaning);
        for (auto const& role : policy::built_in_roles())
            if (role->reach == reach)
                page += role->holds(row.permission) ? " yes |" : " |";
        page += "\n";
    }
}

void write_endpoints(std::string& page, std::vector<contract::Operation> const& operations) {
    std::map<std::string, std::vector<std::string>> by_permission;
    for (auto const& operation : operations) {
        auto const& endpoint = operation.endpoint;
        auto const& access = endpoint.access;
        std::string asks = std::holds_alternative<policy::Permission>(access)
                               ? std::string(policy::name(std::get<policy::Permission>(access)))
                           : std::holds_alternative<policy::SignedIn>(access) ? "being signed in"
                           : std::holds_alternative<policy::Node>(access)     ? "a node's credential"
                                                                              : "nothing";
        if (operation.of_others)
            asks += fmt::format(", and for other people's {}", policy::name(*operation.of_others));
        by_permission[asks].push_back(fmt::format("`{} {}`", contract::name(endpoint.method), endpoint.path));
    }
    page += "\n## What each request asks for\n\n| it asks for | requests |\n|---|---|\n";
    for (auto const& [asks, requests] : by_permission)
        page += fmt::format("| {} | {} |\n", asks, join(requests, "<br>"));
}

TEST(RightsPage, tells_what_the_table_decides) {
    TestHouse house;
    std::string page = introduction;
    write_roles(page, Reach::tenant, "Roles of the tenant");
    write_roles(page, Reach::project, "Roles of a project");
    write_endpoints(page, house.router().operations());
    constexpr char file[] = "docs/rights.md";  // tests run in the repository's root
    if (std::getenv("GATEHOUSE_RENEW"))
        write_file_atomically(file, page, 0644);

    EXPECT_EQ(read_file(file).value_or(""), page) << "run ./dev openapi";
}

}  // namespace
}  // namespace gatehouse::test
