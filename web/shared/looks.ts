// How controls look on all pages.
export const FIELD = "rounded border border-line bg-transparent px-2 py-1 text-sm text-ink";
export const BUTTON = "rounded border border-line px-2 py-1 hover:bg-line/40 disabled:opacity-50";
export const MAIN_BUTTON = "rounded bg-caller px-3 py-1.5 font-medium text-paper disabled:opacity-50";
