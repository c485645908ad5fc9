import type { ReactNode } from "react";

/** All there is to say, in the middle of an empty page. */
export function Notice({ children }: { children: ReactNode }) {
  return <div className="mx-auto mt-[20vh] max-w-md px-4 text-center text-sm text-mute">{children}</div>;
}

/** What could not be done, and why; nothing while there is no error. */
export function Failure({ of, error }: { of: string; error: Error | null }) {
  if (!error) return null;
  return (
    <p role="alert" className="mt-3 text-warn">
      {of}: {error.message}
    </p>
  );
}
