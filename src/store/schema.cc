#include "store/schema.h"

namespace gatehouse::store {

namespace {

// Ids are UUIDv7 text made by us; times are microseconds in BIGINT; flags are INTEGER with a CHECK; lists and
// maps are JSON text. A scope is a project's uid, or '' for the tenant. `..._key` columns hold the folded
// form that decides whether two names are the same. The holder of a role is a person or a team.
constexpr std::string_view first = R"(
CREATE TABLE tenant (
    uid TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    rights_revision BIGINT NOT NULL
)
--
CREATE TABLE feed_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    epoch_start BIGINT NOT NULL
)
--
CREATE TABLE feed_change (
    topic TEXT PRIMARY KEY,
    revision BIGINT NOT NULL
)
--
CREATE TABLE project (
    uid TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    labels TEXT NOT NULL,
    annotations TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    deleting_since BIGINT
)
--
CREATE TABLE person (
    uid TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    password_set_at BIGINT,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    deactivated_at BIGINT,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL
)
--
CREATE INDEX person_by_name ON person (name_key, uid)
--
CREATE TABLE team (
    uid TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    labels TEXT NOT NULL,
    annotations TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL
)
--
CREATE TABLE team_member (
    team_uid TEXT NOT NULL REFERENCES team (uid) ON DELETE CASCADE,
    person_uid TEXT NOT NULL REFERENCES person (uid) ON DELETE CASCADE,
    PRIMARY KEY (team_uid, person_uid)
)
--
CREATE INDEX team_member_by_person ON team_member (person_uid, team_uid)
--
CREATE TABLE role (
    uid TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    labels TEXT NOT NULL,
    annotations TEXT NOT NULL,
    reach TEXT NOT NULL CHECK (reach IN ('tenant', 'project')),
    permissions TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL
)
--
CREATE TABLE role_binding (
    holder_uid TEXT NOT NULL,
    role_uid TEXT NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (holder_uid, role_uid, scope)
)
--
CREATE INDEX role_binding_by_role ON role_binding (role_uid, scope)
--
CREATE INDEX role_binding_by_scope ON role_binding (scope, holder_uid)
--
CREATE TABLE session (
    uid TEXT PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('api', 'browser')),
    person_uid TEXT NOT NULL REFERENCES person (uid) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    last_action_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
)
--
CREATE INDEX session_by_end ON session (ends_at)
--
CREATE INDEX session_by_person ON session (person_uid)
--
CREATE TABLE api_key (
    uid TEXT PRIMARY KEY,
    person_uid TEXT NOT NULL REFERENCES person (uid) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    labels TEXT NOT NULL,
    annotations TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    UNIQUE (person_uid, name_key)
)
--
CREATE TABLE api_key_use (
    api_key_uid TEXT PRIMARY KEY REFERENCES api_key (uid) ON DELETE CASCADE,
    used_at BIGINT NOT NULL,
    used_from TEXT NOT NULL
)
--
CREATE TABLE sign_in (
    person_uid TEXT PRIMARY KEY REFERENCES person (uid) ON DELETE CASCADE,
    at BIGINT NOT NULL
)
--
CREATE TABLE sign_in_rules (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    least_length INTEGER NOT NULL,
    most_length INTEGER NOT NULL,
    upper_case INTEGER NOT NULL,
    lower_case INTEGER NOT NULL,
    digits INTEGER NOT NULL,
    special INTEGER NOT NULL,
    expiry_days INTEGER NOT NULL,
    reminder_days INTEGER NOT NULL,
    idle_minutes INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL
)
--
CREATE TABLE letter (
    uid TEXT PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    has_link INTEGER NOT NULL CHECK (has_link IN (0, 1)),
    written_at BIGINT NOT NULL,
    next_try_at BIGINT NOT NULL,
    tries INTEGER NOT NULL
)
--
CREATE TABLE told (
    object_uid TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    days_before INTEGER NOT NULL,
    PRIMARY KEY (object_uid, expires_at, days_before)
)
--
CREATE TABLE known_browser (
    digest TEXT PRIMARY KEY,
    person_uid TEXT NOT NULL REFERENCES person (uid) ON DELETE CASCADE,
    seen_at BIGINT NOT NULL
)
--
CREATE TABLE activation (
    digest TEXT PRIMARY KEY,
    person_uid TEXT NOT NULL REFERENCES person (uid) ON DELETE CASCADE,
    ends_at BIGINT NOT NULL
)
--
CREATE TABLE ssh_key (
    uid TEXT PRIMARY KEY,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    labels TEXT NOT NULL,
    annotations TEXT NOT NULL,
    public_key TEXT NOT NULL,
    type TEXT NOT NULL,
    bits INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    blob TEXT NOT NULL,
    warnings TEXT NOT NULL,
    findings TEXT NOT NULL,
    expires_at BIGINT,
    logins TEXT NOT NULL,
    sources TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_by_email TEXT NOT NULL,
    owner_uid TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    owner_email TEXT NOT NULL,
    is_disabled INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
    held_since BIGINT,
    suspended_since BIGINT,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    UNIQUE (scope, name_key),
    UNIQUE (scope, blob)
)
--
CREATE INDEX ssh_key_by_expiry ON ssh_key (expires_at) WHERE expires_at IS NOT NULL
--
CREATE INDEX ssh_key_by_owner ON ssh_key (owner_uid)
--
CREATE INDEX ssh_key_by_modification ON ssh_key (modified_at, uid)
--
CREATE TABLE cluster (
    uid TEXT PRIMARY KEY,
    project_uid TEXT NOT NULL REFERENCES project (uid),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    labels TEXT NOT NULL,
    annotations TEXT NOT NULL,
    environment TEXT NOT NULL CHECK (environment IN ('cloud', 'data-center', 'edge')),
    cloud_type TEXT NOT NULL,
    logins TEXT NOT NULL,
    pty INTEGER NOT NULL CHECK (pty IN (0, 1)),
    port_forwarding INTEGER NOT NULL CHECK (port_forwarding IN (0, 1)),
    agent_forwarding INTEGER NOT NULL CHECK (agent_forwarding IN (0, 1)),
    x11_forwarding INTEGER NOT NULL CHECK (x11_forwarding IN (0, 1)),
    lease_seconds BIGINT NOT NULL,
    settings_revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    deleting_since BIGINT,
    UNIQUE (project_uid, name_key)
)
--
CREATE TABLE node (
    uid TEXT PRIMARY KEY,
    cluster_uid TEXT NOT NULL REFERENCES cluster (uid),
    name TEXT NOT NULL,
    credential TEXT NOT NULL UNIQUE,
    addresses TEXT NOT NULL,
    port INTEGER NOT NULL,
    host_keys TEXT NOT NULL,
    logins TEXT NOT NULL,
    missing_logins TEXT NOT NULL,
    sshd_version TEXT NOT NULL,
    agent_version TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    lease_end_at BIGINT NOT NULL,
    last_contact_at BIGINT NOT NULL,
    clock_skew_seconds BIGINT NOT NULL,
    problem TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    retiring_since BIGINT,
    retire_revision BIGINT NOT NULL
)
--
CREATE INDEX node_by_cluster ON node (cluster_uid)
--
CREATE TABLE registration_token (
    uid TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL,
    project_uid TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    generation BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL
)
--
CREATE TABLE audit_event (
    seq BIGINT NOT NULL PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    message TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'denied')),
    actor_type TEXT NOT NULL CHECK (actor_type IN ('user', 'system', 'service')),
    actor TEXT NOT NULL,
    user_uid TEXT NOT NULL,
    credential TEXT NOT NULL,
    address TEXT NOT NULL,
    request TEXT NOT NULL,
    scope TEXT NOT NULL,
    object TEXT NOT NULL,
    object_name TEXT NOT NULL,
    decision TEXT NOT NULL,
    detail TEXT NOT NULL,
    digest TEXT NOT NULL
)
--
CREATE INDEX audit_event_by_time ON audit_event (at, uid)
--
CREATE INDEX audit_event_by_scope ON audit_event (scope, at, uid)
--
CREATE INDEX audit_event_by_user ON audit_event (user_uid, at, uid)
--
CREATE INDEX audit_event_by_actor ON audit_event (lower(actor), at, uid)
--
CREATE INDEX audit_event_by_kind ON audit_event (kind, at, uid)
--
CREATE INDEX audit_event_by_type ON audit_event (type, at, uid)
--
CREATE INDEX audit_event_by_outcome ON audit_event (outcome, at, uid)
--
CREATE INDEX audit_event_by_object ON audit_event (object, at, uid)
--
CREATE TABLE audit_sink (
    name TEXT PRIMARY KEY,
    sent_to BIGINT NOT NULL
)
--
CREATE TABLE write_probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at BIGINT NOT NULL
)
)";

constexpr Migration all[] = {{1, "first", first}};

}  // namespace

std::span<Migration const> migrations() { return all; }

}  // namespace gatehouse::store
