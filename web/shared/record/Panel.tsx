import type { ReactNode } from "react";

export function Panel({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-2 flex items-baseline gap-3 font-semibold">
        {title} {note && <small className="font-normal text-mute">{note}</small>}
      </h3>
      {children}
    </section>
  );
}
