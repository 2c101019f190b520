#pragma once

#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"

namespace gatehouse::contract {

struct TeamSpec {
    std::vector<std::string> roles;    ///< uids of those given in the tenant
    std::vector<std::string> sources;  ///< always empty: there is no identity provider
    std::vector<std::string> users;
};
BOOST_DESCRIBE_STRUCT(TeamSpec, (), (roles, sources, users))

struct Team {
    ObjectMeta metadata;
    TeamSpec spec;
    Nothing status{};
};
BOOST_DESCRIBE_STRUCT(Team, (), (metadata, spec, status))

struct ListTeams {
    static constexpr Endpoint endpoint{Method::get, "/v1/teams", 200, policy::Permission::team_list,
                                       "team.list", "List teams"};
    using Request = ListWanted;
    using Response = ItemsPage<Team>;
};

struct CreateTeam {
    static constexpr Endpoint endpoint{Method::post,  "/v1/teams",    201, policy::Permission::team_create,
                                       "team.create", "Create a team"};
    struct Request {
        MetaInput metadata;
        TeamSpec spec;
    };
    using Response = Uid;
};
BOOST_DESCRIBE_STRUCT(CreateTeam::Request, (), (metadata, spec))

struct GetTeam {
    static constexpr Endpoint endpoint{Method::get, "/v1/teams/{uid}", 200, policy::Permission::team_get,
                                       "team.get",  "See a team"};
    using Request = ByUid<TeamUid>;
    using Response = Team;
};

/// Name and members. The roles of a team have an address of their own; here they are left alone.
struct UpdateTeam {
    static constexpr Endpoint endpoint{Method::put,   "/v1/teams/{uid}",
                                       204,           policy::Permission::team_update,
                                       "team.update", "Edit a team and its members"};
    struct Request {
        TeamUid uid;
        MetaInput metadata;
        TeamSpec spec;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(UpdateTeam::Request, (), (uid, metadata, spec))

/// `replace` of /metadata/name.
struct PatchTeam {
    static constexpr Endpoint endpoint{Method::patch, "/v1/teams/{uid}", 204, policy::Permission::team_update,
                                       "team.update", "Edit a team"};
    struct Request {
        static constexpr char bare_body[] = "steps";
        TeamUid uid;
        std::vector<PatchStep> steps;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(PatchTeam::Request, (), (uid, steps))

struct DeleteTeam {
    static constexpr Endpoint endpoint{
        Method::remove, "/v1/teams/{uid}", 204, policy::Permission::team_delete,
        "team.delete",  "Delete a team"};
    using Request = ByUid<TeamUid>;
    using Response = NoContent;
};

struct TeamSummarySpec {
    std::string emailId;  ///< always empty
    std::vector<NamedUid> projects;
    std::vector<NamedUid> roles;
    std::vector<NamedUid> users;
};
BOOST_DESCRIBE_STRUCT(TeamSummarySpec, (), (emailId, projects, roles, users))

struct TeamSummary {
    ObjectMeta metadata;
    TeamSummarySpec spec;
    Nothing status{};
};
BOOST_DESCRIBE_STRUCT(TeamSummary, (), (metadata, spec, status))

struct SummarizeTeams {
    static constexpr Endpoint endpoint{Method::post,
                                       "/v1/teams/summary",
                                       200,
                                       policy::Permission::team_list,
                                       "team.summary",
                                       "Teams with their members, roles and projects"};
    struct Filter {
        std::optional<FilterString> name;
    };
    struct Request {
        std::optional<Filter> filter;
        std::vector<SortBy> sort;
    };
    using Response = Items<TeamSummary>;
};
BOOST_DESCRIBE_STRUCT(SummarizeTeams::Filter, (), (name))
BOOST_DESCRIBE_STRUCT(SummarizeTeams::Request, (), (filter, sort))

}  // namespace gatehouse::contract
