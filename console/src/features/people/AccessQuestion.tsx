import {
  FormGroup,
  FormSelect,
  FormSelectOption,
  FormSelectOptionGroup,
  Label,
  Skeleton,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { accessQuery } from "@/api/access";
import { projectsQuery } from "@/api/projects";
import { permissionsQuery } from "@/api/roles";
import type { AccessAnswer, Permission } from "@/api/types";
import { Message } from "@/components/Message";
import { ProblemAlert } from "@/components/ProblemAlert";
import styles from "./AccessQuestion.module.css";

/** "May they do this there, and why (not)?", answered by the same code that decides. */
export function AccessQuestion({ uid }: { uid: string }) {
  const [permission, setPermission] = useState<Permission>("sshKey.create");
  const [project, setProject] = useState("");
  const projects = useQuery(projectsQuery());
  const groups = useQuery(permissionsQuery("tenant"));
  const answer = useQuery(accessQuery(uid, project, permission));
  const place = projects.data?.items.find(({ metadata }) => metadata.uid === project)?.metadata.name;

  return (
    <div className="gh-stack">
      <div className={styles.question}>
        <FormGroup label="May they" fieldId="access-permission">
          <FormSelect
            id="access-permission"
            value={permission}
            onChange={(_event, chosen) => setPermission(chosen as Permission)}
          >
            {(groups.data ?? [])
              .filter(({ meanings }) => meanings.length > 0)
              .map(({ name, meanings }) => (
                <FormSelectOptionGroup key={name} label={name}>
                  {meanings.map((each) => (
                    <FormSelectOption key={each.permission} value={each.permission} label={each.meaning} />
                  ))}
                </FormSelectOptionGroup>
              ))}
          </FormSelect>
        </FormGroup>
        <FormGroup label="Where" fieldId="access-project">
          <FormSelect id="access-project" value={project} onChange={(_event, chosen) => setProject(chosen)}>
            <FormSelectOption value="" label="In the tenant" />
            {(projects.data?.items ?? []).map(({ metadata }) => (
              <FormSelectOption key={metadata.uid} value={metadata.uid} label={`In ${metadata.name}`} />
            ))}
          </FormSelect>
        </FormGroup>
      </div>
      {answer.error && <ProblemAlert problem={answer.error} title="There is no answer" />}
      {answer.isPending && <Skeleton height="6rem" screenreaderText="Asking" />}
      {answer.data && <Answer answer={answer.data} project={project} place={place ?? "the tenant"} />}
    </div>
  );
}

function Answer({ answer, project, place }: { answer: AccessAnswer; project: string; place: string }) {
  const { decision, roles } = answer;
  const reason = project === "" ? decision.reason : decision.reason.replaceAll(`project ${project}`, place);
  return (
    <div className="gh-stack" role="status">
      <p>
        <Label status={decision.allowed ? "success" : "danger"} variant="outline">
          {decision.allowed ? "Yes" : "No"}
        </Label>{" "}
        <Message text={reason} />
      </p>
      {roles.length === 0 ? (
        <p className="gh-quiet">They hold no role that reaches {place}.</p>
      ) : (
        <div>
          <p>The roles they hold that reach {place}:</p>
          <ul className="gh-list">
            {roles.map(({ role, givenIn, team, gives }) => (
              <li key={[role.uid, givenIn, team?.uid].join(" ")}>
                <strong>{role.name}</strong>, given in {givenIn === "" ? "the tenant" : place}
                {team && ` through team ${team.name}`}: {gives ? "gives this" : "does not give this"}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
