export { renderReport } from "./render";
export { prepareRepair } from "./repair";
export { exitCodeOf, type DoctorReport } from "./report";
export type { DoctorInput } from "./context";
export { runDoctor, runSignIn } from "./examine";
