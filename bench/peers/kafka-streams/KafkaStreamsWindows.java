import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Four windowed aggregations of the sales in a topic on Kafka Streams. Arguments as name=value:
 *   bootstrap, topic, state (a folder), application (its id)
 *   grace    seconds a window waits for what comes late
 *   rows     ends after so many sales and prints every window once; without it, runs until it is killed and prints
 *            each changed row of `totals` at once (or writes it to the topic `results`)
 */
public final class KafkaStreamsWindows {
  private static final Duration SIZE = Duration.ofMinutes(1);

  record Sale(long time, long cents, String category, String payment, String status) {}

  record Query(String id, Function<Sale, String> key) {}

  private static final List<Query> QUERIES = List.of(
      new Query("totals", sale -> ""),
      new Query("by_category", Sale::category),
      new Query("by_payment_method", Sale::payment),
      new Query("by_status", Sale::status));

  private static final LongAdder parsed = new LongAdder();
  private static final LongAdder merged = new LongAdder();

  public static void main(String[] args) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (String arg : args) given.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    boolean ends = given.containsKey("rows");
    PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, "UTF-8");
    Map<String, String> latest = new ConcurrentHashMap<>();
    StreamsBuilder builder = new StreamsBuilder();
    KStream<byte[], Sale> sales = builder.stream(
        given.get("topic"),
        Consumed.with(Serdes.ByteArray(), saleSerde())
            .withTimestampExtractor((record, before) -> ((Sale) record.value()).time()));
    Duration grace = Duration.ofSeconds(Long.parseLong(given.get("grace")));
    for (Query query : QUERIES) {
      KStream<Windowed<String>, long[]> windows = windows(sales, query, grace, ends);
      if (ends) {
        windows.foreach((key, sums) -> latest.put(query.id() + key, line(query, key, sums)));
      } else if (given.containsKey("results")) {
        windows.map((key, sums) -> KeyValue.pair(query.id() + key.key() + key.window().start(), line(query, key, sums)))
            .to(given.get("results"), Produced.with(Serdes.String(), Serdes.String()));
      } else if (query.id().equals("totals")) {
        windows.foreach((key, sums) -> print(out, line(query, key, sums)));
      }
    }
    KafkaStreams streams = new KafkaStreams(builder.build(), settings(given, ends));
    CountDownLatch failed = new CountDownLatch(1);
    streams.setUncaughtExceptionHandler(error -> {
      error.printStackTrace();
      Runtime.getRuntime().halt(1);
      return null;
    });
    streams.start();
    if (!ends) {
      failed.await();
      return;
    }
    untilQuiet(Long.parseLong(given.get("rows")));
    streams.close();
    for (String line : latest.values()) out.println(line);
    out.flush();
    // What is left is threads that time out.
    Runtime.getRuntime().halt(0);
  }

  private static KStream<Windowed<String>, long[]> windows(
      KStream<byte[], Sale> sales, Query query, Duration grace, boolean ends) {
    Duration kept = grace.plus(SIZE).plus(SIZE);
    Materialized<String, long[], WindowStore<org.apache.kafka.common.utils.Bytes, byte[]>> store = Materialized
        .<String, long[]>as(Stores.inMemoryWindowStore(query.id(), kept, SIZE, false))
        .withKeySerde(Serdes.String())
        .withValueSerde(sumsSerde());
    return sales
        .map((key, sale) -> KeyValue.pair(query.key().apply(sale), sale.cents()))
        .groupByKey(Grouped.with(query.id(), Serdes.String(), Serdes.Long()))
        .windowedBy(TimeWindows.ofSizeAndGrace(SIZE, grace))
        .aggregate(() -> new long[2], (key, cents, sums) -> {
          merged.increment();
          return new long[] {sums[0] + 1, sums[1] + cents};
        }, ends ? store.withCachingEnabled() : store.withCachingDisabled())
        .toStream();
  }

  private static Properties settings(Map<String, String> given, boolean ends) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, given.get("bootstrap"));
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, given.get("application"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, given.get("state"));
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    if (ends) {
      settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
      settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 128L << 20);
      settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 20_000);
      settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 20_000);
      settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 8 << 20);
      settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 50);
      settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 512 << 10);
      settings.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 128L << 20);
    } else {
      settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
      settings.put(StreamsConfig.POLL_MS_CONFIG, 5);
      settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
      settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
      settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 5);
    }
    return settings;
  }

  /** Done when every sale is in every aggregate; where some were dropped, when nothing has moved for a while. */
  private static void untilQuiet(long rows) throws InterruptedException {
    long before = -1;
    int quiet = 0;
    while (merged.sum() < rows * QUERIES.size()) {
      Thread.sleep(10);
      long now = merged.sum();
      quiet = now == before && parsed.sum() >= rows ? quiet + 1 : 0;
      before = now;
      if (quiet > 500) return;
    }
  }

  private static String line(Query query, Windowed<String> key, long[] sums) {
    String label = query.id().equals("totals") ? "null" : "\"" + key.key() + "\"";
    return "{\"query\":\"" + query.id() + "\",\"window_start\":\"" + Instant.ofEpochMilli(key.window().start())
        + "\",\"key\":" + label + ",\"transactions\":" + sums[0]
        + ",\"gross_sales\":\"" + sums[1] / 100 + "." + String.valueOf(100 + sums[1] % 100).substring(1) + "\"}";
  }

  private static synchronized void print(PrintStream out, String line) {
    out.println(line);
    out.flush();
  }

  private static Serde<long[]> sumsSerde() {
    return Serdes.serdeFrom(
        (topic, sums) -> sums == null ? null : ByteBuffer.allocate(16).putLong(sums[0]).putLong(sums[1]).array(),
        (topic, bytes) -> {
          if (bytes == null) return null;
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          return new long[] {buffer.getLong(), buffer.getLong()};
        });
  }

  private static final JsonFactory JSON = new JsonFactory();

  /** Parsed once, where the record comes in. */
  private static Serde<Sale> saleSerde() {
    return Serdes.serdeFrom((topic, sale) -> {
      throw new UnsupportedOperationException();
    }, (topic, bytes) -> {
      try (JsonParser parser = JSON.createParser(bytes)) {
        return parse(parser);
      } catch (IOException error) {
        throw new RuntimeException(error);
      }
    });
  }

  private static Sale parse(JsonParser parser) throws IOException {
    long time = 0;
    long cents = 0;
    String category = "";
    String payment = "";
    String status = "";
    parser.nextToken();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "timestamp" ->
          time = LocalDateTime.parse(parser.getText().replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC) * 1000;
        case "total" -> cents = parser.getDecimalValue().movePointRight(2).longValueExact();
        case "category" -> category = parser.getText();
        case "payment_method" -> payment = parser.getText();
        case "status" -> status = parser.getText();
        default -> { }
      }
    }
    parsed.increment();
    return new Sale(time, cents, category, payment, status);
  }
}
