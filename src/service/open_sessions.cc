#include "service/open_sessions.h"

#include <algorithm>

#include "service/change.h"
#include "store/session_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace contract;
using policy::Caller;
using store::ReadTx;
using store::SessionStore;
using store::WriteTx;

namespace {

/// What the audit trail keeps of a session.
struct SessionDetail {
    std::string user;
    model::SessionKind kind = model::SessionKind::api;
    std::string address;
    std::string agent;
    Time begun{};
};
BOOST_DESCRIBE_STRUCT(SessionDetail, (), (user, kind, address, agent, begun))

}  // namespace

Result<ListOpenSessions::Response> OpenSessions::list(Caller const& caller,
                                                      ListOpenSessions::Request wanted) {
    return db_.read(caller, [&](ReadTx& tx) -> Result<ListOpenSessions::Response> {
        auto const visible = TRY(tx.permit_on<ListOpenSessions>(wanted.uid));
        auto const user = TRY(store::UserStore(tx).find(visible, wanted.uid));
        ListOpenSessions::Response answer;
        for (auto const& session : SessionStore(tx).of(user.uid))
            answer.items.push_back({session.uid, session.kind, session.created, session.last_action,
                                    session.ends, session.address, session.agent,
                                    session.uid == caller.session});
        return answer;
    });
}

Result<NoContent> OpenSessions::end(Caller const& caller, EndOpenSession::Request wanted) {
    return db_.write(caller, [&](WriteTx& tx) -> Result<NoContent> {
        auto const visible = TRY(tx.permit_on<EndOpenSession>(wanted.uid));
        auto const user = TRY(store::UserStore(tx).find(visible, wanted.uid));
        auto const open = SessionStore(tx).of(user.uid);
        auto const session = std::ranges::find(open, wanted.session, &model::Session::uid);
        if (session == open.end())
            return refuse(Code::not_found, "this user has no such session; it may have ended already");
        SessionStore(tx).end(session->uid);
        tx.audit<EndOpenSession>(
            model::Scope::tenant(), {session->uid, user.email},
            change<SessionDetail>(
                SessionDetail{user.email, session->kind, session->address, session->agent, session->created},
                {}));
        return NoContent{};
    });
}

}  // namespace gatehouse::service
