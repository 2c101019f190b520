#include "service/teams.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "service/change.h"
#include "service/given_roles.h"
#include "service/list_query.h"
#include "service/meta.h"
#include "service/project_names.h"
#include "service/rights_change.h"
#include "store/rights_store.h"
#include "store/role_store.h"
#include "store/team_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::ReadTx;
using store::RightsStore;
using store::TeamStore;
using store::UserStore;
using store::WriteTx;

namespace {

constexpr int most_name_code_points = 128;

/// What the audit trail keeps of a team: its members by e-mail address, its roles in the tenant, and in each
/// project by its uid.
struct TeamDetail {
    std::string name;
    std::vector<std::string> members;
    std::vector<std::string> roles;
    std::map<std::string, std::vector<std::string>> projects;
};
BOOST_DESCRIBE_STRUCT(TeamDetail, (), (name, members, roles, projects))

TeamDetail detail_of(store::Transaction const& tx, model::Team const& team) {
    TeamDetail detail{team.meta.name};
    for (auto const& member : UserStore(tx).among(team.members))
        detail.members.push_back(member.email);
    auto given = given_roles(tx, team.uid.str());
    detail.roles = std::move(given.roles);
    detail.projects = std::move(given.projects);
    return detail;
}

Team to_wire(store::Transaction const& tx, model::Team const& team) {
    Team wire{service::to_wire(team.uid.str(), team.meta)};
    wire.spec.roles = given_roles(tx, team.uid.str()).roles;
    for (auto const& member : team.members)
        wire.spec.users.push_back(member.str());
    return wire;
}

Result<std::vector<UserUid>> members_of(store::Transaction const& tx, TeamSpec const& spec) {
    if (!spec.sources.empty())
        return refuse(Code::invalid,
                      "teams have no sources here: there is no identity provider; leave the list empty",
                      "/spec/sources");
    std::vector<UserUid> members;
    for (auto const& uid : spec.users)
        if (std::ranges::find(members, UserUid(uid)) == members.end())
            members.emplace_back(uid);
    auto const known = UserStore(tx).among(members);
    for (std::size_t i = 0; i < spec.users.size(); ++i)
        if (std::ranges::find(known, UserUid(spec.users[i]), &model::User::uid) == known.end())
            return refuse(Code::invalid, "there is no such user", fmt::format("/spec/users/{}", i));
    return members;
}

std::vector<UserUid> both(std::vector<UserUid> one, std::vector<UserUid> const& other) {
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

/// Puts the team as it is to be. Whoever brings a person into a team gives them the team's roles.
template <class E>
Result<void> put(WriteTx& tx, model::Team const& old, model::Team const& wanted) {
    auto const before = detail_of(tx, old);
    RightsChange change_of_rights(tx, both(old.members, wanted.members));
    bool const has_new = std::ranges::any_of(wanted.members, [&](UserUid const& member) {
        return std::ranges::find(old.members, member) == old.members.end();
    });
    if (has_new)
        TRY(may_give(tx, RightsStore(tx).bindings(old.uid.str()), "/spec/users"));
    TRY(TeamStore(tx).update(wanted));
    TRY(change_of_rights.settle());
    tx.audit<E>(model::Scope::tenant(), {old.uid.str(), wanted.meta.name},
                change<TeamDetail>(before, detail_of(tx, wanted)));
    return {};
}

TeamSummary summary_of(ReadTx& tx, model::Team const& team, ProjectNames const& projects) {
    TeamSummary summary{service::to_wire(team.uid.str(), team.meta)};
    std::vector<ProjectUid> given_in;
    for (auto const& binding : RightsStore(tx).bindings(team.uid.str())) {
        auto const role = store::RoleStore(tx).find(binding.role);
        if (binding.scope.is_tenant() && role)
            summary.spec.roles.push_back({role->uid.str(), role->meta.name});
        else if (!binding.scope.is_tenant())
            given_in.push_back(binding.scope.project());
    }
    summary.spec.projects = projects.among(given_in);
    for (auto const& member : UserStore(tx).among(team.members))
        summary.spec.users.push_back({member.uid.str(), member.name()});
    return summary;
}

}  // namespace

Result<ListTeams::Response> Teams::list(Caller const& caller, ListWanted wanted) {
    auto const query = TRY(list_query(wanted, {"metadata.name", "metadata.creationTimestamp"}));
    store::TeamQuery which;
    for (auto const& [field, value] : query.filters)
        which.name.equal = value;
    which.order = query.order;
    return db_.read(caller, [&](ReadTx& tx) -> Result<ListTeams::Response> {
        auto const visible = TRY(tx.permit<ListTeams>(model::Scope::tenant()));
        ListTeams::Response answer;
        for (auto const& team : TeamStore(tx).list(visible, which, query.page))
            answer.items.push_back(to_wire(tx, team));
        answer.listmeta = list_meta(query.page, int(answer.items.size()),
                                    TeamStore(tx).count(visible, which, most_counted));
        return answer;
    });
}

Result<Uid> Teams::create(Caller const& caller, CreateTeam::Request wanted) {
    model::Team team{{}, TRY(from_wire(std::move(wanted.metadata), most_name_code_points))};
    return db_.write(caller, [&](WriteTx& tx) -> Result<Uid> {
        TRY(tx.permit<CreateTeam>(model::Scope::tenant()));
        team.members = TRY(members_of(tx, wanted.spec));
        auto const bindings = bindings_in(model::Scope::tenant(), wanted.spec.roles);
        RightsChange change_of_rights(tx, {});
        TRY(may_give(tx, bindings, "/spec/roles"));
        team.uid = TRY(TeamStore(tx).add(team));
        RightsStore(tx).replace(team.uid.str(), RightsStore::Where::tenant, bindings);
        return Uid{team.uid.str(),
                   tx.audit<CreateTeam>(model::Scope::tenant(), {team.uid.str(), team.meta.name},
                                        change<TeamDetail>({}, detail_of(tx, team)))};
    });
}

Result<Team> Teams::get(Caller const& caller, GetTeam::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<Team> {
        auto const visible = TRY(tx.permit<GetTeam>(model::Scope::tenant()));
        return to_wire(tx, TRY(TeamStore(tx).find(visible, wanted.uid)));
    });
}

