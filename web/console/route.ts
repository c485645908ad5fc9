import { useEffect, useState } from "react";

/** What is shown, in the address bar, so that a link is a view: `#/SLUG/agents/ID` or `#/SLUG/retention`. */
export interface Route {
  tenant: string | undefined;
  page: string;
  id: string | undefined;
}

function read(): Route {
  const [, tenant, page, id] = window.location.hash.split("/");
  return { tenant: tenant || undefined, page: page || "agents", id: id || undefined };
}

export function useRoute(): Route {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const change = () => setRoute(read());
    window.addEventListener("hashchange", change);
    return () => window.removeEventListener("hashchange", change);
  }, []);
  return route;
}

export const go = (tenant: string, page: string, id?: string) => {
  window.location.hash = ["#", tenant, page, ...(id ? [id] : [])].join("/");
};
