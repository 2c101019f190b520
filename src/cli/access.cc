#include "contract/access.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/people.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char permission_key[] = "PERMISSION";

Result<void> explain(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    ExplainAccess::Request wanted{.permission = said.one_of<policy::Permission>(permission_key).value()};
    if (auto const project = TRY(console.named(said, Scope::project_or_tenant)))
        wanted.projectUid = project->uid;
    if (said.given("--user"))
        wanted.userUid = TRY(find_user(console, said.text("--user"))).metadata.uid;
    auto const answer = TRY(console.call<ExplainAccess>(wanted));
    switch (form_of(said)) {
    case Form::json:
        print_json(json::encode(answer));
        return {};
    case Form::name:
        print_line(answer.decision.allowed ? "allowed" : "denied");
        return {};
    case Form::table:
    case Form::wide:
        break;
    }
    print_line(fmt::format("{}: {}", answer.decision.allowed ? "allowed" : "denied", answer.decision.reason));
    for (auto const& held : answer.roles)
        print_line(fmt::format("  {} the role {}{}", held.gives ? "by" : "not by", held.role.name,
                               held.team ? fmt::format(", through the team {}", held.team->name) : ""));
    return {};
}

}  // namespace

Command access_commands() {
    auto permission = argument(permission_key, "What is asked for, as sshKey.create");
    permission.choices = names_of<policy::Permission>();
    return {.name = "access",
            .help = "Who may do what, and why",
            .commands = {
                {"explain", "Tell whether a user may do something here, and by which role",
                 together({{permission, option("--user", "USER", "Who, by e-mail address or uid (yourself)"),
                            output_parameter()},
                           scope_parameters(Scope::project_or_tenant)}),
                 explain},
            }};
}

}  // namespace gatehouse::cli