Result<NoContent> Teams::update(Caller const& caller, UpdateTeam::Request wanted) {
    auto const meta = TRY(from_wire(std::move(wanted.metadata), most_name_code_points));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<UpdateTeam>(model::Scope::tenant()));
        auto const old = TRY(TeamStore(tx).find(visible, wanted.uid));
        TRY(put<UpdateTeam>(tx, old, {old.uid, meta, TRY(members_of(tx, wanted.spec))}));
        return NoContent{};
    });
}

Result<NoContent> Teams::patch(Caller const& caller, PatchTeam::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<PatchTeam>(model::Scope::tenant()));
        auto const old = TRY(TeamStore(tx).find(visible, wanted.uid));
        MetaInput meta{old.meta.name, old.meta.labels, old.meta.annotations};
        for (std::size_t i = 0; i < wanted.steps.size(); ++i) {
            auto const& step = wanted.steps[i];
            if (step.op != "replace" || step.path != "/metadata/name")
                return refuse(Code::invalid, "only \"replace\" of /metadata/name works here",
                              fmt::format("/{}/path", i));
            meta.name = step.value.value_or("");
        }
        TRY(put<PatchTeam>(tx, old,
                           {old.uid, TRY(from_wire(std::move(meta), most_name_code_points)), old.members}));
        return NoContent{};
    });
}

Result<NoContent> Teams::remove(Caller const& caller, DeleteTeam::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<DeleteTeam>(model::Scope::tenant()));
        auto const team = TRY(TeamStore(tx).find(visible, wanted.uid));
        auto const before = detail_of(tx, team);
        RightsChange change_of_rights(tx, team.members);
        TeamStore(tx).remove(team.uid);
        TRY(change_of_rights.settle());
        tx.audit<DeleteTeam>(model::Scope::tenant(), {team.uid.str(), team.meta.name},
                             change<TeamDetail>(before, {}));
        return NoContent{};
    });
}

Result<SummarizeTeams::Response> Teams::summarize(Caller const& caller, SummarizeTeams::Request wanted) {
    store::TeamQuery which;
    if (wanted.filter)
        which.name = text_filter(wanted.filter->name);
    which.order = order_of(wanted.sort);
    return db_.read(caller, [&](ReadTx& tx) -> Result<SummarizeTeams::Response> {
        auto const visible = TRY(tx.permit<SummarizeTeams>(model::Scope::tenant()));
        SummarizeTeams::Response answer;
        ProjectNames const projects(tx);
        for (auto const& team : TeamStore(tx).list(visible, which, {}))
            answer.items.push_back(summary_of(tx, team, projects));
        return answer;
    });
}

}  // namespace gatehouse::service
