import { start } from "../shared/start";
import { App } from "./App";

start(<App />, 30_000);
