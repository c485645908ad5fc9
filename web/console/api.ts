// What control-plane-api tells the team (/internal), of one tenant at a time.
import { createContext, useContext } from "react";
import { csrf, type Account } from "../shared/account";
import { get, write } from "../shared/http";

export interface Page<T> {
  items: T[];
  next_cursor?: string;
}

export interface Tenant {
  id: string;
  slug: string;
  name: string;
  state: "active" | "suspended";
  time_zone: string;
  retention_days: number;
}

export interface Agent {
  id: string;
  name: string;
  state: "active" | "archived";
  live_version_id?: string;
}

export type Value = null | boolean | number | string | Value[] | { [field: string]: Value };
export type Body = { [field: string]: Value };

/** What is wrong with a draft, and where (RFC 6901). */
export interface Fault {
  pointer: string;
  detail: string;
}

export interface Draft {
  revision: number;
  body: Body;
  based_on?: string;
  updated_by?: string;
  updated_at?: string;
  errors: Fault[];
}

export interface Version {
  id: string;
  number: number;
  status: "published" | "archived";
  live: boolean;
  note: string;
  created_by: string;
  created_at: string;
}

export interface Tool {
  id: string;
  name: string;
  description: string;
  class: string;
}

export interface PhoneNumber {
  id: string;
  e164: string;
  agent_id?: string;
}

/** What a request carries beside its body. */
export interface More {
  headers?: Record<string, string>;
  query?: Record<string, string>;
}

/** The doors to one tenant, for who is signed in. */
export interface Doors {
  tenant: Tenant;
  account: Account;
  /** Whether one may do what only administrators may: holds, runs of retention, evidence. */
  administers: boolean;
  ask: <T>(path: string, query?: Record<string, string>) => Promise<T>;
  /** Where something can be downloaded or played. */
  link: (path: string, query?: Record<string, string>) => string;
  /** All pages of a list, for lists that are short. */
  all: <T>(path: string) => Promise<T[]>;
  change: <T>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown, more?: More) => Promise<T>;
}

export function doors(tenant: Tenant, account: Account): Doors {
  const of = (path: string, query: Record<string, string> = {}) => `/internal${path}?${new URLSearchParams({ ...query, tenant_id: tenant.id })}`;
  const ask = <T>(path: string, query?: Record<string, string>) => get<T>(of(path, query));
  return {
    tenant,
    account,
    administers: account.internal_role === "internal_admin",
    ask,
    link: of,
    all: (path) => everything((query) => ask(path, query)),
    change: (method, path, body, { headers, query } = {}) => write(method, of(path, query), body, { ...csrf(account), ...headers }),
  };
}

export async function everything<T>(page: (query: Record<string, string>) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let next: string | undefined = "";
  while (next !== undefined) {
    const answer: Page<T> = await page(next ? { limit: "200", cursor: next } : { limit: "200" });
    found.push(...answer.items);
    next = answer.next_cursor;
  }
  return found;
}

export const DoorsContext = createContext<Doors | null>(null);

export function useDoors(): Doors {
  const found = useContext(DoorsContext);
  if (!found) throw new Error("outside of a tenant");
  return found;
}
