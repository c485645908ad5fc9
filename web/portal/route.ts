import { useEffect, useState } from "react";

/** What is shown, in the address bar, so that a link is a view: `#/`, `#/calls` or `#/calls/ID`. */
export type Route = { page: "overview" } | { page: "calls" } | { page: "call"; id: string };

function read(): Route {
  const [, page, id] = window.location.hash.split("/");
  if (page === "calls" && id) return { page: "call", id };
  return page === "calls" ? { page: "calls" } : { page: "overview" };
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
