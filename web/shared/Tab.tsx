import type { ReactNode } from "react";

/** Leads to one of a page's parts. */
export function Tab({ href, current, children }: { href: string; current: boolean; children: ReactNode }) {
  return (
    <a href={href} aria-current={current ? "page" : undefined} className="border-b-2 border-transparent py-1 aria-[current]:border-caller">
      {children}
    </a>
  );
}
