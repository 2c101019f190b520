#pragma once

#include "http/router.h"
#include "service/clusters.h"
#include "service/nodes.h"
#include "service/projects.h"
#include "service/registration_tokens.h"
#include "service/sessions.h"
#include "service/ssh_keys.h"
#include "service/users.h"

// Which service method answers which endpoint.
namespace gatehouse::api {

void serve_sessions(http::Router& router, service::Sessions& sessions);
/// `started`: tells one run of the server from another, so that an ETag of an earlier one never matches.
void serve_changes(http::Router& router, store::Database& db, std::string started);
void serve_ssh_keys(http::Router& router, service::SshKeys& keys);
void serve_projects(http::Router& router, service::Projects& projects);
void serve_clusters(http::Router& router, service::Clusters& clusters);
void serve_nodes(http::Router& router, service::Nodes& nodes);
void serve_registration_tokens(http::Router& router, service::RegistrationTokens& tokens);
void serve_users(http::Router& router, service::Users& users);

}  // namespace gatehouse::api
