import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Four windowed aggregations of the sales in a topic on Spark Structured Streaming, update mode. Arguments as name=value:
 *   bootstrap, topic, state (a folder for the checkpoints)
 *   grace       seconds of the watermark
 *   partitions  of each shuffle; without it, as Spark has them
 *   batch       sales in a micro-batch at most; without it, all there are
 *   live        runs until it is killed, and prints each changed row of `totals` at once
 */
public final class SparkWindows {
  private static final String SCHEMA = "timestamp STRING, category STRING, total DECIMAL(18,2), payment_method STRING, "
      + "status STRING";
  private static final Map<String, String> QUERIES = Map.of(
      "totals", "", "by_category", "category", "by_payment_method", "payment_method", "by_status", "status");

  public static void main(String[] args) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (String arg : args) given.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    boolean live = given.containsKey("live");
    SparkSession.Builder builder = SparkSession.builder()
        .master("local[2]")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false");
    if (given.containsKey("partitions")) builder.config("spark.sql.shuffle.partitions", given.get("partitions"));
    SparkSession spark = builder.getOrCreate();
    PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, "UTF-8");
    Map<String, String> latest = new ConcurrentHashMap<>();
    List<StreamingQuery> running = new ArrayList<>();
    for (Map.Entry<String, String> query : QUERIES.entrySet()) {
      VoidFunction2<Dataset<Row>, Long> publish = (rows, batch) -> {
        for (Row row : rows.collectAsList()) {
          String line = line(query.getKey(), row);
          if (!live) latest.put(query.getKey() + row.get(0) + row.get(1), line);
          else if (query.getKey().equals("totals")) print(out, line);
        }
      };
      running.add(windows(sales(spark, given), query.getValue()).writeStream()
          .outputMode("update")
          .option("checkpointLocation", given.get("state") + "/" + query.getKey())
          .trigger(live ? Trigger.ProcessingTime(0) : Trigger.AvailableNow())
          .foreachBatch(publish)
          .start());
    }
    for (StreamingQuery query : running) query.awaitTermination();
    spark.stop();
    for (String line : latest.values()) out.println(line);
    out.flush();
  }

  private static Dataset<Row> sales(SparkSession spark, Map<String, String> given) {
    DataStreamReader reader = spark.readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", given.get("bootstrap"))
        .option("subscribe", given.get("topic"))
        .option("startingOffsets", "earliest");
    if (given.containsKey("batch")) reader = reader.option("maxOffsetsPerTrigger", given.get("batch"));
    Column sale = functions.from_json(
        functions.col("value").cast("string"), org.apache.spark.sql.types.StructType.fromDDL(SCHEMA));
    return reader.load()
        .select(sale.alias("sale"))
        .select("sale.*")
        .withColumn("timestamp", functions.to_timestamp(functions.col("timestamp"), "yyyy-MM-dd HH:mm:ss"))
        .withWatermark("timestamp", given.get("grace") + " seconds");
  }

  private static Dataset<Row> windows(Dataset<Row> sales, String dimension) {
    Column window = functions.window(functions.col("timestamp"), "1 minute");
    Column key = dimension.isEmpty() ? functions.lit(null).cast("string") : functions.col(dimension);
    return sales.groupBy(window.alias("window"), key.alias("key"))
        .agg(functions.count("*").alias("transactions"), functions.sum("total").alias("gross_sales"))
        .select("window.start", "key", "transactions", "gross_sales");
  }

  private static String line(String query, Row row) {
    String key = row.isNullAt(1) ? "null" : "\"" + row.getString(1) + "\"";
    return "{\"query\":\"" + query + "\",\"window_start\":\"" + row.getTimestamp(0).toInstant() + "\",\"key\":" + key
        + ",\"transactions\":" + row.getLong(2) + ",\"gross_sales\":\"" + row.getDecimal(3).toPlainString() + "\"}";
  }

  private static synchronized void print(PrintStream out, String line) {
    out.println(line);
    out.flush();
  }
}
