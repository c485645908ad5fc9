import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { signIn } from "./account";
import { get } from "./http";
import { MAIN_BUTTON } from "./looks";

const FIELD = "mt-1 w-full rounded border border-line bg-transparent px-3 py-2";

export function SignIn({ title, about }: { title: string; about: string }) {
  const queries = useQueryClient();
  const ways = useQuery({ queryKey: ["ways"], queryFn: () => get<{ oidc: boolean }>("/auth/ways") });
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure("");
    try {
      await signIn(String(form.get("email")), String(form.get("password")));
      await queries.invalidateQueries();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "It did not work; try again");
    } finally {
      setBusy(false);
    }
  };

  const back = encodeURIComponent(window.location.pathname + window.location.search);
  return (
    <main className="mx-auto mt-[14vh] max-w-sm px-4 text-sm">
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="mt-1 text-mute">{about}</p>
      <form onSubmit={submit} className="mt-6 space-y-4">
        <label className="block">
          E-mail
          <input name="email" type="email" autoComplete="username" required autoFocus className={FIELD} />
        </label>
        <label className="block">
          Password
          <input name="password" type="password" autoComplete="current-password" required className={FIELD} />
        </label>
        {failure && (
          <p role="alert" className="text-warn">
            {failure}
          </p>
        )}
        <button type="submit" disabled={busy} className={`w-full ${MAIN_BUTTON}`}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
      </form>
      {ways.data?.oidc && (
        <a href={`/auth/oidc/start?return_to=${back}`} className="mt-4 block rounded border border-line px-3 py-2 text-center">
          Sign in with your organisation
        </a>
      )}
    </main>
  );
}
