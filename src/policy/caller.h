#pragma once

#include <string>
#include <variant>

#include "base/id.h"
#include "model/scope.h"
#include "model/user.h"
#include "policy/permission.h"
#include "policy/rights.h"

namespace gatehouse::policy {

struct SignedIn {};  ///< any signed-in person
struct Node {};      ///< a node, by its credential
struct Anyone {};    ///< no credential needed; the endpoint checks what it is given

/// What an endpoint asks of its caller. There is no default.
using Access = std::variant<Permission, SignedIn, Node, Anyone>;

enum class Credential {
    none,
    api_token,
    browser_session,
    api_key,
    node,
    house
};  ///< house: the server's own jobs

/// Who makes a request, as the credentials tell. Built by http/authenticate.cc; a value, owned by the
/// request.
struct Caller {
    Credential credential = Credential::none;
    model::Scope scope = model::Scope::tenant();  ///< the scope the request names
    UserUid user{};
    std::string email{};
    std::string name{};
    std::string session{};  ///< uid of the session or API key
    Time session_ends{};
    NodeUid node{};
    Rights rights{};        ///< as they were when the request came
    std::string browser{};  ///< digest of the cookie of a browser that signed in before
    std::string object{};   ///< uid that the request's path names
    std::string address{};
    std::string agent{};    ///< what the program says it is: printable ASCII, cut to 200 characters
    std::string request{};  ///< the request's id: in the log, the audit and `ref`

    static Caller house() {
        Caller caller;
        caller.credential = Credential::house;
        return caller;
    }

    /// A person as such, without a request of theirs.
    static Caller person(UserUid uid, std::string email) {
        Caller caller;
        caller.credential = Credential::api_token;
        caller.user = std::move(uid);
        caller.email = std::move(email);
        return caller;
    }

    bool is_person() const {
        return credential == Credential::api_token || credential == Credential::browser_session ||
               credential == Credential::api_key;
    }
    std::string actor() const;
    std::string credential_name() const;
};

}  // namespace gatehouse::policy
