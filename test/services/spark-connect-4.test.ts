import { sparkConnectSuite } from "./spark-connect-suite.ts";

sparkConnectSuite("4.1");
