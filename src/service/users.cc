#include "service/users.h"

#include <algorithm>

#include "base/text.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "policy/role.h"
#include "service/change.h"
#include "sshkey/names.h"
#include "store/project_store.h"
#include "store/session_store.h"
#include "store/user_store.h"
#include "json/json.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::UserStore;
using store::WriteTx;

namespace {

/// Enough to catch a slip; whether an address works shows when mail arrives.
Result<void> check_email(std::string const& email) {
    auto const at = email.find('@');
    bool const plausible = email.size() <= 254 && at != std::string::npos && at > 0 &&
                           at + 1 < email.size() && email.find('@', at + 1) == std::string::npos &&
                           email.find(' ') == std::string::npos;
    if (!plausible)
        return refuse(Code::invalid, "this is not an e-mail address", "/spec/emailId");
    return sshkey::check_name(email, 254, "/spec/emailId");
}

Result<void> check_password(std::string_view password) {
    if (password.size() < Users::least_password || password.size() > Users::most_password)
        return refuse(
            Code::invalid,
            fmt::format("a password has {} to {} characters", Users::least_password, Users::most_password),
            "/password");
    return {};
}

/// Bindings of known roles in `scope`; a tenant role is not for a project.
Result<std::vector<model::RoleBinding>> bindings_of(std::vector<std::string> const& roles,
                                                    model::Scope const& scope, std::string const& field) {
    std::vector<model::RoleBinding> bindings;
    for (auto const& uid : roles) {
        auto const* role = policy::find_role(RoleUid(uid));
        if (!role)
            return refuse(Code::invalid, fmt::format("there is no role {}", json::encode(uid)), field);
        if (role->reach == policy::Reach::tenant && !scope.is_tenant())
            return refuse(Code::invalid,
                          fmt::format("{} is a role of the tenant, not of a project", role->name), field);
        bindings.push_back({RoleUid(uid), scope});
    }
    return bindings;
}

/// What the audit trail keeps of a person: the roles in the tenant, and in each project by its uid.
struct UserDetail {
    std::vector<std::string> roles;
    std::map<std::string, std::vector<std::string>> projects;
};
BOOST_DESCRIBE_STRUCT(UserDetail, (), (roles, projects))

UserDetail detail_of(UserStore const& users, UserUid const& uid) {
    UserDetail detail;
    for (auto const& binding : users.bindings(uid))
        (binding.scope.is_tenant() ? detail.roles : detail.projects[binding.scope.str()])
            .push_back(binding.role.str());
    return detail;
}

/// There is always a tenant administrator: checked inside the transaction that holds the lock on rights.
Result<void> require_admin_left(UserStore const& users) {
    if (users.count_tenant_holders(RoleUid(std::string(policy::tenant_admin))) == 0)
        return refuse(Code::conflict,
                      "this would leave nobody who can administer the tenant; make another Tenant "
                      "Admin first");
    return {};
}

}  // namespace

Result<CreateUser::Response> Users::create(Caller const& caller, CreateUser::Request wanted) {
    auto& spec = wanted.spec;
    TRY(check_email(spec.emailId));
    model::User user{{}, spec.emailId, spec.firstName.value_or(""), spec.lastName.value_or("")};
    if (!user.first_name.empty())
        TRY(sshkey::check_name(user.first_name, 64, "/spec/firstName"));
    if (!user.last_name.empty())
        TRY(sshkey::check_name(user.last_name, 64, "/spec/lastName"));
    auto const bindings = TRY(bindings_of(spec.roles, model::Scope::tenant(), "/spec/roles"));
    auto const token = crypto::new_token();
    return db_.write(caller, [&](WriteTx& tx) -> Result<CreateUser::Response> {
        TRY(tx.permit<CreateUser>(model::Scope::tenant()));
        UserStore users(tx);
        users.lock_rights();
        auto const uid = TRY(users.add(user));
        users.replace_bindings(uid, UserStore::Where::tenant, bindings);
        users.set_activation(uid, crypto::token_digest(token.reveal()), tx.now() + activation_life);
        auto const event = tx.audit<CreateUser>(model::Scope::tenant(), {uid.str(), user.email},
                                                change<UserDetail>({}, detail_of(users, uid)));
        return CreateUser::Response{
            uid.str(), fmt::format("{}/activate/{}", installation_.public_url, token.reveal()), event};
    });
}

