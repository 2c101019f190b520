#include "service/users.h"

#include "base/text.h"
#include "service/change.h"
#include "service/given_roles.h"
#include "service/list_query.h"
#include "service/people.h"
#include "service/project_names.h"
#include "service/rights_change.h"
#include "sshkey/names.h"
#include "store/api_key_store.h"
#include "store/rights_store.h"
#include "store/role_store.h"
#include "store/session_store.h"
#include "store/ssh_key_store.h"
#include "store/team_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::ReadTx;
using store::RightsStore;
using store::UserStore;
using store::WriteTx;

namespace {

Result<void> check_names(model::User const& user) {
    TRY(check_email(user.email, "/spec/emailId"));
    if (!user.first_name.empty())
        TRY(sshkey::check_name(user.first_name, 64, "/spec/firstName"));
    if (!user.last_name.empty())
        TRY(sshkey::check_name(user.last_name, 64, "/spec/lastName"));
    return {};
}

/// Whoever puts a person into a team gives them the team's roles.
Result<void> join(WriteTx& tx, UserUid const& user, std::vector<std::string> const& teams) {
    for (std::size_t i = 0; i < teams.size(); ++i) {
        TeamUid const team(teams[i]);
        auto const field = fmt::format("/spec/teams/{}", i);
        if (!store::TeamStore(tx).exists(team))
            return refuse(Code::invalid, "there is no such team", field);
        TRY(may_give(tx, RightsStore(tx).bindings(team.str()), field));
        store::TeamStore(tx).add_member(team, user);
    }
    return {};
}

/// The members that a patch may replace.
Result<UpdateUser::Spec> spec_of(std::vector<PatchStep> const& steps) {
    UpdateUser::Spec spec;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        auto const& step = steps[i];
        auto const field = fmt::format("/{}/path", i);
        if (step.op != "replace")
            return refuse(Code::invalid, "only \"replace\" works here", fmt::format("/{}/op", i));
        if (step.path == "/spec/emailId")
            spec.emailId = step.value;
        else if (step.path == "/spec/firstName")
            spec.firstName = step.value.value_or("");
        else if (step.path == "/spec/lastName")
            spec.lastName = step.value.value_or("");
        else
            return refuse(Code::invalid, "/spec/emailId, /spec/firstName and /spec/lastName can be replaced",
                          field);
    }
    return spec;
}

NamedUid named(std::shared_ptr<policy::Role const> const& role) { return {role->uid.str(), role->meta.name}; }

UserSummary summary_of(ReadTx& tx, model::User const& user, ProjectNames const& projects) {
    UserSummary summary{meta_of(user), {user.email, user.first_name, user.last_name}, status_of(tx, user)};
    auto const rights = RightsStore(tx).of(user.uid);
    for (auto const& held : rights.held())
        if (held.scope.is_tenant() && !held.team)
            summary.spec.roles.push_back(named(held.role));
    for (auto const& team : store::TeamStore(tx).of(user.uid))
        summary.spec.teams.push_back({team.uid.str(), team.name});
    summary.spec.projects =
        rights.reaches_every_project() ? projects.all() : projects.among(rights.projects());
    summary.spec.projectsCount = int(summary.spec.projects.size());
    return summary;
}

}  // namespace

Result<CreateUser::Response> Users::create(Caller const& caller, CreateUser::Request wanted) {
    auto& spec = wanted.spec;
    model::User user{{}, spec.emailId, spec.firstName.value_or(""), spec.lastName.value_or("")};
    TRY(check_names(user));
    auto const bindings = bindings_in(model::Scope::tenant(), spec.roles);
    return db_.write(caller, [&](WriteTx& tx) -> Result<CreateUser::Response> {
        TRY(tx.permit<CreateUser>(model::Scope::tenant()));
        RightsChange change_of_rights(tx, {});
        TRY(may_give(tx, bindings, "/spec/roles"));
        auto const uid = TRY(UserStore(tx).add(user));
        RightsStore(tx).replace(uid.str(), RightsStore::Where::tenant, bindings);
        TRY(join(tx, uid, spec.teams));
        user.uid = uid;
        auto const link = letters_.give_link(tx, user, activation_life);
        auto const event = tx.audit<CreateUser>(model::Scope::tenant(), {uid.str(), user.email},
                                                change<PersonDetail>({}, detail_of(tx, uid)));
        return CreateUser::Response{uid.str(), link, event};
    });
}

Result<ListUsers::Response> Users::list(Caller const& caller, ListWanted wanted) {
    auto const query =
        TRY(list_query(wanted, {"metadata.name", "spec.emailId", "metadata.creationTimestamp"}));
    store::UserQuery which;
    for (auto const& [field, value] : query.filters)
        (field == "spec.emailId" ? which.email : which.name).equal = value;
    which.order = query.order;
    return db_.read(caller, [&](ReadTx& tx) -> Result<ListUsers::Response> {
        auto const visible = TRY(tx.permit<ListUsers>(model::Scope::tenant()));
        ListUsers::Response answer;
        for (auto const& user : UserStore(tx).list(visible, which, query.page))
            answer.items.push_back(to_wire(tx, user));
        answer.listmeta = list_meta(query.page, int(answer.items.size()),
                                    UserStore(tx).count(visible, which, most_counted));
        return answer;
    });
}

