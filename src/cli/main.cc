#include <clocale>

#include "cli/command_line.h"
#include "cli/commands.h"

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "C.UTF-8");  // how wide a character is does not depend on the user's language
    return gatehouse::cli::run(gatehouse::cli::all_commands(), argc, argv);
}
