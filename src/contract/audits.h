#pragma once

#include "contract/endpoint.h"
#include "contract/wire.h"
#include "model/audit_event.h"

// The audit trail, in Palette's form (its v1Audit) with what Palette does not tell: the outcome, the address,
// the decision, what changed.
namespace gatehouse::contract {

struct AuditUser {
    std::string uid;  ///< empty where a sign-in failed: who it was is not known
    std::string emailId;
};
BOOST_DESCRIBE_STRUCT(AuditUser, (), (uid, emailId))

struct AuditActor {
    model::ActorType actorType = model::ActorType::user;
    std::optional<AuditUser> user;
    std::optional<std::string> serviceName;  ///< who acted, where it was no person
};
BOOST_DESCRIBE_STRUCT(AuditActor, (), (actorType, user, serviceName))

struct AuditResource {
    std::string kind;
    std::string uid;
    std::string name;  ///< as it was called then
};
BOOST_DESCRIBE_STRUCT(AuditResource, (), (kind, uid, name))

/// Whether something was allowed, and why: the decision as it was made.
struct Decision {
    bool allowed = false;
    std::string reason;
    std::string permission;                 ///< "sshKey.create"; empty where none was asked for
    std::optional<std::string> projectUid;  ///< where it was asked for; none: in the tenant
    std::optional<NamedUid> role;           ///< the role that gives it
    std::optional<std::string> givenIn;     ///< uid of the project that role was given in; empty: the tenant
    std::optional<NamedUid> team;           ///< through which team
};
BOOST_DESCRIBE_STRUCT(Decision, (), (allowed, reason, permission, projectUid, role, givenIn, team))

struct AuditSpec {
    std::string action;  ///< "sshKey.create"
    model::ActionType actionType = model::ActionType::action;
    std::string actionMsg;
    model::Outcome outcome = model::Outcome::done;
    AuditActor actor;
    AuditResource resource;
    std::optional<NamedUid> project;  ///< none: the tenant
    std::string credential;
    std::string address;
    std::string request;
    Decision decision;
    std::string userMsg{};  ///< what whoever did it says about it; empty: nothing
};
BOOST_DESCRIBE_STRUCT(AuditSpec, (),
                      (action, actionType, actionMsg, outcome, actor, resource, project, credential, address,
                       request, decision, userMsg))

struct Audit {
    ObjectMeta metadata;
    AuditSpec spec;
};
BOOST_DESCRIBE_STRUCT(Audit, (), (metadata, spec))

/// Which events. What is left out lets all through.
struct AuditsWanted {
    std::optional<Time> startTime;
    std::optional<Time> endTime;
    std::optional<std::string> userUid;
    std::optional<std::string> actor;
    std::optional<std::string> projectUid;
    std::optional<std::string> resourceKind;
    std::optional<std::string> resourceUid;
    std::optional<model::ActionType> actionType;
    std::optional<model::Outcome> outcome;
};
BOOST_DESCRIBE_STRUCT(AuditsWanted, (),
                      (startTime, endTime, userUid, actor, projectUid, resourceKind, resourceUid, actionType,
                       outcome))

struct ListAudits {
    static constexpr Endpoint endpoint{Method::get,  "/v1/audits",
                                       200,          policy::Permission::audit_list,
                                       "audit.list", "List the audit trail, the newest event first"};
    struct Request : AuditsWanted {
        std::optional<int> limit;
        std::optional<int> offset;
        std::optional<std::string> continue_;
    };
    struct Response {
        std::vector<Audit> items;
        ListMeta listmeta;
    };
};
BOOST_DESCRIBE_STRUCT(ListAudits::Request, (AuditsWanted), (limit, offset, continue_))
BOOST_DESCRIBE_STRUCT(ListAudits::Response, (), (items, listmeta))

enum class ExportFormat { csv, jsonl };  ///< jsonl: one JSON object a line

struct ExportAudits {
    static constexpr Endpoint endpoint{Method::get,
                                       "/v1/audits/export",
                                       200,
                                       policy::Permission::audit_list,
                                       "audit.export",
                                       "Export the audit trail as CSV or JSON Lines"};
    struct Request : AuditsWanted {
        std::optional<ExportFormat> format;  ///< without: csv
    };
    struct Response {
        static constexpr char content_type[] = "text/csv; charset=utf-8; header=present";
        static constexpr char other_content_type[] = "application/jsonl";
        ExportFormat format = ExportFormat::csv;
        std::string text{};
    };
};
BOOST_DESCRIBE_STRUCT(ExportAudits::Request, (AuditsWanted), (format))

struct GetAudit {
    static constexpr Endpoint endpoint{Method::get, "/v1/audits/{uid}",
                                       200,         policy::Permission::audit_get,
                                       "audit.get", "See an event of the audit trail and what it changed"};
    struct Request {
        std::string uid;
    };
    struct Response : Audit {
        json::Verbatim changes;  ///< {before, after}: null where there is none
    };
};
BOOST_DESCRIBE_STRUCT(GetAudit::Request, (), (uid))
BOOST_DESCRIBE_STRUCT(GetAudit::Response, (Audit), (changes))

/// The audit trail was found not to be the one that was noted outside the database.
struct DoubtTrail {
    static constexpr Deed endpoint{policy::Node{}, "audit.doubt", "Find the audit trail in doubt"};
};

}  // namespace gatehouse::contract

namespace gatehouse {
template <>
inline constexpr std::pair<contract::ExportFormat, std::string_view> enum_names<contract::ExportFormat>[] = {
    {contract::ExportFormat::csv, "csv"}, {contract::ExportFormat::jsonl, "jsonl"}};
}  // namespace gatehouse
