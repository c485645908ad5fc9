import { useEffect, useState } from "react";

const read = () => window.location.hash.slice(1);

/** What stands behind the `#` of the address bar: there a page keeps what it shows, so that a link is a view. */
export function useHash(): string {
  const [hash, setHash] = useState(read);
  useEffect(() => {
    const change = () => setHash(read());
    window.addEventListener("hashchange", change);
    return () => window.removeEventListener("hashchange", change);
  }, []);
  return hash;
}
