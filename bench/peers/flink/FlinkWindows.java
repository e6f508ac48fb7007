import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * Four windowed aggregations of the sales in a topic on Flink SQL: all there are, then every window is printed once.
 * Arguments as name=value: bootstrap, topic, state (a folder for the checkpoints), grace (seconds of the watermark).
 */
public final class FlinkWindows {
  private static final Map<String, String> QUERIES = Map.of(
      "totals", "", "by_category", "category", "by_payment_method", "payment_method", "by_status", "status");

  public static void main(String[] args) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (String arg : args) given.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    Configuration settings = new Configuration();
    settings.setString("parallelism.default", "2");
    settings.setString("table.local-time-zone", "UTC");
    settings.setString("execution.checkpointing.interval", "5 s");
    settings.setString("execution.checkpointing.dir", "file://" + given.get("state"));
    settings.setString("state.checkpoints.dir", "file://" + given.get("state"));
    settings.setString("pipeline.object-reuse", "true");
    settings.setString("table.optimizer.agg-phase-strategy", "TWO_PHASE");
    TableEnvironment tables = TableEnvironment.create(
        EnvironmentSettings.newInstance().inStreamingMode().withConfiguration(settings).build());
    tables.executeSql(source(given));
    StringBuilder all = new StringBuilder();
    QUERIES.forEach((query, dimension) -> all.append(all.isEmpty() ? "" : " UNION ALL ").append(select(query, dimension)));
    TableResult result = tables.executeSql(all.toString());
    PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, "UTF-8");
    try (CloseableIterator<Row> rows = result.collect()) {
      while (rows.hasNext()) out.println(line(rows.next()));
    }
    out.flush();
    // What is left is threads that time out.
    Runtime.getRuntime().halt(0);
  }

  private static String source(Map<String, String> given) {
    return "CREATE TABLE sales (`timestamp` TIMESTAMP(0), category STRING, total DECIMAL(18, 2), payment_method STRING, "
        + "status STRING, WATERMARK FOR `timestamp` AS `timestamp` - " + interval(given.get("grace")) + ") WITH ("
        + "'connector' = 'kafka', 'topic' = '" + given.get("topic") + "', "
        + "'properties.bootstrap.servers' = '" + given.get("bootstrap") + "', "
        + "'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', "
        + "'format' = 'json', 'json.timestamp-format.standard' = 'SQL')";
  }

  /** Seconds have two digits at most here. */
  private static String interval(String seconds) {
    long all = Long.parseLong(seconds);
    return all % 3600 == 0 ? "INTERVAL '" + all / 3600 + "' HOUR" : "INTERVAL '" + all + "' SECOND";
  }

  private static String select(String query, String dimension) {
    String key = dimension.isEmpty() ? "CAST(NULL AS STRING)" : dimension;
    String by = dimension.isEmpty() ? "" : ", " + dimension;
    return "SELECT '" + query + "' AS query, window_start, " + key + " AS label, COUNT(*) AS transactions, "
        + "SUM(total) AS gross_sales FROM TABLE(TUMBLE(TABLE sales, DESCRIPTOR(`timestamp`), INTERVAL '1' MINUTE)) "
        + "GROUP BY window_start, window_end" + by;
  }

  private static String line(Row row) {
    Object key = row.getField(2);
    return "{\"query\":\"" + row.getField(0) + "\",\"window_start\":\"" + row.getField(1) + ":00Z\",\"key\":"
        + (key == null ? "null" : "\"" + key + "\"") + ",\"transactions\":" + row.getField(3)
        + ",\"gross_sales\":\"" + row.getField(4) + "\"}";
  }
}
