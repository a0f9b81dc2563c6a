export { apiCall } from "./call";
export { createRestApp, type RestOptions } from "./router";
