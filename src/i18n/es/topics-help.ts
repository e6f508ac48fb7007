import type { topicsHelp as english, topics as englishTopics } from "../en/topics-help.ts";

export const topicsHelp: typeof english = {
  summary: "muestra, crea o describe los topics de un Kafka",
  text: "Consulta cualquier clúster de Kafka. describe muestra dónde está cada partición, desde qué offset hasta cuál puede leerse y cuánto se conservan los registros. Los registros se cuentan por sus offsets: en un topic compactado o transaccional hay menos.",
  action: { name: "ACCIÓN", text: "list (mostrar), create (crear) o describe (describir)" },
  topic: { name: "NOMBRE", text: "el topic que se crea o se describe (por defecto: transacciones_ventas)" },
  partitions: { value: "N", text: "particiones del topic nuevo (por defecto: las que tenga configuradas el servidor)" },
  replication: {
    value: "N",
    text: "copias de cada partición del topic nuevo (por defecto: las que tenga configuradas el servidor)",
  },
  config: { value: "CLAVE=VALOR", text: "ajuste del topic nuevo, como retention.ms=86400000; puede repetirse" },
  format: { value: "table|json", text: "cómo se muestra la respuesta" },
  expected: {
    partitions: "un número entero, 1 o más",
    config: "CLAVE=VALOR, como retention.ms=86400000",
  },
  examples: [
    ["vitrina topics list", "los topics del servidor de esta máquina"],
    ["vitrina topics create transacciones_ventas --partitions 2", "un topic para ventas"],
    ["vitrina topics describe transacciones_ventas --format json", "cómo está, para programas"],
    ["vitrina topics list --brokers kafka.tienda:9093 --tls-ca ca.pem --user ana", "con usuario y por TLS"],
  ],
};

export const topics: typeof englishTopics = {
  none: "Todavía no hay topics. Crear uno con: vitrina topics create",
  created: (p) => `Creado ${p.topic}: particiones ${p.partitions}, copias de cada una ${p.replication}.`,
  topic: "Topic",
  partition: "Partición",
  partitions: "Particiones",
  replication: "Copias",
  leader: "Líder",
  replicas: "Servidores",
  in_sync: "Al día",
  earliest: "Primer offset",
  latest: "Próximo offset",
  records: "Registros",
  kept_for: "Se conservan",
  kept_up_to: "Hasta un tamaño de",
  per_partition: (p) => `${p.size} por partición`,
  cleanup: "Limpieza",
  settings: "Ajustes propios",
  no_limit: "sin límite",
  total: "Total",
};
