import { main } from "../../scripts/cli/main";

/** A program of its own with one command, whose work never ends and keeps nothing alive. */
void main([
  {
    name: "hang",
    summary: "Waits for ever.",
    options: [],
    group: "try",
    examples: () => [],
    run: () => new Promise<number>(() => {}),
  },
]);
