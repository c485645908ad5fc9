import type { ReactNode } from "react";
import { FIELD } from "../shared/looks";
import type { Tenant } from "./client";
import { length, PERIODS, today, type Filter } from "./days";

const LONGEST = 366;

interface Props {
  tenant: Tenant;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  children?: ReactNode;
}

/** Which days, and whose calls. A period that cannot be asked for is not taken. */
export function FilterBar({ tenant, filter, onFilter, children }: Props) {
  const now = today(tenant.time_zone);
  const chosen = PERIODS.find(({ of }) => of(now).from === filter.from && of(now).to === filter.to)?.name ?? "";
  const take = (next: Filter) => {
    if (next.from && next.to && next.from <= next.to && length(next.from, next.to) <= LONGEST) onFilter(next);
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      <label className="text-xs text-mute">
        Period
        <select
          className={`${FIELD} mt-1 block`}
          value={chosen}
          onChange={({ target }) => {
            const period = PERIODS.find(({ name }) => name === target.value);
            if (period) onFilter({ ...filter, ...period.of(now) });
          }}
        >
          {!chosen && <option value="">As below</option>}
          {PERIODS.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label className="text-xs text-mute">
        From
        <input
          type="date"
          className={`${FIELD} mt-1 block`}
          value={filter.from}
          max={filter.to}
          onChange={({ target }) => take({ ...filter, from: target.value })}
        />
      </label>
      <label className="text-xs text-mute">
        To
        <input
          type="date"
          className={`${FIELD} mt-1 block`}
          value={filter.to}
          min={filter.from}
          max={now}
          onChange={({ target }) => take({ ...filter, to: target.value })}
        />
      </label>
      {tenant.agents.length > 1 && (
        <label className="text-xs text-mute">
          Agent
          <select
            className={`${FIELD} mt-1 block`}
            value={filter.agent}
            onChange={({ target }) => onFilter({ ...filter, agent: target.value })}
          >
            <option value="">All agents</option>
            {tenant.agents.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {children}
    </div>
  );
}
