import { useQuery } from "@tanstack/react-query";
import { Failure } from "../shared/Notice";
import { useDoors } from "./api";

interface Line {
  vendor: string;
  item: string;
  unit: string;
  quantity?: number;
  source: string;
  amount_usd?: number;
}

/** What a call used of each vendor. Without a price its cost is not known, and is not 0. */
export function Costs({ call }: { call: string }) {
  const { ask, tenant } = useDoors();
  const costs = useQuery({
    queryKey: ["costs", tenant.id, call],
    queryFn: () => ask<{ lines: Line[]; total_usd?: number; coverage: string; complete: boolean }>(`/calls/${call}/costs`),
  });
  return (
    <section aria-label="Costs">
      <h3 className="font-medium">Costs</h3>
      <Failure of="The costs cannot be read" error={costs.error} />
      {costs.data && (
        <>
          <p>
            {costs.data.total_usd === undefined ? "not known" : `${costs.data.complete ? "" : "at least "}$${dollars(costs.data.total_usd)}`}
            <span className="text-xs text-mute"> · {costs.data.coverage}</span>
          </p>
          <ul className="mt-1 text-xs text-mute">
            {costs.data.lines.map(({ vendor, item, unit, quantity, source, amount_usd }) => (
              <li key={`${vendor} ${item} ${unit}`}>
                {vendor} {item}: {quantity === undefined ? "quantity not known" : quantity.toLocaleString()} {unit.replaceAll("_", " ")} ({source.replaceAll("_", " ")})
                {amount_usd === undefined ? ", no price" : `, $${dollars(amount_usd)}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const dollars = (amount: number) => amount.toLocaleString(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 6 });
