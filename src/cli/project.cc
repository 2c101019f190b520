#include "contract/projects.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/find.h"
#include "cli/meta.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "cli/values.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char noun[] = "project";
auto const new_name = option("--name", "NAME", "Its new name");

View<ProjectMetadata> const view{{
    {"NAME", [](ProjectMetadata const& project) { return project.metadata.name; }},
    {"STATE", [](ProjectMetadata const& project) { return std::string(to_name(project.status.state)); }},
    {"CREATED", [](ProjectMetadata const& project) { return show(project.metadata.creationTimestamp); }},
    {"UID", [](ProjectMetadata const& project) { return project.metadata.uid; }},
}};

Result<void> list(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_list(said, view, TRY(console.call<ListProjectMetadata>({})));
    return {};
}

Result<void> get(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const wanted = TRY(console.find_project(said.text("NAME")));
    auto const project = TRY(console.call<GetProject>({ProjectUid(wanted.uid)}));
    show_one(said, view, ProjectMetadata{project.metadata, project.status});
    return {};
}

Result<void> create(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const name = said.text("NAME");
    show_created(said, noun, name, TRY(console.call<CreateProject>({{name, {}, {}}})));
    return {};
}

Result<void> edit(Arguments const& said) {
    TRY(require_a_change(said, {new_name}));
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const wanted = TRY(console.find_project(said.text("NAME")));
    auto const project = TRY(console.call<GetProject>({ProjectUid(wanted.uid)}));
    TRY(console.call<UpdateProject>(
        {ProjectUid(wanted.uid), edited(project.metadata, said.maybe("--name"))}));
    show_done(noun, wanted.name, "changed");
    return {};
}

Result<void> remove(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const wanted = TRY(console.find_project(said.text("NAME")));
    TRY(confirm(said, fmt::format("Delete the project {}?", wanted.name)));
    TRY(console.call<DeleteProject>({ProjectUid(wanted.uid), said.given("--force")}));
    show_done(noun, wanted.name, "deleted");
    return {};
}

}  // namespace

Command project_commands() {
    auto const name = argument("NAME", "The project's name or uid");
    return {.name = noun,
            .help = "Projects: groups of clusters; keys and roles are given in them",
            .commands = {
                {"list", "List the projects that you may enter", {output_parameter()}, list},
                {"get", "Show a project", {name, output_parameter()}, get},
                {"create", "Create a project", {argument("NAME", "Its name"), output_parameter()}, create},
                {"edit", "Rename a project", {name, new_name}, edit},
                {"delete",
                 "Delete a project",
                 {name, flag("--force", "With its clusters: their nodes are closed first"), yes_parameter()},
                 remove},
            }};
}

}  // namespace gatehouse::cli
