#pragma once

#include <map>
#include <string>
#include <vector>

#include "contract/users.h"
#include "model/user.h"
#include "service/change.h"
#include "store/transaction.h"

// What services that deal with people share.
namespace gatehouse::service {

/// What the audit trail keeps of a person: who they are, their teams, the roles given to them in the tenant,
/// and in each project by its uid.
struct PersonDetail {
    std::string emailId;
    std::string firstName;
    std::string lastName;
    bool isDeactivated = false;
    std::vector<std::string> teams;
    std::vector<std::string> roles;
    std::map<std::string, std::vector<std::string>> projects;
};
BOOST_DESCRIBE_STRUCT(PersonDetail, (), (emailId, firstName, lastName, isDeactivated, teams, roles, projects))

PersonDetail detail_of(store::Transaction const& tx, UserUid const& uid);

/// Enough to catch a slip; whether an address works shows when mail arrives.
Result<void> check_email(std::string const& email, std::string const& field);

contract::UserState state_of(model::User const& user);
contract::User to_wire(store::Transaction const& tx, model::User const& user);
contract::UserStatus status_of(store::Transaction const& tx, model::User const& user);
contract::ObjectMeta meta_of(model::User const& user);

}  // namespace gatehouse::service
