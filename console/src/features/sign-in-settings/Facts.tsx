import {
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Title,
} from "@patternfly/react-core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useCan } from "@/access/scope";
import { PageLoading } from "@/components/PageLoading";
import { ProblemAlert } from "@/components/ProblemAlert";

interface Props<Data> {
  title: string;
  query: UseQueryResult<Data>;
  factsOf: (data: Data) => [term: string, description: string][];
  onEdit: () => void;
}

/** Settings that belong together, with a button to edit them for whoever may. */
export function Facts<Data>({ title, query, factsOf, onEdit }: Props<Data>) {
  const mayEdit = useCan()("user.update");
  return (
    <section className="gh-stack" aria-label={title}>
      <Title headingLevel="h2" size="lg">
        {title}
      </Title>
      {query.isPending && <PageLoading />}
      {query.data === undefined && query.error && (
        <ProblemAlert problem={query.error} title={`${title} could not be read`} />
      )}
      {query.data !== undefined && (
        <>
          <DescriptionList isCompact isHorizontal termWidth="18rem">
            {factsOf(query.data).map(([term, description]) => (
              <DescriptionListGroup key={term}>
                <DescriptionListTerm>{term}</DescriptionListTerm>
                <DescriptionListDescription>{description}</DescriptionListDescription>
              </DescriptionListGroup>
            ))}
          </DescriptionList>
          {mayEdit ? (
            <div>
              <Button variant="secondary" aria-label={`Edit ${title.toLowerCase()}`} onClick={onEdit}>
                Edit
              </Button>
            </div>
          ) : (
            <p className="gh-quiet">Changing it takes the permission user.update in the tenant.</p>
          )}
        </>
      )}
    </section>
  );
}
