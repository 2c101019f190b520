#pragma once

#include "contract/users.h"
#include "policy/caller.h"
#include "service/letters.h"
#include "store/database.h"

namespace gatehouse::service {

/// People: who they are, whether they may sign in, and what they own.
class Users {
public:
    static constexpr auto activation_life = std::chrono::hours(72);

    Users(store::Database& db, Letters& letters) : db_(db), letters_(letters) {}

    Result<contract::CreateUser::Response> create(policy::Caller const& caller,
                                                  contract::CreateUser::Request wanted);
    Result<contract::ListUsers::Response> list(policy::Caller const& caller, contract::ListWanted wanted);
    Result<contract::User> get(policy::Caller const& caller, contract::GetUser::Request wanted);
    Result<contract::NoContent> update(policy::Caller const& caller, contract::UpdateUser::Request wanted);
    Result<contract::NoContent> patch(policy::Caller const& caller, contract::PatchUser::Request wanted);
    Result<contract::NoContent> set_state(policy::Caller const& caller,
                                          contract::SetUserState::Request wanted);
    Result<contract::NoContent> remove(policy::Caller const& caller, contract::DeleteUser::Request wanted);
    Result<contract::GetUserBelongings::Response> belongings(policy::Caller const& caller,
                                                             contract::GetUserBelongings::Request wanted);
    Result<contract::SummarizeUsers::Response> summarize(policy::Caller const& caller,
                                                         contract::SummarizeUsers::Request wanted);
    Result<contract::ListUserMetadata::Response> list_metadata(policy::Caller const& caller,
                                                               contract::Nothing);

private:
    template <class E>
    Result<contract::NoContent> edit(policy::Caller const& caller, UserUid const& uid,
                                     contract::UpdateUser::Spec const& wanted);

    store::Database& db_;
    Letters& letters_;
};

}  // namespace gatehouse::service
