/** Help of `vitrina serve`. */
export const serveHelp = {
  summary: "follow a shop's sales and show them in the browser",
  text: "Runs a stream with its console: a page that shows the shop live, answers questions and proves its numbers, and an API that gives the same figures to programs (see /api). It listens on this machine alone unless told otherwise; any other address demands a token or users. The options are those of vitrina stream; the address is the console's.",
  examples: [
    ["vitrina serve", "a made-up shop on http://127.0.0.1:4040"],
    ["vitrina serve --source kafka --brokers broker:9092", "a shop's own topic"],
    ["VITRINA_TOKEN=... vitrina serve --host 0.0.0.0", "for the machines around, with a token"],
  ],
};
