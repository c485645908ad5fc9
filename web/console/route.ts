import { useHash } from "../shared/hash";

/** What is shown: `#/SLUG/agents/ID` or `#/SLUG/retention`. */
export interface Route {
  tenant: string | undefined;
  page: string;
  id: string | undefined;
}

export function useRoute(): Route {
  const [, tenant, page, id] = useHash().split("/");
  return { tenant: tenant || undefined, page: page || "agents", id: id || undefined };
}

export const go = (tenant: string, page: string, id?: string) => {
  window.location.hash = ["#", tenant, page, ...(id ? [id] : [])].join("/");
};