Result<User> Users::get(Caller const& caller, GetUser::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<User> {
        auto const visible = TRY(tx.permit<GetUser>(model::Scope::tenant()));
        return to_wire(tx, TRY(UserStore(tx).find(visible, wanted.uid)));
    });
}

template <class E>
Result<NoContent> Users::edit(Caller const& caller, UserUid const& uid, UpdateUser::Spec const& wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<E>(model::Scope::tenant()));
        auto user = TRY(UserStore(tx).find(visible, uid));
        auto const before = detail_of(tx, uid);
        // Who takes over an address can have its password reset: that is to act as that person.
        if (wanted.emailId && *wanted.emailId != user.email)
            TRY(may_act_as(tx, uid, "/spec/emailId"));
        user.email = wanted.emailId.value_or(user.email);
        user.first_name = wanted.firstName.value_or(user.first_name);
        user.last_name = wanted.lastName.value_or(user.last_name);
        TRY(check_names(user));
        TRY(UserStore(tx).update(user));
        tx.audit<E>(model::Scope::tenant(), {uid.str(), user.email},
                    change<PersonDetail>(before, detail_of(tx, uid)));
        return NoContent{};
    });
}

Result<NoContent> Users::update(Caller const& caller, UpdateUser::Request wanted) {
    return edit<UpdateUser>(caller, wanted.uid, wanted.spec);
}

Result<NoContent> Users::patch(Caller const& caller, PatchUser::Request wanted) {
    return edit<PatchUser>(caller, wanted.uid, TRY(spec_of(wanted.steps)));
}

Result<NoContent> Users::set_state(Caller const& caller, SetUserState::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<SetUserState>(model::Scope::tenant()));
        auto const user = TRY(UserStore(tx).find(visible, wanted.uid));
        auto const before = detail_of(tx, user.uid);
        RightsChange change_of_rights(tx, {user.uid});
        if (wanted.isActive)
            UserStore(tx).reactivate(user.uid);
        else
            UserStore(tx).deactivate(user.uid);
        TRY(change_of_rights.settle());
        tx.audit<SetUserState>(model::Scope::tenant(), {user.uid.str(), user.email},
                               change<PersonDetail>(before, detail_of(tx, user.uid)));
        return NoContent{};
    });
}

Result<NoContent> Users::remove(Caller const& caller, DeleteUser::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit<DeleteUser>(model::Scope::tenant()));
        auto const user = TRY(UserStore(tx).find(visible, wanted.uid));
        auto const before = detail_of(tx, user.uid);
        RightsChange change_of_rights(tx, {user.uid});
        UserStore(tx).remove(user.uid);
        TRY(change_of_rights.settle());
        tx.audit<DeleteUser>(model::Scope::tenant(), {user.uid.str(), user.email},
                             change<PersonDetail>(before, {}));
        return NoContent{};
    });
}

Result<GetUserBelongings::Response> Users::belongings(Caller const& caller,
                                                      GetUserBelongings::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<GetUserBelongings::Response> {
        auto const visible = TRY(tx.permit<GetUserBelongings>(model::Scope::tenant()));
        auto const user = TRY(UserStore(tx).find(visible, wanted.uid));
        GetUserBelongings::Response answer;
        answer.sessions = store::SessionStore(tx).count_of(user.uid);
        for (auto const& key : store::ApiKeyStore(tx).owned_by(user.uid))
            if (key.active)
                answer.apiKeys.push_back({key.uid.str(), key.meta.name});
        ProjectNames const projects(tx);
        for (auto const& key : store::SshKeyStore(tx).owned_by(user.uid)) {
            auto& item = answer.sshKeys.emplace_back();
            item = {key.uid.str(), key.meta.name, key.fingerprint, std::nullopt, key.suspended.has_value()};
            if (!key.scope.is_tenant())
                item.project = NamedUid{key.scope.str(), projects.of(key.scope)};
        }
        return answer;
    });
}

Result<SummarizeUsers::Response> Users::summarize(Caller const& caller, SummarizeUsers::Request wanted) {
    store::UserQuery which;
    if (wanted.filter) {
        which.email = text_filter(wanted.filter->emailId);
        which.name = text_filter(wanted.filter->name);
    }
    which.order = order_of(wanted.sort);
    return db_.read(caller, [&](ReadTx& tx) -> Result<SummarizeUsers::Response> {
        auto const visible = TRY(tx.permit<SummarizeUsers>(model::Scope::tenant()));
        SummarizeUsers::Response answer;
        ProjectNames const projects(tx);
        for (auto const& user : UserStore(tx).list(visible, which, {}))
            answer.items.push_back(summary_of(tx, user, projects));
        return answer;
    });
}

Result<ListUserMetadata::Response> Users::list_metadata(Caller const& caller, Nothing) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<ListUserMetadata::Response> {
        auto const visible = TRY(tx.permit<ListUserMetadata>(model::Scope::tenant()));
        ListUserMetadata::Response answer;
        for (auto const& user : UserStore(tx).list(visible, {}, {}))
            answer.items.push_back({user.uid.str(), user.name(), user.email});
        return answer;
    });
}

}  // namespace gatehouse::service
