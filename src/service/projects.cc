#include "service/projects.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "service/change.h"
#include "service/fleet.h"
#include "service/list_query.h"
#include "service/meta.h"
#include "store/cluster_store.h"
#include "store/node_store.h"
#include "store/project_store.h"
#include "store/rights_store.h"
#include "store/team_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::ClusterStore;
using store::NodeStore;
using store::ProjectStore;
using store::ReadTx;
using store::WriteTx;

namespace {
constexpr int most_name_code_points = 64;

/// What the audit trail keeps of a project.
MetaInput detail_of(model::Meta const& meta) { return {meta.name, meta.labels, meta.annotations}; }

ProjectStatus status_of(model::Project const& project) {
    return {project.deleting ? ObjectState::deleting : ObjectState::active};
}

ProjectSpec spec_of(ReadTx& tx, store::Visibility const& visible) {
    std::map<std::string, std::vector<std::string>> held;
    for (auto const& [holder, role] : store::RightsStore(tx).given_in(visible.scope()))
        held[holder].push_back(role.str());
    ProjectSpec spec;
    for (auto& [holder, roles] : held)
        if (store::TeamStore(tx).exists(TeamUid(holder)))
            spec.teams.push_back({holder, std::move(roles)});
        else
            spec.users.push_back({holder, std::move(roles)});
    return spec;
}

/// The scope of a path's project. An empty uid, as data sources send it, is no project, and not the tenant
/// either.
Result<model::Scope> scope_of(ProjectUid const& uid) {
    if (uid.empty())
        return refuse(Code::not_found, "there is no such project, or you have no role in it");
    return model::Scope::of(uid);
}

/// Who holds a role that was given in this project.
void add_holders(ReadTx& tx, ProjectUid const& project, SummarizeProjects::SpecSummary& summary) {
    std::set<std::string> holders;
    for (auto const& holding : store::RightsStore(tx).given_in(model::Scope::of(project)))
        holders.insert(holding.holder);
    std::vector<UserUid> people;
    for (auto const& holder : holders)
        if (auto const team = store::TeamStore(tx).name_of(TeamUid(holder)))
            summary.teams.push_back({holder, *team});
        else
            people.emplace_back(holder);
    for (auto const& user : store::UserStore(tx).among(people))
        summary.users.push_back({user.uid.str(), user.name()});
}

}  // namespace

Result<Uid> Projects::create(Caller const& caller, CreateProject::Request wanted) {
    auto const meta = TRY(from_wire(std::move(wanted.metadata), most_name_code_points));
    return db_.write(caller, [&](WriteTx& tx) -> Result<Uid> {
        TRY(tx.permit<CreateProject>(model::Scope::tenant()));
        auto const uid = TRY(ProjectStore(tx).add(meta));
        return Uid{uid.str(), tx.audit<CreateProject>(model::Scope::of(uid), {uid.str(), meta.name},
                                                      change<MetaInput>({}, detail_of(meta)))};
    });
}

Result<Project> Projects::get(Caller const& caller, GetProject::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<Project> {
        auto const visible = TRY(tx.permit<GetProject>(TRY(scope_of(wanted.uid))));
        auto const project = TRY(ProjectStore(tx).find(visible));
        return Project{to_wire(project.uid.str(), project.meta), spec_of(tx, visible), status_of(project)};
    });
}

Result<NoContent> Projects::update(Caller const& caller, UpdateProject::Request wanted) {
    auto const meta = TRY(from_wire(std::move(wanted.metadata), most_name_code_points));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<UpdateProject>(TRY(scope_of(wanted.uid))));
        auto const project = TRY(ProjectStore(tx).find(visible));
        TRY(ProjectStore(tx).update(project.uid, meta));
        tx.audit<UpdateProject>(visible.scope(), {project.uid.str(), meta.name},
                                change<MetaInput>(detail_of(project.meta), detail_of(meta)));
        return NoContent{};
    });
}

