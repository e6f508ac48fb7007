import type { sparkHelp as english } from "../en/spark-help.ts";

export const sparkHelp: typeof english = {
  address: {
    value: "DIRECCIÓN",
    text: "Spark Connect, como sc://host:15002 o sc://host:15002/;token=…;use_ssl=true (por defecto: VITRINA_SPARK)",
  },
  conf: { value: "CLAVE=VALOR", text: "un ajuste de Spark para esta ejecución; puede repetirse" },
  storage: {
    value: "DIRECCIÓN",
    text: "dónde llegan esta máquina y el clúster, para archivos que el clúster no ve: hdfs://host/carpeta o file:///compartida/carpeta",
  },
  webhdfs: {
    value: "URL",
    text: "dónde está WebHDFS para direcciones hdfs://, como http://namenode:9870 (por defecto: VITRINA_WEBHDFS)",
  },
  expected: { setting: "un ajuste como spark.sql.shuffle.partitions=16" },
};
