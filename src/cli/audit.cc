#include "contract/audits.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/values.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char usual_events[] = "50";

std::string actor_of(Audit const& event) {
    auto const& actor = event.spec.actor;
    return actor.user ? actor.user->emailId : actor.serviceName.value_or("");
}

View<Audit> const view{
    {
        {"TIME", [](Audit const& event) { return show(event.metadata.creationTimestamp); }},
        {"ACTOR", actor_of},
        {"ACTION", [](Audit const& event) { return event.spec.action; }},
        {"OBJECT", [](Audit const& event) { return event.spec.resource.name; }},
        {"PROJECT",
         [](Audit const& event) { return event.spec.project ? event.spec.project->name : std::string(); }},
        {"OUTCOME", [](Audit const& event) { return std::string(to_name(event.spec.outcome)); }},
        {"MESSAGE", [](Audit const& event) { return event.spec.actionMsg; }, Shown::wide},
        {"CREDENTIAL", [](Audit const& event) { return event.spec.credential; }, Shown::wide},
        {"ADDRESS", [](Audit const& event) { return event.spec.address; }, Shown::wide},
        {"DECISION", [](Audit const& event) { return event.spec.decision.reason; }, Shown::wide},
        {"REQUEST", [](Audit const& event) { return event.spec.request; }, Shown::wide},
        {"UID", [](Audit const& event) { return event.metadata.uid; }, Shown::wide},
    },
    [](Audit const& event) { return event.metadata.uid; }};

std::vector<Parameter> filters() {
    return {
        option("--since", "TIME", "From then on: 2026-05-01, 2026-05-01T18:00:00Z, 12h, 30d"),
        option("--until", "TIME", "Until then"),
        option("--actor", "EMAIL", "Who did it"),
        option("--kind", "WORD", "What it was done to: sshKey, cluster, project"),
        option("--object", "UID", "What it was done to, by its uid"),
        choice("--type", "What became of it", names_of<model::ActionType>()),
        choice("--outcome", "Whether it was done or denied", names_of<model::Outcome>()),
    };
}

Result<AuditsWanted> wanted_from(Arguments const& said) {
    auto const now = SystemClock().now();
    AuditsWanted wanted;
    if (said.given("--since"))
        wanted.startTime = TRY(parse_time(said.text("--since"), now, Direction::back));
    if (said.given("--until"))
        wanted.endTime = TRY(parse_time(said.text("--until"), now, Direction::back));
    wanted.actor = said.maybe("--actor");
    wanted.resourceKind = said.maybe("--kind");
    wanted.resourceUid = said.maybe("--object");
    wanted.actionType = said.one_of<model::ActionType>("--type");
    wanted.outcome = said.one_of<model::Outcome>("--outcome");
    return wanted;
}

Result<void> list(Arguments const& said) {
    auto const limit = to_number<std::size_t>(said.maybe("--limit").value_or(usual_events));
    if (!limit || *limit < 1)
        return refuse_usage("--limit takes a number from 1");
    ListAudits::Request const wanted{TRY(wanted_from(said)), std::nullopt, std::nullopt, std::nullopt};
    auto console = TRY(Console::open(said, Scope::project_or_tenant));
    show_list(said, view, TRY(console.call_pages<ListAudits>(wanted, *limit)));
    return {};
}

Result<void> get(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project_or_tenant));
    auto const event = TRY(console.call<GetAudit>({said.text("UID")}));
    show_one(said, view, event);
    if (form_of(said) == Form::table || form_of(said) == Form::wide)
        print_json(event.changes.text);
    return {};
}

Result<void> export_all(Arguments const& said) {
    ExportAudits::Request const wanted{TRY(wanted_from(said)), said.one_of<ExportFormat>("--format")};
    auto console = TRY(Console::open(said, Scope::project_or_tenant));
    print(TRY(console.call<ExportAudits>(wanted)).text);
    return {};
}

}  // namespace

Command audit_commands() {
    auto const scope = scope_parameters(Scope::project_or_tenant);
    auto const format = choice("--format", "The form (csv)", names_of<ExportFormat>());
    auto const limit = option("--limit", "NUMBER", "At most so many events (50)");
    return {.name = "audit",
            .help = "The audit trail: who did what, and what was denied",
            .commands = {
                {"list", "List events, the newest first",
                 together({filters(), {limit, output_parameter()}, scope}), list},
                {"get", "Show an event and what it changed",
                 together({{argument("UID", "The event's uid"), output_parameter()}, scope}), get},
                {"export", "Print events as CSV, for a spreadsheet, or as JSON Lines, for programs",
                 together({filters(), {format}, scope}), export_all},
            }};
}

}  // namespace gatehouse::cli
