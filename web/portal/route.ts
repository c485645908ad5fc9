import { useHash } from "../shared/hash";

/** What is shown: `#/`, `#/calls` or `#/calls/ID`. */
export type Route = { page: "overview" } | { page: "calls" } | { page: "call"; id: string };

export function useRoute(): Route {
  const [, page, id] = useHash().split("/");
  if (page === "calls" && id) return { page: "call", id };
  return page === "calls" ? { page: "calls" } : { page: "overview" };
}