Result<NoContent> Projects::remove(Caller const& caller, DeleteProject::Request wanted) {
    bool begun = false;
    auto const begin = db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<DeleteProject>(TRY(scope_of(wanted.uid))));
        auto const project = TRY(ProjectStore(tx).find(visible));
        if (project.deleting) {
            begun = true;  // asked again while it waits for its nodes
            return refuse(Code::conflict, "already begun");
        }
        std::vector<std::string> in_the_way;
        auto const clusters = ClusterStore(tx).list(visible);
        for (auto const& cluster : clusters)
            for (auto const& node : NodeStore(tx).list(cluster))
                in_the_way.push_back(cluster.meta.name + ": " + describe(node, tx.now()));
        if (!in_the_way.empty() && !wanted.force) {
            Error error{Code::conflict,
                        fmt::format("the project still has {} node(s); remove them first, or remove it with "
                                    "force=true, which closes them",
                                    in_the_way.size()),
                        {},
                        "NODES_LEFT"};
            error.items = in_the_way;
            return refuse(std::move(error));
        }
        ProjectStore(tx).mark_deleting(project.uid);
        for (auto const& cluster : clusters) {
            ClusterStore(tx).mark_deleting(cluster.uid);
            for (auto const& node : NodeStore(tx).list(cluster))
                retire(tx, node);
        }
        tx.audit<DeleteProject>(visible.scope(), {project.uid.str(), project.meta.name},
                                change<MetaInput>(detail_of(project.meta), {}));
        return NoContent{};
    });
    if (!begin && !begun)
        return begin;
    return Removals::answer(removals_.finish(wanted.uid), "project");
}

Result<Items<ProjectMetadata>> Projects::list_metadata(Caller const& caller, Nothing) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<Items<ProjectMetadata>> {
        TRY(tx.permit<ListProjectMetadata>(model::Scope::tenant()));
        Items<ProjectMetadata> answer;
        for (auto const& project : ProjectStore(tx).known_to(caller.rights))
            answer.items.push_back({to_wire(project.uid.str(), project.meta), status_of(project)});
        return answer;
    });
}

Result<ValidateProjectDeletion::Response>
Projects::validate_deletion(Caller const& caller, ValidateProjectDeletion::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<ValidateProjectDeletion::Response> {
        auto const visible = TRY(tx.permit<ValidateProjectDeletion>(TRY(scope_of(wanted.uid))));
        ValidateProjectDeletion::Response answer;
        for (auto const& cluster : ClusterStore(tx).list(visible))
            answer.clusters.clusters.push_back(
                {{cluster.uid.str(), cluster.meta.name}, cluster.deleting ? "Deleting" : "Running"});
        answer.clusters.count = int(answer.clusters.clusters.size());
        return answer;
    });
}

Result<SummarizeProjects::Response> Projects::summarize(Caller const& caller,
                                                        SummarizeProjects::Request wanted) {
    auto const query =
        TRY(list_query({.limit = wanted.limit, .offset = wanted.offset, .continue_ = wanted.continue_}, {}));
    auto const name = wanted.filter ? text_filter(wanted.filter->name) : store::TextFilter{};
    auto const sort = wanted.sort.empty() ? SortBy{} : wanted.sort.front();
    return db_.read(caller, [&](ReadTx& tx) -> Result<SummarizeProjects::Response> {
        TRY(tx.permit<SummarizeProjects>(model::Scope::tenant()));
        auto projects = ProjectStore(tx).known_to(caller.rights);
        std::erase_if(projects,
                      [&](model::Project const& project) { return !name.lets_through(project.meta.name); });
        if (sort.field == SortField::creationTimestamp)
            std::ranges::stable_sort(projects, {}, [](auto const& project) { return project.meta.created; });
        if (sort.field == SortField::lastModifiedTimestamp)
            std::ranges::stable_sort(projects, {}, [](auto const& project) { return project.meta.modified; });
        if (sort.order == SortOrder::desc)
            std::ranges::reverse(projects);
        auto const count = int(projects.size());
        SummarizeProjects::Response answer;
        for (auto const& project : part_of(std::move(projects), query.page)) {
            auto& item = answer.items.emplace_back();
            item.metadata = to_wire(project.uid.str(), project.meta);
            item.status.status = status_of(project);
            add_holders(tx, project.uid, item.specSummary);
        }
        answer.listmeta = list_meta(query.page, int(answer.items.size()), count);
        return answer;
    });
}

Result<Text> Projects::known_hosts(Caller const& caller, GetKnownHosts::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<Text> {
        auto const visible = TRY(tx.permit<GetKnownHosts>(TRY(scope_of(wanted.uid))));
        Text text;
        auto const fleet = Fleet::load(tx, visible);
        for (auto const& [cluster, nodes] : fleet.members())
            for (auto const& node : nodes)
                for (auto const& line : service::known_hosts(node))
                    text.text += line + "\n";
        return text;
    });
}

}  // namespace gatehouse::service
