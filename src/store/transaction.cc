#include "store/transaction.h"

#include <soci/soci.h>
#include <stdexcept>

#include "store/audit_store.h"
#include "store/feed.h"
#include "store/project_store.h"
#include "store/rights_store.h"
#include "store/topic.h"

namespace gatehouse::store {

namespace {

model::ActorType type_of(policy::Caller const& caller) {
    if (caller.is_person())
        return model::ActorType::user;
    return caller.credential == policy::Credential::house ? model::ActorType::system
                                                          : model::ActorType::service;
}

model::AuditEvent event_of(policy::Caller const& caller, model::AuditAction const& action,
                           model::Outcome outcome, model::Scope const& scope, Time now) {
    model::AuditEvent event;
    event.at = now;
    event.is(action);
    event.outcome = outcome;
    event.actor_type = type_of(caller);
    event.actor = caller.actor();
    event.user = caller.user;
    event.credential = caller.credential_name();
    event.address = caller.address;
    event.request = caller.request;
    event.scope = scope;
    return event;
}

}  // namespace

model::AuditEvent refusal_of(policy::Caller const& caller, model::AuditAction const& action,
                             std::string const& reason, Time now) {
    auto event = event_of(caller, action, model::Outcome::denied, caller.scope, now);
    event.object.uid = caller.object;
    event.decision = {.reason = reason, .scope = caller.scope};
    event.detail = "{}";
    return event;
}

Result<Visibility> Transaction::permit(policy::Caller const& caller, policy::Rights const& rights,
                                       policy::Access const& access, model::AuditAction const& action,
                                       model::Scope const& scope) {
    using enum policy::Decision::Answer;
    auto decision = policy::decide(caller, rights, access, scope);
    switch (decision.answer) {
    case allowed:
        break;
    case unsigned_:
        return refuse(Code::unauthenticated, "sign in first");
    case unknown:
    case denied:
        denial_ = refusal_of(caller, action, decision.grounds.reason, now_);
        denial_->scope = scope;
        denial_->decision = std::move(decision.grounds);
        if (decision.answer == unknown)
            return refuse(Code::not_found, "there is no such project, or you have no role in it");
        return refuse(Code::forbidden, "you may not do this: " + denial_->decision.reason +
                                           "; ask a project or tenant "
                                           "administrator for a role that does");
    }
    if (!scope.is_tenant() && !ProjectStore(*this).exists(scope.project()))
        return refuse(Code::not_found, "there is no such project, or you have no role in it");
    permitted_ = true;
    grounds_ = std::move(decision.grounds);
    return Visibility(scope);
}

Visibility ReadTx::tenant_too() const {
    require_permitted();
    return visibility(model::Scope::tenant());
}

void ReadTx::require_permitted() const {
    if (!permitted_)
        throw std::logic_error("a read answered without having asked for a permission");
}

WriteTx::WriteTx(soci::session& sql, Time now, policy::Caller const& caller)
    : Transaction(sql, now), caller_(caller) {
    if (caller.is_person())
        rights_ = RightsStore(*this).of(caller.user);
}

std::string WriteTx::audit(model::AuditAction const& action, model::Scope const& scope,
                           model::AuditObject const& object, std::string const& detail) {
    auto event = event_of(caller_, action, model::Outcome::done, scope, now_);
    event.object = object;
    event.decision = grounds_;
    event.detail = detail;
    audited_ = true;
    return AuditStore(*this).add(std::move(event));
}

std::int64_t WriteTx::touch(model::Scope const& scope) { return touch_topic(topic(scope)); }
std::int64_t WriteTx::touch(ClusterUid const& cluster) { return touch_topic(topic(cluster)); }

void WriteTx::begin_epoch(FeedHead const& known) {
    Feed(*this).begin_epoch(known);
    touch(model::Scope::tenant());
}

std::int64_t WriteTx::touch_topic(std::string const& topic) {
    topics_.push_back(topic);
    return Feed(*this).advance(topic);
}

void WriteTx::require_permitted_and_audited() const {
    if (!permitted_ || !audited_)
        throw std::logic_error("a change was about to commit without a permission or without an audit event");
}

void SystemTx::record(model::AuditEvent const& event) { AuditStore(*this).add(event); }

}  // namespace gatehouse::store
