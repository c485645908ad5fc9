import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { isStranger, nameOf, useAccount, type Account } from "../shared/account";
import { get } from "../shared/http";
import { Notice } from "../shared/Notice";
import { SignIn } from "../shared/SignIn";
import { SignOut } from "../shared/SignOut";
import { Tab } from "../shared/Tab";
import { CallPage } from "./CallPage";
import { Calls } from "./Calls";
import { ask, type Tenant } from "./client";
import { PERIODS, today, type Filter } from "./days";
import { Overview } from "./Overview";
import { useRoute } from "./route";

export function App() {
  const account = useAccount();
  const tenant = useQuery({
    queryKey: ["tenant", account.data?.actor],
    queryFn: () => ask<Tenant>("/tenant"),
    enabled: account.isSuccess,
  });
  if (account.isPending) return <Notice>One moment…</Notice>;
  if (isStranger(account.error)) return <SignIn title="Client Portal" about="How your phone agents do, call by call." />;
  if (account.error) return <Notice>The portal cannot be reached: {account.error.message}. Reload to try again.</Notice>;
  if (tenant.isPending) return <Notice>One moment…</Notice>;
  if (tenant.error) return <NoTenant account={account.data} failure={tenant.error} />;
  return <Portal account={account.data} tenant={tenant.data} />;
}

function Portal({ account, tenant }: { account: Account; tenant: Tenant }) {
  const route = useRoute();
  const [filter, setFilter] = useState<Filter>(() => ({ ...PERIODS[0]!.of(today(tenant.time_zone)), agent: "" }));
  return (
    <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-4 text-sm">
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line py-3">
        <h1 className="text-base font-semibold">{tenant.name}</h1>
        <nav className="flex flex-wrap gap-x-4" aria-label="Pages">
          <Tab href="#/" current={route.page === "overview"}>
            Overview
          </Tab>
          <Tab href="#/calls" current={route.page !== "overview"}>
            Calls
          </Tab>
        </nav>
        <span className="ml-auto flex items-center gap-3 text-mute">
          {nameOf(account)}
          <SignOut account={account} />
        </span>
      </header>
      <main className="flex-1 py-5">
        {route.page === "overview" && <Overview tenant={tenant} filter={filter} onFilter={setFilter} />}
        {route.page === "calls" && <Calls tenant={tenant} filter={filter} onFilter={setFilter} />}
        {route.page === "call" && <CallPage key={route.id} id={route.id} tenant={tenant} />}
      </main>
      <footer className="border-t border-line py-4 text-xs text-mute">
        Days run from midnight to midnight in {tenant.time_zone.replaceAll("_", " ")}. A call counts on the day it began, once it has
        ended. What is not known is left out, never counted as 0. What was said is deleted after {tenant.retention_days} days unless a
        legal hold keeps it; the figures stay. To have something kept or deleted, write to the team that runs your agents.
      </footer>
    </div>
  );
}

function Choice({ tenant }: { tenant: string }) {
  const name = useQuery({ queryKey: ["tenant", tenant], queryFn: () => get<Tenant>(`/client/tenant?tenant_id=${tenant}`) });
  return (
    <a className="text-caller underline" href={`?tenant_id=${tenant}`}>
      {name.data?.name ?? tenant}
    </a>
  );
}

function NoTenant({ account, failure }: { account: Account; failure: Error }) {
  const several = account.memberships.length > 1;
  return (
    <Notice>
      {several ? "You belong to several clients. Choose whose portal to open:" : `There is no portal to show: ${failure.message}.`}
      {several && (
        <ul className="mt-3 space-y-1">
          {account.memberships.map(({ tenant_id }) => (
            <li key={tenant_id}>
              <Choice tenant={tenant_id} />
            </li>
          ))}
        </ul>
      )}
      {!several && account.internal_role && <p className="mt-2">As one of the team, open it as /portal/?tenant_id=…</p>}
      <div className="mt-4">
        <SignOut account={account} />
      </div>
    </Notice>
  );
}
