import { z } from "zod";
import { parseSecurable, type Securable } from "./securable";

const dependencySchema = z.object({
  table: z.object({ table_full_name: z.string().optional() }).optional(),
  function: z.object({ function_full_name: z.string().optional() }).optional(),
});

/** What the definition of a view or function names: tables, views and functions; none where the service does not say. */
export const dependencies = z
  .object({ dependencies: z.array(dependencySchema).default([]) })
  .optional()
  .transform((list): Securable[] =>
    (list?.dependencies ?? []).flatMap(({ table, function: routine }) => {
      const name = table?.table_full_name ?? routine?.function_full_name;
      return name === undefined ? [] : [parseSecurable(name)];
    }),
  );
