import { sparkStreamsSuite } from "./spark-connect-streams-suite.ts";

sparkStreamsSuite("3.5");
