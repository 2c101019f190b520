import { Button } from "@patternfly/react-core";
import CloseIcon from "@patternfly/react-icons/dist/esm/icons/rh-microns-close-icon";
import type { KeyboardEvent, ReactNode, SyntheticEvent } from "react";
import { useId, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import styles from "./Dialog.module.css";

interface Props {
  title: ReactNode;
  icon?: ReactNode;
  description?: ReactNode;
  size?: "small" | "medium";
  /** Hides what is behind it altogether. */
  covers?: boolean;
  /** Selects what has the focus first; else it is what comes first. */
  initialFocus?: string;
  footer?: ReactNode;
  /** By Escape or the close button; without it the dialog stays until its owner takes it away. */
  onClose?: () => void;
  children: ReactNode;
}

/**
 * In front of the page until it is answered. The browser's own dialog keeps the keyboard and screen readers inside, also
 * where one dialog opens above another, and gives the focus back at the end.
 */
export function Dialog(props: Props) {
  const {
    title,
    icon,
    description,
    size = "medium",
    covers = false,
    initialFocus,
    footer,
    onClose,
    children,
  } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  // A layout effect, as its end must come while the dialog still stands in the document: only then the focus goes back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    if (initialFocus !== undefined) element.querySelector<HTMLElement>(initialFocus)?.focus();
    return () => element.close();
  }, [initialFocus]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onClose?.();
  }

  /** Escape where nothing inside has the focus: what had it went away. */
  function onCancel(event: SyntheticEvent) {
    event.preventDefault();
    if (event.target === event.currentTarget) onClose?.();
  }

  return createPortal(
    <dialog
      ref={dialog}
      className={[styles.dialog, styles[size], covers ? styles.covering : undefined]
        .filter(Boolean)
        .join(" ")}
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
      onKeyDown={onKeyDown}
      onCancel={onCancel}
    >
      <header className={styles.header}>
        <div className={styles.words}>
          <h2 id={`${id}-title`} className={styles.title}>
            {icon}
            <span>{title}</span>
          </h2>
          {description !== undefined && (
            <p id={`${id}-description`} className={styles.description}>
              {description}
            </p>
          )}
        </div>
        {onClose !== undefined && (
          <Button
            variant="plain"
            className={styles.close}
            aria-label="Close"
            icon={<CloseIcon />}
            onClick={onClose}
          />
        )}
      </header>
      <div className={styles.body}>{children}</div>
      {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
    </dialog>,
    document.body,
  );
}
