export { heldBy } from "./held";
export { renderReport } from "./render";
export { exitCodeOf, type DoctorReport } from "./report";
export { runDoctor, type DoctorInput } from "./run";
