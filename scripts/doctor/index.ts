export { renderReport } from "./render";
export { prepareRepair } from "./repair";
export { exitCodeOf, type DoctorReport } from "./report";
export { runDoctor, runSignIn, type DoctorInput } from "./examine";
