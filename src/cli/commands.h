#pragma once

#include "cli/command.h"

namespace gatehouse::cli {

/// Everything that the program does.
Command all_commands();

// One noun each, in the file of its name.
Command login_command();
Command logout_command();
Command context_commands();
Command project_commands();
Command cluster_commands();
Command node_commands();
Command ssh_key_commands();
Command user_commands();
Command team_commands();
Command role_commands();
Command api_key_commands();
Command token_commands();
Command audit_commands();
Command access_commands();
Command completion_command();

}  // namespace gatehouse::cli
