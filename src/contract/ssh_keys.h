#pragma once

#include "base/enum_names.h"
#include "base/id.h"
#include "contract/endpoint.h"
#include "contract/wire.h"
#include "json/patch.h"

namespace gatehouse::contract {

struct KeyWarning {
    std::string rule;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(KeyWarning, (), (rule, message))

struct KeyFinding {
    std::string rule;
    std::string message;
    Time foundAt{};
};
BOOST_DESCRIBE_STRUCT(KeyFinding, (), (rule, message, foundAt))

struct SshKeySpec {
    std::string publicKey;
    std::optional<Time> expiry{};
    std::vector<std::string> logins{};
    std::vector<std::string> from{};
    /// Whose access it is: a user's uid; empty: the project's. Absent: whoever asks, or by an API key the
    /// project's.
    std::optional<std::string> ownerUid{};
};
BOOST_DESCRIBE_STRUCT(SshKeySpec, (), (publicKey, expiry, logins, from, ownerUid))

struct SshKeyPatch {
    std::string publicKey;
    json::Patch<Time> expiry;
    json::Patch<std::vector<std::string>> logins;
    json::Patch<std::vector<std::string>> from;
    json::Patch<std::string> ownerUid;
};
BOOST_DESCRIBE_STRUCT(SshKeyPatch, (), (publicKey, expiry, logins, from, ownerUid))

struct Person {
    std::string uid;
    std::string name;
    std::string emailId;
};
BOOST_DESCRIBE_STRUCT(Person, (), (uid, name, emailId))

struct InForce {
    int nodes = 0;
    int of = 0;
};
BOOST_DESCRIBE_STRUCT(InForce, (), (nodes, of))

enum class KeyState {
    active,
    compromised,
    expired,
    disabled,
    held,
    suspended
};  ///< a compromised one still opens
enum class KeyScope { project, tenant };

struct SshKeyStatus {
    std::string type;
    int bits = 0;
    std::string fingerprint;
    KeyState state = KeyState::active;
    KeyScope scope = KeyScope::project;
    Person createdBy;
    std::optional<Person> owner;  ///< none: the project, or the tenant
    std::optional<std::string> coveredBy;
    std::optional<std::string> held;  ///< why it opens nothing, and what to do; nothing where it is not held
    std::optional<std::string> suspended;  ///< likewise: its owner left
    std::vector<KeyWarning> warnings;
    std::vector<KeyFinding> findings;  ///< of the key after it was accepted; any makes it "compromised"
    InForce inForce;
};
BOOST_DESCRIBE_STRUCT(SshKeyStatus, (),
                      (type, bits, fingerprint, state, scope, createdBy, owner, coveredBy, held, suspended,
                       warnings, findings, inForce))

struct SshKey {
    ObjectMeta metadata;
    SshKeySpec spec;
    SshKeyStatus status;
};
BOOST_DESCRIBE_STRUCT(SshKey, (), (metadata, spec, status))

struct ListSshKeys {
    static constexpr Endpoint endpoint{Method::get,   "/v1/users/assets/sshkeys",
                                       200,           policy::Permission::ssh_key_list,
                                       "sshKey.list", "List SSH keys"};
    using Request = Nothing;
    using Response = Items<SshKey>;
};

/// Every key that one owns, wherever it works.
struct ListOwnSshKeys {
    static constexpr Endpoint endpoint{Method::get,  "/v1/me/sshkeys",
                                       200,          policy::SignedIn{},
                                       "sshKey.own", "List the SSH keys that one owns, in every project"};
    using Request = Nothing;
    struct Key : SshKey {
        std::optional<NamedUid> project;  ///< none: the tenant's
    };
    using Response = Items<Key>;
};
BOOST_DESCRIBE_STRUCT(ListOwnSshKeys::Key, (SshKey), (project))

struct CreateSshKey {
    static constexpr Endpoint endpoint{Method::post,
                                       "/v1/users/assets/sshkeys",
                                       201,
                                       policy::Permission::ssh_key_create,
                                       "sshKey.create",
                                       "Register an SSH key",
                                       Work::key_check};
    struct Request {
        MetaInput metadata;
        SshKeySpec spec;
    };
    using Response = Uid;
};
BOOST_DESCRIBE_STRUCT(CreateSshKey::Request, (), (metadata, spec))

struct GetSshKey {
    static constexpr Endpoint endpoint{Method::get,  "/v1/users/assets/sshkeys/{uid}",
                                       200,          policy::Permission::ssh_key_get,
                                       "sshKey.get", "See an SSH key"};
    using Request = ByUid<SshKeyUid>;
    using Response = SshKey;
};

struct UpdateSshKey {
    static constexpr Endpoint endpoint{Method::put,
                                       "/v1/users/assets/sshkeys/{uid}",
                                       204,
                                       policy::Permission::ssh_key_update,
                                       "sshKey.update",
                                       "Edit an SSH key",
                                       Work::key_check};
    struct Request {
        SshKeyUid uid;
        MetaInput metadata;
        SshKeyPatch spec;
    };
    using Response = NoContent;
};
BOOST_DESCRIBE_STRUCT(UpdateSshKey::Request, (), (uid, metadata, spec))

struct DeleteSshKey {
    static constexpr Endpoint endpoint{Method::remove,
                                       "/v1/users/assets/sshkeys/{uid}",
                                       204,
                                       policy::Permission::ssh_key_delete,
                                       "sshKey.delete",
                                       "Delete an SSH key"};
    using Request = ByUid<SshKeyUid>;
    using Response = NoContent;
};

struct ApproveSshKey {
    static constexpr Endpoint endpoint{Method::post,
                                       "/v1/users/assets/sshkeys/{uid}/approve",
                                       204,
                                       policy::Permission::ssh_key_update,
                                       "sshKey.approve",
                                       "Let in a key that came back with an older state"};
    using Request = ByUid<SshKeyUid>;
    using Response = NoContent;
};

/// Only by explicit choice: nobody's coming back lets their keys in again. The owner must be active and hold
/// a role here.
struct ResumeSshKey {
    static constexpr Endpoint endpoint{Method::post,
                                       "/v1/users/assets/sshkeys/{uid}/resume",
                                       204,
                                       policy::Permission::ssh_key_update,
                                       "sshKey.resume",
                                       "Let in a key again that was suspended with its owner"};
    using Request = ByUid<SshKeyUid>;
    using Response = NoContent;
};

/// The owner was deactivated, removed, or lost their last role in the key's project.
struct SuspendSshKey {
    static constexpr Deed endpoint{policy::Anyone{}, "sshKey.suspend", "Suspend an SSH key whose owner left"};
};

/// A key came back with an older state, as a restore or a node found: it opens nothing until it is approved.
struct HoldSshKey {
    static constexpr Deed endpoint{policy::Node{}, "sshKey.hold",
                                   "Hold an SSH key that came back with an older state"};
};

struct CheckSshKey {
    static constexpr Endpoint endpoint{Method::post,
                                       "/v1/users/assets/sshkeys/check",
                                       200,
                                       policy::Permission::ssh_key_list,
                                       "sshKey.check",
                                       "Tell what registering a key would say, and store nothing",
                                       Work::key_check};
    struct Request {
        std::optional<std::string> name;
        std::string publicKey;
        std::optional<SshKeyUid> uid;  ///< when editing: the key itself is no conflict
    };
    struct Key {
        std::string type;
        int bits = 0;
        std::string fingerprint;
        std::string comment;
        std::vector<KeyWarning> warnings;
    };
    struct Problem {
        std::string field;
        std::string rule;
        std::string message;
        std::optional<std::string> other;
    };
    struct Response {
        bool ok = false;
        std::optional<Key> key;
        std::optional<Problem> problem;
    };
};
BOOST_DESCRIBE_STRUCT(CheckSshKey::Request, (), (name, publicKey, uid))
BOOST_DESCRIBE_STRUCT(CheckSshKey::Key, (), (type, bits, fingerprint, comment, warnings))
BOOST_DESCRIBE_STRUCT(CheckSshKey::Problem, (), (field, rule, message, other))
BOOST_DESCRIBE_STRUCT(CheckSshKey::Response, (), (ok, key, problem))

}  // namespace gatehouse::contract

namespace gatehouse {
template <>
inline constexpr std::pair<contract::KeyState, std::string_view> enum_names<contract::KeyState>[] = {
    {contract::KeyState::active, "active"},   {contract::KeyState::compromised, "compromised"},
    {contract::KeyState::expired, "expired"}, {contract::KeyState::disabled, "disabled"},
    {contract::KeyState::held, "held"},       {contract::KeyState::suspended, "suspended"},
};
template <>
inline constexpr std::pair<contract::KeyScope, std::string_view> enum_names<contract::KeyScope>[] = {
    {contract::KeyScope::project, "project"},
    {contract::KeyScope::tenant, "tenant"},
};
}  // namespace gatehouse
