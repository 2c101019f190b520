import { Button, Form } from "@patternfly/react-core";
import type { FormEventHandler, ReactNode } from "react";
import { useId } from "react";
import { Dialog } from "@/components/Dialog";
import { ProblemAlert } from "@/components/ProblemAlert";

interface Props {
  title: string;
  description?: ReactNode;
  /** What was not done, when it fails: "The key was not added". */
  failure: string;
  problem: unknown;
  isPending: boolean;
  onSubmit: FormEventHandler<HTMLFormElement>;
  onClose: () => void;
  children: ReactNode;
}

/** A form in front of the page, ended by Confirm or Cancel. */
export function FormDialog(props: Props) {
  const { title, description, failure, problem, isPending, onSubmit, onClose, children } = props;
  const id = useId();
  return (
    <Dialog
      title={title}
      description={description}
      initialFocus="form input, form textarea"
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={id} isLoading={isPending} isDisabled={isPending}>
            Confirm
          </Button>
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <Form id={id} noValidate onSubmit={onSubmit}>
        {children}
        {problem !== null && problem !== undefined && <ProblemAlert problem={problem} title={failure} />}
      </Form>
    </Dialog>
  );
}
