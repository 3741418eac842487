export { toolPanel } from "./panel.ts";
