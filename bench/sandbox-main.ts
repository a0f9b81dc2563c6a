import { startSandbox } from "../sandbox";

// Started by the start-up benchmark: ready when it prints a line, gone at the end of input.
void startSandbox().then((sandbox) => {
  console.log(sandbox.url);
  process.stdin.resume();
  process.stdin.once("end", () => void sandbox.close());
});
