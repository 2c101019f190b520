#pragma once

#include <filesystem>
#include <string>

#include "base/clock.h"
#include "http/router.h"
#include "service/access.h"
#include "service/api_keys.h"
#include "service/audit_notes.h"
#include "service/audits.h"
#include "service/clusters.h"
#include "service/epochs.h"
#include "service/key_audit.h"
#include "service/letters.h"
#include "service/nodes.h"
#include "service/open_sessions.h"
#include "service/passwords.h"
#include "service/projects.h"
#include "service/registration_tokens.h"
#include "service/removals.h"
#include "service/role_bindings.h"
#include "service/roles.h"
#include "service/sessions.h"
#include "service/snapshots.h"
#include "service/ssh_keys.h"
#include "service/teams.h"
#include "service/tenant_settings.h"
#include "service/trail_note.h"
#include "service/users.h"
#include "store/database.h"

namespace gatehouse::api {

/// Every use case of the house, and which endpoint each answers: the one list, for the server and for the
/// tests that walk all endpoints. What it is given must outlive it.
class Services {
public:
    /// Reads the keys that derive registration tokens and sign snapshots from `keys`, or makes them there.
    Services(store::Database& database, Clock const& clock, service::BlocklistFile& blocklist,
             service::Installation const& installation, std::filesystem::path const& keys);

    /// `started`: tells one run of the server from another, so that an ETag of an earlier one never matches.
    void serve(http::Router& router, std::string const& started);

    /// Whom these credentials belong to: the router's question.
    Result<policy::Caller> identify(http::Presented shown);

    store::Database& db;
    service::RegistrationTokens tokens;
    service::Snapshots snapshots;
    service::Epochs epochs;
    service::Removals removals;
    service::Sessions sessions;
    service::SshKeys ssh_keys;
    service::KeyAudit key_audit;
    service::Projects projects;
    service::Clusters clusters;
    service::Nodes nodes;
    service::Letters letters;
    service::Users users;
    service::Passwords passwords;
    service::ApiKeys api_keys;
    service::OpenSessions open_sessions;
    service::TenantSettings tenant_settings;
    service::Teams teams;
    service::Roles roles;
    service::RoleBindings role_bindings;
    service::Access access;
    service::Audits audits;
    service::AuditNotes audit_notes;
    service::TrailNote trail_note;

private:
    void serve_people(http::Router& router);
};

void serve_sessions(http::Router& router, service::Sessions& sessions);
void serve_changes(http::Router& router, store::Database& db, std::string const& started);

}  // namespace gatehouse::api
