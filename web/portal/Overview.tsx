import { useQuery } from "@tanstack/react-query";
import { Failure } from "../shared/Notice";
import { DayChart } from "./DayChart";
import { ask, type Figures, type Report, type Tenant } from "./client";
import { before, each, length, type Filter } from "./days";
import { FilterBar } from "./FilterBar";
import { Tile, type TileProps } from "./Tile";

interface Props {
  tenant: Tenant;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

const useReport = ({ from, to, agent }: Filter) =>
  useQuery({
    queryKey: ["kpis", from, to, agent],
    queryFn: () => ask<Report>("/kpis", { from, to, agent_id: agent }),
    refetchInterval: 60_000,
  });

export function Overview({ tenant, filter, onFilter }: Props) {
  const report = useReport(filter);
  const earlier = useReport({ ...filter, ...before(filter) });
  return (
    <>
      <FilterBar tenant={tenant} filter={filter} onFilter={onFilter} />
      <Failure of="The figures cannot be read" error={report.error} />
      {report.isPending && <p className="mt-6 text-mute">Reading the figures…</p>}
      {report.data && (
        <>
          <div className="mt-5 grid grid-cols-1 items-start gap-3 sm:grid-cols-2 lg:grid-cols-5" data-testid="tiles">
            {tiles(report.data, earlier.data).map((tile) => (
              <Tile key={tile.label} {...tile} />
            ))}
          </div>
          <DayChart days={each(filter.from, filter.to)} report={report.data} />
        </>
      )}
    </>
  );
}

const percent = (value: number) => `${(100 * value).toLocaleString(undefined, { maximumFractionDigits: 1 })} %`;
const seconds = (value: number) => `${value.toLocaleString(undefined, { maximumFractionDigits: 1 })} s`;
const minutes = (value: number) => `${Math.floor(value / 60)}:${String(Math.round(value % 60)).padStart(2, "0")} min`;
const count = (value: number) => value.toLocaleString();

const LABELS: Record<string, string> = {
  resolution_rate: "Resolved",
  containment_rate: "Without a person",
  handoff_rate: "Handed to a person",
  forced_handoff_rate: "Handed over after trouble",
  abandonment_rate: "Abandoned",
  failure_rate: "Failed",
};

function tiles(report: Report, earlier: Report | undefined): TileProps[] {
  const tile = (label: string, of: (figures: Figures) => number | undefined, say: (value: number) => string, about: TileProps["about"]): TileProps => ({
    label,
    value: said(of(report.figures), say),
    earlier: earlier && `${said(of(earlier.figures), say)} in the ${length(report.from, report.to)} days before`,
    trend: report.days.map(({ figures }) => of(figures)),
    about,
  });
  const { figures } = report;
  return [
    tile("Calls", (f) => f.calls, count, { formula: "calls that began on these days and have ended" }),
    tile("Answered", (f) => f.answered, count, { formula: "calls in which an agent answered" }),
    tile("Average length", (f) => f.average_duration_sec, minutes, { formula: figures.average_duration_formula }),
    tile("Answer speed", (f) => (f.response.p50_ms === undefined ? undefined : f.response.p50_ms / 1000), seconds, {
      formula: figures.response.formula,
      coverage: `half of ${count(figures.response.turns)} answers came faster${
        figures.response.p95_ms === undefined ? "" : `, 95 % within ${seconds(figures.response.p95_ms / 1000)}`
      }`,
    }),
    ...figures.shares.map((share) =>
      tile(LABELS[share.name] ?? share.name, (f) => f.shares.find(({ name }) => name === share.name)?.value, percent, {
        meaning: share.meaning,
        formula: `${share.formula} = ${count(share.numerator)} / ${count(share.denominator)}`,
        coverage: share.coverage,
        exclusions: share.exclusions,
      }),
    ),
  ];
}

const said = (value: number | undefined, say: (value: number) => string) => (value === undefined ? "–" : say(value));
