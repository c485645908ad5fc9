import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { post } from "../shared/http";

interface Reply {
  reply?: string;
  tool_result?: unknown;
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
        Say something as the caller, or run a tool: <code>/tool order-status {'{"order_id":"47291"}'}</code>
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
      {turn.error && <p className="mt-2 text-warn">{turn.error.message}</p>}
      {turn.data && (
        <p className="mt-2" data-testid="reply">
          {turn.data.reply}
          {turn.data.tool_result !== undefined && <code className="mt-1 block text-xs text-mute">{JSON.stringify(turn.data.tool_result)}</code>}
        </p>
      )}
    </form>
  );
}
