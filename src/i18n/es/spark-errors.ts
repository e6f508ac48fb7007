import type { sparkErrors as english } from "../en/spark-errors.ts";

export const sparkErrors: typeof english = {
  spark_no_address: () =>
    "No se nombra ningún Spark. Dar su dirección con --spark sc://host:15002, o ponerla en VITRINA_SPARK.",
  spark_out_address: (p) =>
    `--out ${p.address}: solo un lote en Spark escribe ahí. Añadir --engine spark, o nombrar una carpeta de esta máquina.`,
  spark_out_occupied: (p) =>
    `${p.address}: ya hay algo ahí, y en el almacenamiento del clúster no se reemplaza nada. Nombrar otro lugar con --out, o quitarlo antes.`,
  spark_out_tables: (p) =>
    `${p.option} escribe en una carpeta de esta máquina, y --out nombra un lugar del clúster. Dejar fuera uno de los dos.`,
  spark_bad_storage: (p) =>
    `--storage ${p.address}: esta máquina no puede poner archivos allí. Dar hdfs://host/carpeta (por WebHDFS) o file:///compartida/carpeta.`,
  spark_no_zstd: (p) =>
    `${p.file}: este clúster no sabe leer zstd. Dar una copia local, que se lleva descomprimida, o comprimirlo como .gz.`,
  spark_address: (p) =>
    `--spark: ${p.cause}. Escribir sc://host:15002, con ;token=… y ;use_ssl=true tras una barra donde hagan falta.`,
  spark_no_server: (p) => `${p.cause}. Arrancar allí Spark Connect, o dar su dirección con --spark sc://host:15002.`,
  spark_not_spark: (p) =>
    `${p.cause}. Spark Connect escucha por defecto en el puerto 15002; las páginas, el maestro y el historial de Spark tienen otros.`,
  spark_tls: (p) =>
    `${p.cause}. Añadir ;use_ssl=true a la dirección si el servidor usa TLS, y hacer que se confíe en su certificado (NODE_EXTRA_CA_CERTS).`,
  spark_refused: (p) =>
    `${p.cause}. Dar la clave correcta en la dirección: sc://host:15002/;token=… (en VITRINA_SPARK, donde ningún otro usuario la vea).`,
  spark_session_lost: () =>
    "Spark ha olvidado esta sesión: se reinició o la sesión caducó. Nada ha cambiado; empezar de nuevo.",
  spark_server_lost: (p) =>
    `${p.cause}. Nada ha cambiado; mirar en el registro de Spark por qué terminó y empezar de nuevo cuando funcione.`,
  spark_too_large: (p) =>
    `Demasiado grande para los límites de Spark: ${p.cause}. Dar menos archivos a la vez, o subir el límite en el servidor (spark.connect.grpc.maxInboundMessageSize, spark.driver.maxResultSize).`,
  spark_interrupted: () =>
    "El trabajo se interrumpió en el clúster, no desde aquí. Nada ha cambiado; empezar de nuevo.",
  spark_unsupported: (p) =>
    `Este Spark no hace lo que se necesita: ${p.cause}. Usar Spark 3.5 o posterior con Spark Connect.`,
  spark_query: (p) =>
    `Spark no pudo hacer el trabajo: ${p.cause}. Nada ha cambiado; las páginas y el registro de Spark dicen más.`,
  spark_path_hidden: (p) =>
    `${p.file}: el clúster no lo encuentra (${p.cause}). Dar una dirección a la que llegue (hdfs://…, s3a://…), o un lugar compartido con --storage.`,
  spark_needs_storage: (p) =>
    `${p.file}: el clúster no ve los archivos de esta máquina. Decir con --storage hdfs://host/carpeta o --storage file:///compartida/carpeta dónde los ven ambos, o dar una dirección propia del clúster.`,
  spark_needs_storage_out: () =>
    "El clúster no puede escribir en esta máquina. Decir con --storage hdfs://host/carpeta o --storage file:///compartida/carpeta dónde pueden ambos.",
  spark_no_file_system: (p) =>
    `El clúster no tiene el sistema de archivos "${p.scheme}". Arrancar Spark con su paquete (para s3a: org.apache.hadoop:hadoop-aws), o usar otra dirección.`,
  spark_no_connector: (p) =>
    `El clúster no tiene el conector "${p.name}". Arrancar Spark con su paquete (para kafka: org.apache.spark:spark-sql-kafka-0-10).`,
  spark_disk_full: (p) =>
    `Un disco del clúster está lleno (${p.cause}). Liberar espacio allí (spark.local.dir, el lugar de los resultados) y empezar de nuevo; nada ha cambiado.`,
  spark_out_of_memory: (p) =>
    `La memoria del clúster no basta (${p.cause}). Dar más a Spark (spark.executor.memory, spark.driver.memory), o menos archivos a la vez.`,
  spark_executor_lost: (p) =>
    `El clúster perdió las máquinas que hacían el trabajo (${p.cause}). Nada ha cambiado; mirar en los registros de los trabajadores por qué y empezar de nuevo.`,
  spark_denied: (p) =>
    `El clúster no puede hacer esto (${p.cause}). Revisar los permisos del usuario con el que corre Spark.`,
  spark_no_files: (p) =>
    `${p.address}: el clúster no encuentra allí ningún archivo de ventas. Los nombres que empiezan por punto o guion bajo se pasan por alto.`,
};
