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

/** Sends what changes something; without a body if there is none. */
export const write = <T>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown, headers: Record<string, string> = {}) =>
  send<T>(path, {
    method,
    headers: body === undefined ? headers : { "Content-Type": "application/json", ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });

export const post = <T>(path: string, body: unknown) => write<T>("POST", path, body);

export const del = <T>(path: string) => write<T>("DELETE", path);
