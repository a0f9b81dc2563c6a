import { costOf, deletionOf, leftWarehouses } from "../../../lib/unmanaged/left-warehouses";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { warn } from "../../../lib/report/outcome";

/** Warehouses that the kit made for entries which use another one now: nobody deletes them, and they cost. */
export const leftWarehousesFinding: Examination<StatesContext> = {
  id: "left-warehouses",
  question: "whether warehouses of this kit are left",
  async examine({ config, managed, rest }) {
    return (await leftWarehouses(config, managed, rest)).map((left) => {
      const { id, name, key, held } = left;
      return warn(`the warehouse ${name} (${id}) was made for ${key}, which uses another one now`, {
        cause: `${held ? "the next deploy lets go of it, and it stays" : "it stayed"}; it costs ${costOf(left)}`,
        fix: `if nobody else uses it, delete it${held ? " after the deploy" : ""}\n${deletionOf(left)}`,
      });
    });
  },
};
