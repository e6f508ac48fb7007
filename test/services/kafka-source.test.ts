import { kafkaSourceSuite } from "../kafka/source-suite.ts";
import { setStage } from "../kafka/stage.ts";

kafkaSourceSuite(setStage());