Result<NoContent> Users::activate(Caller const& caller, ActivateUser::Request wanted) {
    Secret const token(std::move(wanted.token));
    Secret const password(std::move(wanted.password));
    TRY(check_password(password.reveal()));
    auto const digest = crypto::token_digest(token.reveal());
    auto const gone = [] {
        return refuse(Code::not_found,
                      "this activation link has expired or was used already; ask an administrator "
                      "for a new one");
    };
    if (!db_.look([&](store::SystemTx& tx) { return UserStore(tx).find_activation(digest); })) {
        db_.refused<ActivateUser>(caller, "no such activation link, or one that has ended");
        return gone();  // before the costly hash
    }
    auto const hash = crypto::hash_password(password.reveal());
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<ActivateUser>(model::Scope::tenant()));
        UserStore users(tx);
        auto const uid = users.find_activation(digest);
        if (!uid)
            return gone();
        users.set_password(*uid, hash);
        users.end_activation(*uid);
        auto const user = TRY(users.find(visible, *uid));
        tx.audit<ActivateUser>(model::Scope::tenant(), {uid->str(), user.email});
        return NoContent{};
    });
}

Result<NoContent> Users::set_roles(Caller const& caller, SetUserRoles::Request wanted) {
    auto const bindings = TRY(bindings_of(wanted.roles, model::Scope::tenant(), "/roles"));
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<SetUserRoles>(model::Scope::tenant()));
        UserStore users(tx);
        users.lock_rights();
        auto const user = TRY(users.find(visible, wanted.uid));
        auto const before = detail_of(users, user.uid);
        users.replace_bindings(user.uid, UserStore::Where::tenant, bindings);
        TRY(require_admin_left(users));
        tx.audit<SetUserRoles>(model::Scope::tenant(), {user.uid.str(), user.email},
                               change<UserDetail>(before, detail_of(users, user.uid)));
        return NoContent{};
    });
}

Result<NoContent> Users::set_projects(Caller const& caller, SetUserProjects::Request wanted) {
    std::vector<model::RoleBinding> bindings;
    for (std::size_t i = 0; i < wanted.projects.size(); ++i) {
        auto const& [project, roles] = wanted.projects[i];
        auto const field = fmt::format("/projects/{}", i);
        if (project.empty())
            return refuse(Code::invalid, "name the project", field + "/projectUid");
        for (auto& binding : TRY(bindings_of(roles, model::Scope::of(ProjectUid(project)), field + "/roles")))
            bindings.push_back(std::move(binding));
    }
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<SetUserProjects>(model::Scope::tenant()));
        UserStore users(tx);
        users.lock_rights();
        auto const user = TRY(users.find(visible, wanted.uid));
        for (auto const& binding : bindings)
            if (!store::ProjectStore(tx).exists(binding.scope.project()))
                return refuse(Code::invalid, "there is no such project", "/projects");
        auto const before = detail_of(users, user.uid);
        users.replace_bindings(user.uid, UserStore::Where::projects, bindings);
        tx.audit<SetUserProjects>(model::Scope::tenant(), {user.uid.str(), user.email},
                                  change<UserDetail>(before, detail_of(users, user.uid)));
        return NoContent{};
    });
}

Result<Secret> Users::reset_admin(std::string const& email) {
    TRY(check_email(email));
    Secret password(std::string(crypto::new_token().reveal().substr(0, 24)));
    auto const hash = crypto::hash_password(password.reveal());
    TRY(db_.write(Caller::house(), [&](WriteTx& tx) -> Result<void> {
        TRY(tx.permit<CreateUser>(model::Scope::tenant()));
        UserStore users(tx);
        users.lock_rights();
        auto const known = users.by_email(email);
        auto const uid = known ? known->user.uid : TRY(users.add({{}, email, "", ""}));
        users.set_password(uid, hash);
        users.end_activation(uid);
        auto const before = detail_of(users, uid);
        auto bindings = users.bindings(uid);
        std::erase_if(bindings, [](model::RoleBinding const& binding) { return !binding.scope.is_tenant(); });
        bindings.push_back({RoleUid(std::string(policy::tenant_admin)), model::Scope::tenant()});
        users.replace_bindings(uid, UserStore::Where::tenant, bindings);
        store::SessionStore(tx).end_all(uid);
        tx.audit<CreateUser>(model::Scope::tenant(), {uid.str(), email},
                             change<UserDetail>(before, detail_of(users, uid)));
        return {};
    }));
    return password;
}

bool Users::has_admin() {
    return db_.look([](store::SystemTx& tx) {
        return UserStore(tx).count_tenant_holders(RoleUid(std::string(policy::tenant_admin))) > 0;
    });
}

}  // namespace gatehouse::service
