export interface TileProps {
  label: string;
  value: string;
  /** The same figure of the days before, in words; undefined while it is not known. */
  earlier: string | undefined;
  /** Day by day; undefined: not known of that day. */
  trend: (number | undefined)[];
  about: { meaning?: string; formula: string; coverage?: string; exclusions?: string };
}

/** A figure, and on demand how it is made. */
export function Tile({ label, value, earlier, trend, about }: TileProps) {
  return (
    <section className="rounded border border-line p-3" aria-label={label}>
      <h2 className="text-xs text-mute">{label}</h2>
      <div className="flex items-end justify-between gap-2">
        <p className="text-2xl font-semibold" data-testid={`figure ${label}`}>
          {value}
        </p>
        <Trend values={trend} />
      </div>
      <p className="mt-1 text-xs text-mute">{earlier ?? "\u00a0"}</p>
      <details className="mt-2 text-xs text-mute">
        <summary className="cursor-pointer">how it is counted</summary>
        <dl className="mt-1 space-y-1">
          {about.meaning && <dd>{about.meaning}</dd>}
          <dd className="text-ink">{about.formula}</dd>
          {about.coverage && <dd>{about.coverage}</dd>}
          {about.exclusions && <dd>left out: {about.exclusions}</dd>}
        </dl>
      </details>
    </section>
  );
}

const WIDTH = 72;
const HEIGHT = 24;

function Trend({ values }: { values: (number | undefined)[] }) {
  const known = values.filter((value) => value !== undefined);
  if (known.length < 2) return null;
  const top = Math.max(...known, 0) || 1;
  const points = values
    .map((value, day) => (value === undefined ? undefined : `${(day / (values.length - 1)) * WIDTH},${HEIGHT - 2 - (value / top) * (HEIGHT - 4)}`))
    .filter((point) => point !== undefined);
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden className="mb-1 text-caller">
      <polyline points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
