#include "cli/commands.h"

namespace gatehouse::cli {

Command all_commands() {
    return {.name = "gatehouse",
            .help = "Gatehouse from the command line: projects, clusters, nodes, and who may enter them.",
            .commands = {login_command(), logout_command(), context_commands(), project_commands(),
                         cluster_commands(), node_commands(), ssh_key_commands(), user_commands(),
                         team_commands(), role_commands(), api_key_commands(), token_commands(),
                         audit_commands(), access_commands(), completion_command()}};
}

}  // namespace gatehouse::cli
