import { sparkStreamsSuite } from "./spark-connect-streams-suite.ts";

sparkStreamsSuite("4.1");
