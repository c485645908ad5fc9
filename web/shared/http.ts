/** An answer other than 2xx; the message is the problem's detail. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

async function send<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const problem = body as { detail?: string; title?: string } | undefined;
    throw new HttpProblem(response.status, problem?.detail ?? problem?.title ?? `HTTP ${response.status}`);
  }
  return body as T;
}

export const get = <T>(path: string) => send<T>(path);

export const post = <T>(path: string, body: unknown, headers: Record<string, string> = {}) =>
  send<T>(path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });

export const del = <T>(path: string) => send<T>(path, { method: "DELETE" });
