import { Button, Pagination, Skeleton } from "@patternfly/react-core";
import DownloadIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-download-icon";
import HistoryIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-history-icon";
import { useQuery } from "@tanstack/react-query";
import { useCan, usePlace } from "@/access/scope";
import { auditExportUrl, auditPageSize, auditsQuery, type ExportFormat, mostAudits } from "@/api/audits";
import { EmptyState } from "@/components/EmptyState";
import { PageBody } from "@/components/PageBody";
import { PageHeader } from "@/components/PageHeader";
import { ProblemAlert } from "@/components/ProblemAlert";
import { RowsTable } from "@/components/RowsTable";
import { count } from "@/components/time";
import { AuditDetails } from "./AuditDetails";
import { AuditFilters } from "./AuditFilters";
import styles from "./AuditPage.module.css";
import { columnsOf } from "./columns";
import { useAuditFilter } from "./useAuditFilter";

const formats: [ExportFormat, string][] = [
  ["csv", "CSV"],
  ["jsonl", "JSON Lines"],
];

export default function AuditPage() {
  const { scope, name } = usePlace();
  const view = useAuditFilter();
  const can = useCan();

  return (
    <>
      <PageHeader
        title="Audit Logs"
        place={name}
        description={
          scope === "tenant"
            ? "Who did what, in the tenant and in every project: done or denied, the newest first."
            : "Who did what in this project: done or denied, the newest first."
        }
        actions={
          <>
            {formats.map(([format, title]) => (
              <Button
                key={format}
                component="a"
                variant="secondary"
                icon={<DownloadIcon />}
                href={auditExportUrl(scope, view.filter, format)}
                download
              >
                Export {title}
              </Button>
            ))}
          </>
        }
      />
      <AuditFilters filter={view.filter} onChange={view.setFilter} />
      <PageBody>
        <Events view={view} />
      </PageBody>
      {view.event !== null && can("audit.get") && (
        <AuditDetails uid={view.event} onShowOnly={view.showOnly} onClose={view.closeEvent} />
      )}
    </>
  );
}

function Events({ view }: { view: ReturnType<typeof useAuditFilter> }) {
  const { scope } = usePlace();
  const events = useQuery(auditsQuery(scope, view.filter, view.page));

  if (events.error) return <ProblemAlert problem={events.error} title="The events could not be read" />;
  if (events.data === undefined)
    return <Skeleton height="20rem" screenreaderText="Reading the events" role="status" />;
  const { items, listmeta } = events.data;
  if (items.length === 0 && !view.isFiltered && view.page === 1) {
    return (
      <EmptyState title="No events yet" icon={HistoryIcon}>
        Whatever is added, changed, deleted or refused here is written down with who did it.
      </EmptyState>
    );
  }

  return (
    <>
      <div className={styles.line}>
        <span role="status" className="gh-quiet">
          {listmeta.count === mostAudits
            ? `${mostAudits.toLocaleString("en")} events or more: the newest ${mostAudits.toLocaleString("en")} can be paged through and exported`
            : count(listmeta.count, "event")}
        </span>
        {view.isFiltered && (
          <Button variant="link" isInline onClick={view.clear}>
            Clear all filters
          </Button>
        )}
      </div>
      {items.length === 0 ? (
        <p className={styles.noMatch}>No event matches.</p>
      ) : (
        <RowsTable
          noun="event"
          columns={columnsOf(scope === "tenant", view.openEvent)}
          rows={items}
          keyOf={({ metadata }) => metadata.uid}
          nameOf={({ spec }) => spec.actionMsg}
        />
      )}
      {(listmeta.count > auditPageSize || view.page > 1) && (
        <Pagination
          itemCount={listmeta.count}
          page={view.page}
          perPage={auditPageSize}
          perPageOptions={[]}
          onSetPage={(_event, page) => view.setPage(page)}
          variant="bottom"
        />
      )}
    </>
  );
}
