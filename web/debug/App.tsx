import { useQuery } from "@tanstack/react-query";
import type { Call } from "../shared/calls";
import { get } from "../shared/http";
import { CallList } from "./CallList";
import { CallPage } from "./CallPage";
import { useChosenCall, useLiveHints } from "./live";
import { Simulators } from "./Simulators";

export function App() {
  const connected = useLiveHints();
  const [chosen, choose] = useChosenCall();
  const calls = useQuery({ queryKey: ["calls"], queryFn: () => get<{ calls: Call[] }>("/api/calls") });
  const simulated = useQuery({ queryKey: ["simulated"], queryFn: () => get<string[]>("/api/simulators") });
  const list = calls.data?.calls ?? [];
  const shown = chosen ?? list[0]?.id;

  return (
    <div className="flex min-h-dvh flex-col text-sm md:h-dvh">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2">
        <h1 className="text-base font-semibold">Voice Agent Ops</h1>
        <span className="text-mute">calls and their timelines</span>
        {simulated.data && simulated.data.length > 0 && (
          <span className="rounded border border-warn px-2 py-0.5 text-xs text-warn" data-testid="simulated">
            simulated: {simulated.data.join(", ")}
          </span>
        )}
        <span className="ml-auto text-xs" role="status">
          {connected ? <span className="text-agent">● live</span> : <span className="text-warn">○ not connected; showing what was last read</span>}
        </span>
      </header>
      <div className="flex min-h-0 flex-1 flex-col md:flex-row">
        <aside className="flex w-full shrink-0 flex-col border-b border-line md:w-80 md:border-r md:border-b-0">
          {simulated.data?.includes("Twilio") && <Simulators />}
          <CallList calls={list} reading={calls.isPending} failure={calls.error} chosen={shown} onChoose={choose} />
        </aside>
        <main className="min-w-0 flex-1 md:overflow-y-auto">
          {shown && <CallPage key={shown} id={shown} />}
          {!shown && calls.isSuccess && <Empty simulated={simulated.data?.includes("Twilio") ?? false} />}
        </main>
      </div>
    </div>
  );
}

function Empty({ simulated }: { simulated: boolean }) {
  return (
    <p className="mx-auto mt-[20vh] max-w-md px-4 text-center text-mute">
      No call yet. Calls appear here as they come in.
      {simulated && (
        <>
          {" "}
          Press <b>Place call</b> to have a simulated caller phone the agent, or run <code>./voiceops simulate</code>.
        </>
      )}
    </p>
  );
}
