import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { post } from "../shared/http";

/** What the connector answers to a typed turn. */
interface Reply {
  turn: number;
  reply: string;
  tools: { tool_call_id: string; name: string; status: string; output: string }[];
}

/** A turn typed instead of spoken, into the live call. */
export function UserTurn({ call }: { call: string }) {
  const [text, setText] = useState("");
  const turn = useMutation({
    mutationFn: (typed: string) => post<Reply>(`/api/calls/${call}/user-turn`, { text: typed }),
    onSuccess: () => setText(""),
  });
  return (
    <form
      className="rounded border border-line p-3"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (text.trim()) turn.mutate(text.trim());
      }}
    >
      <label className="mb-1 block text-xs text-mute" htmlFor="user-turn">
        Say something as the caller, or run a tool: <code className="break-words">/tool order-status {'{"order_id":"72642"}'}</code>
      </label>
      <div className="flex gap-2">
        <input
          id="user-turn"
          value={text}
          onChange={(change) => setText(change.target.value)}
          autoComplete="off"
          className="min-w-0 flex-1 rounded border border-line bg-transparent px-2 py-1"
        />
        <button type="submit" disabled={turn.isPending || !text.trim()} className="rounded bg-caller px-3 py-1 text-paper disabled:opacity-50">
          {turn.isPending ? "Waiting…" : "Send"}
        </button>
      </div>
      {turn.error && <p className="mt-2 text-warn" role="alert">{turn.error.message}</p>}
      {turn.data && <Answer {...turn.data} />}
    </form>
  );
}

function Answer({ turn, reply, tools }: Reply) {
  return (
    <div className="mt-2 space-y-1" data-testid="reply">
      {tools.map((tool) => (
        <p key={tool.tool_call_id} className="text-xs">
          <span className={tool.status === "succeeded" ? "text-agent" : "text-warn"}>
            {tool.name} {tool.status}
          </span>
          <code className="mt-0.5 block max-h-40 overflow-auto break-words whitespace-pre-wrap text-mute">{tool.output}</code>
        </p>
      ))}
      <p>{reply || <span className="text-mute">{turn === 0 ? "The agent does not answer this." : "The agent says nothing to this."}</span>}</p>
    </div>
  );
}
