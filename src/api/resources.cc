#include "api/services.h"
#include "contract/openapi.h"
#include "crypto/digest.h"
#include "crypto/signing.h"
#include "store/topic.h"

namespace gatehouse::api {

using namespace contract;
using http::bind;
using service::AuditNotes;
using service::Audits;
using service::Clusters;
using service::Nodes;
using service::Projects;
using service::RegistrationTokens;
using service::SshKeys;

namespace {

/// A removal waits a little for its nodes, so that most answers are final.
constexpr auto removal_patience = std::chrono::seconds(5);

std::optional<http::Hold> until_confirmed(Result<NoContent> const& result) {
    if (result || result.error().rule != service::nodes_unconfirmed)
        return std::nullopt;
    return http::Hold{{store::receipts}, removal_patience};
}

std::optional<http::Hold> until_newer(Result<PollNode::Response> const& result) {
    if (!result || result->snapshot)
        return std::nullopt;
    return http::Hold{result->topics, result->hold};
}

void serve_ssh_keys(http::Router& router, SshKeys& keys) {
    router.serve<ListSshKeys>(bind(keys, &SshKeys::list));
    router.serve<ListOwnSshKeys>(bind(keys, &SshKeys::list_own));
    router.serve<CreateSshKey>(bind(keys, &SshKeys::create));
    router.serve<GetSshKey>(bind(keys, &SshKeys::get));
    router.serve<UpdateSshKey>(bind(keys, &SshKeys::update));
    router.serve<DeleteSshKey>(bind(keys, &SshKeys::remove));
    router.serve<ApproveSshKey>(bind(keys, &SshKeys::approve));
    router.serve<ResumeSshKey>(bind(keys, &SshKeys::resume));
    router.serve<CheckSshKey>(bind(keys, &SshKeys::check));
}

void serve_projects(http::Router& router, Projects& projects) {
    router.serve<CreateProject>(bind(projects, &Projects::create));
    router.serve<GetProject>(bind(projects, &Projects::get));
    router.serve<UpdateProject>(bind(projects, &Projects::update));
    router.serve<DeleteProject>(bind(projects, &Projects::remove), {}, until_confirmed);
    router.serve<ListProjectMetadata>(bind(projects, &Projects::list_metadata));
    router.serve<ValidateProjectDeletion>(bind(projects, &Projects::validate_deletion));
    router.serve<SummarizeProjects>(bind(projects, &Projects::summarize));
    router.serve<GetKnownHosts>(bind(projects, &Projects::known_hosts));
}

void serve_clusters(http::Router& router, Clusters& clusters) {
    router.serve<ListClusters>(bind(clusters, &Clusters::list));
    router.serve<CreateCluster>(bind(clusters, &Clusters::create));
    router.serve<GetCluster>(bind(clusters, &Clusters::get));
    router.serve<UpdateCluster>(bind(clusters, &Clusters::update));
    router.serve<DeleteCluster>(bind(clusters, &Clusters::remove), {}, until_confirmed);
    router.serve<ListNodes>(bind(clusters, &Clusters::list_nodes));
    router.serve<DeleteNode>(bind(clusters, &Clusters::remove_node), {}, until_confirmed);
    router.serve<CreateEnrolment>(bind(clusters, &Clusters::create_enrolment));
}

void serve_nodes(http::Router& router, Nodes& nodes) {
    router.serve<GetCa>(bind(nodes, &Nodes::ca));
    router.serve<EnrolNode>(bind(nodes, &Nodes::enrol));
    router.serve<PollNode>(bind(nodes, &Nodes::poll), {}, until_newer);
}

void serve_registration_tokens(http::Router& router, RegistrationTokens& tokens) {
    router.serve<ListRegistrationTokens>(bind(tokens, &RegistrationTokens::list));
    router.serve<CreateRegistrationToken>(bind(tokens, &RegistrationTokens::create));
    router.serve<GetRegistrationToken>(bind(tokens, &RegistrationTokens::get));
    router.serve<UpdateRegistrationToken>(bind(tokens, &RegistrationTokens::update));
    router.serve<DeleteRegistrationToken>(bind(tokens, &RegistrationTokens::remove));
    router.serve<SetRegistrationTokenState>(bind(tokens, &RegistrationTokens::set_state));
}

void as_a_file(http::Request const&, ExportAudits::Response const& file, http::Response& response) {
    if (file.format == ExportFormat::jsonl)
        response.content_type = ExportAudits::Response::other_content_type;
    response.headers.emplace_back(
        "Content-Disposition",
        fmt::format("attachment; filename=\"gatehouse-audit.{}\"", to_name(file.format)));
}

void serve_audits(http::Router& router, Audits& audits, AuditNotes& notes) {
    router.serve<ListAudits>(bind(audits, &Audits::list));
    router.serve<ExportAudits>(bind(audits, &Audits::export_events), as_a_file);
    router.serve<GetAudit>(bind(audits, &Audits::get));
    router.serve<GetAuditMessage>(bind(notes, &AuditNotes::message));
    router.serve<NoteAudit>(bind(notes, &AuditNotes::note));
}

void serve_openapi(http::Router& router) {
    auto const document = std::make_shared<GetOpenApi::Response>();
    router.serve<GetOpenApi>(
        [document](policy::Caller const&, Nothing) -> Result<GetOpenApi::Response> { return *document; });
    document->text = openapi(router.operations());
    document->etag = fmt::format("\"{}\"", crypto::to_hex(crypto::sha256(document->text)));
}

}  // namespace

Services::Services(store::Database& database, Clock const& clock, service::BlocklistFile& blocklist,
                   service::Installation const& installation, std::filesystem::path const& keys)
    : db(database), tokens(db, crypto::load_or_create_key_file(keys / "registration.key", 32)),
      snapshots(crypto::SigningKey::load_or_create(keys / "signing.key")), epochs(db, keys / "feed-head"),
      removals(db), sessions(db, clock), ssh_keys(db, clock, blocklist), key_audit(db, blocklist),
      projects(db, removals), clusters(db, removals, tokens, installation),
      nodes(db, snapshots, epochs, tokens, installation),
      letters(db, clock, installation, crypto::load_or_create_key_file(keys / "links.key", 32)),
      users(db, letters), passwords(db, clock, sessions, letters, installation), api_keys(db, clock),
      open_sessions(db), tenant_settings(db), teams(db), roles(db), role_bindings(db), access(db), audits(db),
      audit_notes(db), trail_note(db, keys / "audit-head") {}

void Services::serve(http::Router& router, std::string const& started) {
    serve_sessions(router, sessions);
    serve_changes(router, db, started);
    serve_ssh_keys(router, ssh_keys);
    serve_projects(router, projects);
    serve_clusters(router, clusters);
    serve_nodes(router, nodes);
    serve_registration_tokens(router, tokens);
    serve_people(router);
    serve_audits(router, audits, audit_notes);
    serve_openapi(router);  // last: it tells of all that is served
}

Result<policy::Caller> Services::identify(http::Presented shown) {
    if (shown.kind == policy::Credential::node)
        return nodes.identify(std::move(shown.token));
    if (shown.kind == policy::Credential::api_key)
        return api_keys.identify(std::move(shown.token), shown.address);
    return sessions.identify(shown.kind, std::move(shown.token), shown.background);
}

}  // namespace gatehouse::api
