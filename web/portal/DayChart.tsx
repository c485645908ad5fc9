import type { Report, Share } from "./client";

const SHOWN = [
  { share: "resolution_rate", label: "resolved", fill: "fill-agent", dot: "bg-agent" },
  { share: "handoff_rate", label: "handed to a person", fill: "fill-caller", dot: "bg-caller" },
  { share: "abandonment_rate", label: "abandoned", fill: "fill-mute", dot: "bg-mute" },
  { share: "failure_rate", label: "failed", fill: "fill-warn", dot: "bg-warn" },
];
const OTHER = { label: "outcome unknown", fill: "fill-line", dot: "bg-line" };
const HEIGHT = 140;
const STEP = 20;

interface Props {
  days: string[];
  report: Report;
}

/** The calls of each day by what became of them. */
export function DayChart({ days, report }: Props) {
  const figures = new Map(report.days.map((day) => [day.name, day.figures]));
  const bars = days.map((day) => {
    const of = figures.get(day);
    const parts = SHOWN.map(({ share }) => counted(of?.shares, share));
    return { day, calls: of?.calls ?? 0, parts: [...parts, (of?.calls ?? 0) - parts.reduce((sum, part) => sum + part, 0)] };
  });
  const top = Math.max(...bars.map(({ calls }) => calls), 1);
  if (bars.every(({ calls }) => calls === 0)) return <p className="mt-8 text-center text-mute">No call ended on these days.</p>;
  const labels = [...SHOWN, OTHER];
  return (
    <figure className="mt-6">
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-mute">
        <span className="font-medium text-ink">Calls a day</span>
        {labels.map(({ label, dot }) => (
          <span key={label} className="flex items-center gap-1">
            <span className={`inline-block size-2 rounded-full ${dot}`} />
            {label}
          </span>
        ))}
      </figcaption>
      <div className="mt-2 flex gap-2">
        <span className="text-xs text-mute" aria-hidden>
          {top.toLocaleString()}
        </span>
        <svg viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" className="h-40 w-full border-b border-line" role="img" aria-label="Calls a day, by outcome">
          {bars.map(({ day, parts }, index) => {
            let y = HEIGHT;
            return (
              <g key={day}>
                <title>{`${day}: ${labels.map(({ label }, part) => `${parts[part]} ${label}`).join(", ")}`}</title>
                <rect x={index * STEP} y={0} width={STEP} height={HEIGHT} fill="transparent" />
                {parts.map((part, at) => {
                  const height = (Math.max(0, part) / top) * HEIGHT;
                  y -= height;
                  return <rect key={at} x={index * STEP + 5} y={y} width={STEP - 10} height={height} className={labels[at]!.fill} />;
                })}
              </g>
            );
          })}
        </svg>
      </div>
      <div className="mt-1 flex justify-between pl-6 text-xs text-mute">
        <span>{days[0]}</span>
        <span>{days.at(-1)}</span>
      </div>
    </figure>
  );
}

const counted = (shares: Share[] | undefined, name: string) => shares?.find((share) => share.name === name)?.numerator ?? 0;
