import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sales as JSON at a steady rate, with little work for each, so that a machine has the rest for who reads them. Event time is
 * now (UTC), ids rise from 1, the key is the customer. Arguments as name=value: bootstrap, topic, rate, count.
 * Ends with a line such as `acknowledged=6000000`.
 */
public final class SalesLoad {
  private static final String[] CATEGORIES = {"Electrónica", "Ropa", "Hogar", "Deportes", "Libros"};
  private static final String[] PAYMENTS = {"Tarjeta", "PayPal", "Transferencia"};
  private static final String[] STATUSES = {"Completada", "Pendiente", "Cancelada"};
  private static final long TICK_MS = 5;

  public static void main(String[] args) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (String arg : args) given.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    double rate = Double.parseDouble(given.get("rate"));
    long count = Long.parseLong(given.get("count"));
    AtomicLong acknowledged = new AtomicLong();
    Properties settings = new Properties();
    settings.put("bootstrap.servers", given.get("bootstrap"));
    settings.put("linger.ms", 10);
    settings.put("batch.size", 256 << 10);
    settings.put("buffer.memory", 64 << 20);
    settings.put("acks", "all");
    settings.put("max.block.ms", 600_000);
    SplittableRandom random = new SplittableRandom(42);
    try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long start = System.nanoTime();
      String time = "";
      long second = -1;
      for (long made = 0; made < count;) {
        long due = Math.min(count, (long) ((System.nanoTime() - start) / 1e9 * rate));
        long now = System.currentTimeMillis();
        if (now / 1000 != second) {
          second = now / 1000;
          time = LocalDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC).toString().replace('T', ' ');
          if (time.length() == 16) time += ":00";
        }
        // Never so many at once that their time would be an old one.
        for (long until = Math.min(due, made + 2000); made < until;) {
          made += 1;
          int customer = random.nextInt(1, 10_001);
          byte[] value = sale(made, time, customer, random).getBytes(StandardCharsets.UTF_8);
          byte[] key = Integer.toString(customer).getBytes(StandardCharsets.US_ASCII);
          producer.send(new ProducerRecord<>(given.get("topic"), null, now, key, value), (place, error) -> {
            if (error == null) acknowledged.incrementAndGet();
            else error.printStackTrace();
          });
        }
        if (made >= due) Thread.sleep(TICK_MS);
      }
      producer.flush();
    }
    System.out.println("acknowledged=" + acknowledged.get());
  }

  private static String sale(long id, String time, int customer, SplittableRandom random) {
    int quantity = random.nextInt(1, 11);
    int cents = random.nextInt(1_000, 100_001);
    return "{\"transaction_id\":" + id + ",\"timestamp\":\"" + time + "\",\"customer_id\":" + customer
        + ",\"product_id\":" + random.nextInt(1, 5_001) + ",\"category\":\"" + CATEGORIES[random.nextInt(5)]
        + "\",\"quantity\":" + quantity + ",\"unit_price\":" + amount(cents) + ",\"total\":"
        + amount((long) cents * quantity) + ",\"payment_method\":\"" + PAYMENTS[random.nextInt(3)]
        + "\",\"status\":\"" + STATUSES[random.nextInt(3)] + "\"}";
  }

  private static String amount(long cents) {
    long rest = cents % 100;
    return cents / 100 + (rest < 10 ? ".0" : ".") + rest;
  }
}
