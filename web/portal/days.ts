// Days such as "2026-11-26", in the client's time zone: the browser may be somewhere else.

const HOUR = 3_600_000;

/** The day it is there now. */
export const today = (zone: string, now = new Date()) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(now);

/** The day so many days later. */
export function plus(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** How many days from one to the other, both included. */
export const length = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / (24 * HOUR)) + 1;

/** All days from one to the other. */
export const each = (from: string, to: string) => Array.from({ length: length(from, to) }, (_, i) => plus(from, i));

/** When a day begins there: clocks there may be up to 14 hours ahead or 12 behind, and its offset may change on that day. */
export function begins(day: string, zone: string): Date {
  let low = Date.parse(day) - 15 * HOUR;
  let high = Date.parse(day) + 13 * HOUR;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (today(zone, new Date(middle)) < day) low = middle;
    else high = middle;
  }
  return new Date(high);
}

export interface Period {
  from: string;
  to: string;
}

export interface Filter extends Period {
  agent: string;
}

/** The periods one can choose; `now` is the day it is. */
export const PERIODS: { name: string; of: (now: string) => Period }[] = [
  { name: "Last 7 days", of: (now) => ({ from: plus(now, -6), to: now }) },
  { name: "Last 30 days", of: (now) => ({ from: plus(now, -29), to: now }) },
  { name: "This month", of: (now) => ({ from: `${now.slice(0, 8)}01`, to: now }) },
  {
    name: "Last month",
    of: (now) => {
      const last = plus(`${now.slice(0, 8)}01`, -1);
      return { from: `${last.slice(0, 8)}01`, to: last };
    },
  },
];

/** The days as long before. */
export const before = ({ from, to }: Period): Period => ({ from: plus(from, -length(from, to)), to: plus(from, -1) });
