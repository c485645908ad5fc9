import type { Utterance } from "../calls";
import { clock } from "../time";
import { Panel } from "./Panel";

export function Transcript({ utterances, live }: { utterances: Utterance[]; live: boolean }) {
  const inOrder = [...utterances].sort((a, b) => a.started_ms - b.started_ms);
  return (
    <Panel title="Transcript" note="struck through: written by the agent, never heard by the caller">
      <ol className="space-y-3" data-testid="transcript">
        {inOrder.map((utterance, index) => (
          <li key={index} className="flex gap-3">
            <span className="w-14 shrink-0 pt-0.5 font-mono text-xs text-mute">{clock(utterance.started_ms)}</span>
            <div className={utterance.speaker === "caller" ? "text-caller" : "text-agent"}>
              <span className="text-xs">{utterance.speaker}</span>
              <p className="text-ink">
                <Words utterance={utterance} />
              </p>
            </div>
          </li>
        ))}
      </ol>
      {inOrder.length === 0 && <p className="text-mute">{live ? "Nobody has finished a sentence yet." : "Nothing was said."}</p>}
    </Panel>
  );
}

function Words({ utterance }: { utterance: Utterance }) {
  if (utterance.speaker === "caller") return <>{utterance.heard || utterance.generated}</>;
  const unheard = utterance.generated.startsWith(utterance.heard)
    ? utterance.generated.slice(utterance.heard.length)
    : utterance.heard === utterance.generated
      ? ""
      : utterance.generated;
  return (
    <>
      {utterance.heard}
      {unheard.trim() && <s className="text-mute" data-testid="unheard">{unheard}</s>}
      {utterance.interrupted && <small className="ml-2 text-warn">interrupted</small>}
    </>
  );
}
