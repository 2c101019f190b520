import { Alert, AlertActionCloseButton, AlertGroup } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { createContext, useCallback, useContext, useMemo, useState } from "react";

interface Toast {
  title: string;
  body?: ReactNode;
  variant?: "success" | "info" | "warning";
  /** How long it stays, in milliseconds. */
  stays?: number;
}

const ToastContext = createContext<(toast: Toast) => void>(() => {});

/** Says in passing what was done. Nothing that a person must read belongs there. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

let last = 0;

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([]);
  const show = useCallback((toast: Toast) => {
    last += 1;
    const id = last;
    setToasts((shown) => [...shown, { ...toast, id }]);
  }, []);
  const remove = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
  const group = useMemo(
    () =>
      toasts.map(({ id, title, body, variant = "success", stays = 8_000 }) => (
        <Alert
          key={id}
          variant={variant}
          title={title}
          component="p"
          timeout={stays}
          onTimeout={() => remove(id)}
          actionClose={<AlertActionCloseButton title={title} onClose={() => remove(id)} />}
        >
          {body}
        </Alert>
      )),
    [toasts, remove],
  );
  return (
    <ToastContext value={show}>
      {children}
      <AlertGroup isToast isLiveRegion>
        {group}
      </AlertGroup>
    </ToastContext>
  );
}
