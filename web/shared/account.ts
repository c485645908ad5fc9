// Who is signed in (/auth), with a session cookie.
import { useQuery } from "@tanstack/react-query";
import { get, HttpProblem, write } from "./http";

export interface Account {
  actor: string;
  email?: string;
  name?: string;
  internal_role?: string;
  memberships: { tenant_id: string; role: string }[];
  csrf_token?: string;
}

export const useAccount = () => useQuery({ queryKey: ["account"], queryFn: () => get<Account>("/auth/me") });

export const isStranger = (error: Error | null) => error instanceof HttpProblem && error.status === 401;

export const signIn = (email: string, password: string) => write("POST", "/auth/login", { email, password, session: "cookie" });

export const signOut = (account: Account) => write("POST", "/auth/logout", undefined, csrf(account));

/** What each request that changes something must carry. */
export const csrf = (account: Account): Record<string, string> => ({ "X-CSRF-Token": account.csrf_token ?? "" });

export const nameOf = (account: Account) => account.name ?? account.email ?? account.actor;
