import { type DescMessage, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";

/**
 * A server of Spark 3.5 does not say that a request is too large: it resets the stream before any answer, as if the call
 * were cancelled. Trying again would go on for a minute and end with a lost server, so such an end of a large request
 * becomes the error that Spark 4 sends.
 */
export const tellTooLarge: Interceptor = (next) => async (request) => {
  const { input } = request.method;
  const sent: MessageShape<DescMessage>[] = [];
  try {
    if (!request.stream) {
      sent.push(request.message);
      return await next(request);
    }
    return await next({ ...request, message: noted(request.message, sent) });
  } catch (error) {
    if (request.signal.aborted || !wasReset(error)) throw error;
    const size = sent.reduce((sum, message) => sum + toBinary(input, message).length, 0);
    if (size < LEAST_LARGE) throw error;
    const megabytes = (size / 1024 / 1024).toFixed(1);
    throw new ConnectError(
      `the server broke off a request of ${megabytes} MB, see its spark.connect.grpc.maxInboundMessageSize`,
      Code.ResourceExhausted,
    );
  }
};

async function* noted<Message>(messages: AsyncIterable<Message>, sent: Message[]): AsyncIterable<Message> {
  for await (const message of messages) {
    sent.push(message);
    yield message;
  }
}

function wasReset(error: unknown): boolean {
  return (
    error instanceof ConnectError && error.code === Code.Canceled && error.rawMessage.includes("error code CANCEL")
  );
}

/** Nobody sets the limit (128 MB by default) lower than this. */
const LEAST_LARGE = 512 * 1024;
