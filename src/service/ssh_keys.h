#pragma once

#include <mutex>

#include "contract/ssh_keys.h"
#include "model/ssh_key.h"
#include "policy/caller.h"
#include "service/blocklist_file.h"
#include "service/recent_answers.h"
#include "store/database.h"

namespace gatehouse::service {

/// Registering, editing and deleting SSH public keys, in a project or for the whole tenant.
class SshKeys {
public:
    /// What it is given must outlive this.
    SshKeys(store::Database& db, Clock const& clock, BlocklistFile const& blocklist)
        : db_(db), clock_(clock), blocklist_(blocklist) {}

    using List = contract::Items<contract::SshKey>;
    Result<json::Encoded<List>> list(policy::Caller const& caller, contract::Nothing);
    Result<contract::ListOwnSshKeys::Response> list_own(policy::Caller const& caller, contract::Nothing);
    Result<contract::Uid> create(policy::Caller const& caller, contract::CreateSshKey::Request wanted);
    Result<contract::SshKey> get(policy::Caller const& caller, contract::GetSshKey::Request wanted);
    Result<contract::NoContent> update(policy::Caller const& caller, contract::UpdateSshKey::Request wanted);
    Result<contract::NoContent> remove(policy::Caller const& caller, contract::DeleteSshKey::Request wanted);
    Result<contract::NoContent> resume(policy::Caller const& caller, contract::ResumeSshKey::Request wanted);
    Result<contract::NoContent> approve(policy::Caller const& caller,
                                        contract::ApproveSshKey::Request wanted);
    Result<contract::CheckSshKey::Response> check(policy::Caller const& caller,
                                                  contract::CheckSshKey::Request wanted);

private:
    /// Before the costly checks: whether this caller may ask for them at all.
    template <class E>
    Result<void> may(policy::Caller const& caller);
    Result<sshkey::CheckedKey> accepted(std::string_view text);
    Result<model::SshKey> checked(contract::MetaInput metadata, std::string text);
    Result<void> check_limits(std::optional<Time> expiry, std::vector<std::string> const& logins,
                              std::vector<std::string> const& from) const;

    store::Database& db_;
    Clock const& clock_;
    BlocklistFile const& blocklist_;
    std::mutex checking_;
    RecentAnswers<List> lists_;
};

}  // namespace gatehouse::service
