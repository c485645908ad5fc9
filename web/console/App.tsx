import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { isStranger, nameOf, useAccount, type Account } from "../shared/account";
import { get } from "../shared/http";
import { FIELD } from "../shared/looks";
import { Notice } from "../shared/Notice";
import { SignIn } from "../shared/SignIn";
import { SignOut } from "../shared/SignOut";
import { Tab } from "../shared/Tab";
import { AgentPage } from "./AgentPage";
import { Agents } from "./Agents";
import { AuditPage } from "./AuditPage";
import { doors, DoorsContext, everything, type Page, type Tenant } from "./api";
import { CallPage } from "./CallPage";
import { Calls } from "./Calls";
import { RetentionPage } from "./RetentionPage";
import { go, useRoute } from "./route";

export function App() {
  const account = useAccount();
  const tenants = useQuery({
    queryKey: ["tenants", account.data?.actor],
    queryFn: () => everything((query) => get<Page<Tenant>>(`/internal/tenants?${new URLSearchParams(query)}`)),
    enabled: account.data?.internal_role !== undefined,
  });
  if (account.isPending) return <Notice>One moment…</Notice>;
  if (isStranger(account.error)) return <SignIn title="Ops Console" about="Agents made, published and operated." />;
  if (account.error) return <Notice>The console cannot be reached: {account.error.message}. Reload to try again.</Notice>;
  if (!account.data.internal_role) {
    return (
      <Notice>
        This is the team's console. Your figures and calls are in the{" "}
        <a className="text-caller underline" href="../portal/">
          Client Portal
        </a>
        .
        <div className="mt-4">
          <SignOut account={account.data} />
        </div>
      </Notice>
    );
  }
  if (tenants.isPending) return <Notice>One moment…</Notice>;
  if (tenants.error) return <Notice>The tenants cannot be read: {tenants.error.message}</Notice>;
  return <Console account={account.data} tenants={tenants.data} />;
}

const PAGES: { page: string; label: string; administers?: boolean }[] = [
  { page: "agents", label: "Agents" },
  { page: "calls", label: "Calls" },
  { page: "retention", label: "Retention and holds" },
  { page: "audit", label: "Audit", administers: true },
];

function Console({ account, tenants }: { account: Account; tenants: Tenant[] }) {
  const route = useRoute();
  const tenant = tenants.find(({ slug }) => slug === route.tenant) ?? tenants[0];
  const open = useMemo(() => tenant && doors(tenant, account), [tenant, account]);
  if (!tenant || !open) return <Notice>There is no tenant yet. Make one: ./voiceops tenant create SLUG --name NAME</Notice>;
  return (
    <DoorsContext value={open}>
      <div className="mx-auto flex min-h-dvh max-w-7xl flex-col px-4 text-sm">
        <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line py-3">
          <h1 className="text-base font-semibold">Ops Console</h1>
          <label>
            <span className="sr-only">Tenant</span>
            <select className={FIELD} value={tenant.slug} onChange={({ target }) => go(target.value, route.page)}>
              {tenants.map(({ id, slug, name, state }) => (
                <option key={id} value={slug}>
                  {name}
                  {state === "suspended" ? " (suspended)" : ""}
                </option>
              ))}
            </select>
          </label>
          <nav className="flex flex-wrap gap-x-4" aria-label="Pages">
            {PAGES.filter(({ administers }) => !administers || open.administers).map(({ page, label }) => (
              <Tab key={page} href={`#/${tenant.slug}/${page}`} current={route.page === page}>
                {label}
              </Tab>
            ))}
            <a href={`../portal/?tenant_id=${tenant.id}`} className="py-1 text-mute" target="_blank" rel="noreferrer">
              As the client sees it ↗
            </a>
          </nav>
          <span className="ml-auto flex items-center gap-3 text-mute">
            {nameOf(account)}
            <SignOut account={account} />
          </span>
        </header>
        <main className="flex-1 py-5" key={tenant.id}>
          {route.page === "agents" && !route.id && <Agents />}
          {route.page === "agents" && route.id && <AgentPage key={route.id} id={route.id} />}
          {route.page === "calls" && !route.id && <Calls />}
          {route.page === "calls" && route.id && <CallPage key={route.id} id={route.id} />}
          {route.page === "retention" && <RetentionPage />}
          {route.page === "audit" && <AuditPage />}
        </main>
      </div>
    </DoorsContext>
  );
}
