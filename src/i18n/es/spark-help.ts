import type { sparkHelp as english } from "../en/spark-help.ts";

export const sparkHelp: typeof english = {
  address: {
    value: "DIRECCIÓN",
    text: "Spark Connect, como sc://host:15002 o sc://host:15002/;token=…;use_ssl=true (por defecto: VITRINA_SPARK)",
  },
  conf: { value: "CLAVE=VALOR", text: "un ajuste de Spark para esta ejecución; puede repetirse" },
  ui: {
    value: "URL",
    text: "páginas de Spark, o de su servidor de historial, para los trabajos y etapas, como http://driver:4040 (por defecto: las que diga el servidor)",
  },
  storage: {
    value: "DIRECCIÓN",
    text: "dónde llegan esta máquina y el clúster, para archivos que el clúster no ve: hdfs://host/carpeta o file:///compartida/carpeta",
  },
  webhdfs: {
    value: "URL",
    text: "dónde está WebHDFS para direcciones hdfs://, como http://namenode:9870 (por defecto: VITRINA_WEBHDFS)",
  },
  checkpoint: {
    value: "DIRECCIÓN",
    text: "Spark: carpeta del clúster para el punto de control del flujo, como hdfs://host/carpeta (por defecto: en la carpeta de estado, si el clúster la ve)",
  },
  expected: {
    setting: "un ajuste como spark.sql.shuffle.partitions=16",
    engine_of: (p) => `duckdb si se da ${p.option}`,
    kafka_source: "kafka si se da --engine spark",
    cluster_address: "una dirección del clúster, como hdfs://host/carpeta o file:///compartida/carpeta",
  },
};
