#include "service/access.h"

#include "contract/users.h"
#include "policy/decide.h"
#include "store/project_store.h"
#include "store/rights_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::ReadTx;

Decision to_wire(model::Grounds const& grounds) {
    Decision decision{grounds.allowed, grounds.reason, grounds.permission};
    if (!grounds.scope.is_tenant())
        decision.projectUid = grounds.scope.str();
    if (grounds.role) {
        decision.role = NamedUid{grounds.role->uid.str(), grounds.role->name};
        decision.givenIn = grounds.given_in.str();
    }
    if (grounds.team)
        decision.team = NamedUid{grounds.team->uid.str(), grounds.team->name};
    return decision;
}

Result<ExplainAccess::Response> Access::explain(Caller const& caller, ExplainAccess::Request wanted) {
    auto const uid = wanted.userUid && !wanted.userUid->empty() ? UserUid(*wanted.userUid) : caller.user;
    auto const scope = model::Scope::of(ProjectUid(wanted.projectUid.value_or("")));
    return db_.read(caller, [&](ReadTx& tx) -> Result<ExplainAccess::Response> {
        auto const visible = uid == caller.user ? TRY(tx.permit<ExplainAccess>(model::Scope::tenant()))
                                                : TRY(tx.permit<GetUser>(model::Scope::tenant()));
        auto const user = TRY(store::UserStore(tx).find(visible, uid));
        auto const rights = store::RightsStore(tx).of(uid);
        if (!scope.is_tenant() && (!store::ProjectStore(tx).exists(scope.project()) ||
                                   (uid == caller.user && !rights.knows(scope))))
            return refuse(Code::not_found, "there is no such project, or you have no role in it");
        Caller as_user = Caller::person(user.uid, user.email);
        auto decision = policy::decide(as_user, rights, wanted.permission, scope);
        if (!user.active) {
            decision.grounds.allowed = false;
            decision.grounds.reason =
                user.deactivated ? "the user is deactivated" : "the user has set no password yet";
        }
        ExplainAccess::Response answer{{uid.str(), user.email}, user.active, to_wire(decision.grounds), {}};
        for (auto const& held : rights.held()) {
            if (!held.scope.is_tenant() && held.scope != scope)
                continue;
            auto& one = answer.roles.emplace_back();
            one = {{held.role->uid.str(), held.role->meta.name},
                   held.scope.str(),
                   std::nullopt,
                   held.gives(wanted.permission, scope)};
            if (held.team)
                one.team = NamedUid{held.team->uid.str(), held.team->name};
        }
        return answer;
    });
}

}  // namespace gatehouse::service
