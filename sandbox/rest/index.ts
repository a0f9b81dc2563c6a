export { apiCall } from "./call";
export { createRestApp } from "./router";
