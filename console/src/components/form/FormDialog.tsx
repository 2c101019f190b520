import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { FormEventHandler, ReactNode } from "react";
import { useId } from "react";
import { ProblemAlert } from "../ProblemAlert";

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
    <Modal
      isOpen
      variant="medium"
      maxWidth="44rem"
      onClose={onClose}
      aria-labelledby={`${id}-title`}
      elementToFocus={`[id="${id}-form"] input, [id="${id}-form"] textarea`}
    >
      <ModalHeader title={title} description={description} labelId={`${id}-title`} />
      <ModalBody>
        <Form id={`${id}-form`} noValidate onSubmit={onSubmit}>
          {children}
          {problem !== null && problem !== undefined && <ProblemAlert problem={problem} title={failure} />}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={`${id}-form`} isLoading={isPending} isDisabled={isPending}>
          Confirm
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
