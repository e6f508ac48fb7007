import { sparkConnectSuite } from "./spark-connect-suite.ts";

sparkConnectSuite("3.5");
