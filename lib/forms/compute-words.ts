import type { Compute } from "../terraform/compute";

/** What people call the compute of a connection, and what the tool holds on it. */
export const COMPUTE_WORDS: Readonly<Record<Compute["kind"], { readonly called: string; readonly level: string }>> = {
  warehouse: { called: "SQL warehouse", level: "CAN USE" },
  cluster: { called: "cluster", level: "CAN RESTART" },
};
