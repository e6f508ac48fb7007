/** Help of `vitrina doctor`. */
export const doctorHelp = {
  summary: "look at what Vitrina needs and say what is missing",
  text: "Checks this machine and, if there is one, Kafka: each thing is in order, worth a look or missing, with what to do about it. Nothing is changed but for a small file in the state folder, which is removed again. Ends with 1 where something needed is missing.",
  topic: { value: "NAME", text: "topic to look for" },
  state: { value: "DIR", text: "folder for the state of streams" },
  port: { value: "N", text: "port of the console" },
  format: { value: "table|json", text: "how the findings are printed" },
  examples: [
    ["vitrina doctor", "this machine, and Kafka if it runs here"],
    ["vitrina doctor --brokers kafka.shop:9092 --topic sales", "whether that Kafka can be used from here"],
    ["vitrina doctor --format json", "the same, for programs"],
  ],
};
