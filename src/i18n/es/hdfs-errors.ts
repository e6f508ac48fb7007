import type { hdfsErrors as english } from "../en/hdfs-errors.ts";

export const hdfsErrors: typeof english = {
  hdfs_bad_address: (p) =>
    `"${p.address}" no es una dirección de HDFS. Escribirla como webhdfs://host:9870/ruta o como hdfs://host/ruta.`,
  hdfs_no_host: (p) =>
    `${p.address}: la dirección no nombra ningún host. Escribir webhdfs://host:9870/ruta, o indicar dónde está WebHDFS con --webhdfs.`,
  hdfs_bad_endpoint: (p) =>
    `"${p.value}" no es una dirección de WebHDFS. Dar a --webhdfs (o VITRINA_WEBHDFS) una URL como http://namenode:9870; ni usuario ni token van en ella.`,
  hdfs_unreachable: (p) =>
    `${p.address}: nada responde en ${p.origin} (${p.cause}). Comprobar que HDFS está en marcha; si su puerto web es otro, indicarlo con --webhdfs http://host:puerto.`,
  hdfs_node_unreachable: (p) =>
    `El nodo que guarda los datos no responde (${p.origin}, ${p.cause}). Esta máquina debe alcanzar los DataNodes con los nombres que HDFS les da: revisar nombres y cortafuegos, o usar una pasarela con --webhdfs.`,
  hdfs_not_webhdfs: (p) =>
    `${p.address}: ${p.origin} responde, pero no como WebHDFS (${p.cause}). Revisar el puerto: el puerto web del NameNode suele ser 9870.`,
  hdfs_login: (p) =>
    `${p.origin} exige identificarse (Kerberos). Poner un token de delegación en VITRINA_HDFS_TOKEN, o usar con --webhdfs una pasarela que no lo exija.`,
  hdfs_token_refused: (p) =>
    `${p.origin} rechaza el token de delegación. Ha caducado o es de otro clúster: poner uno nuevo en VITRINA_HDFS_TOKEN.`,
  hdfs_not_found: (p) => `${p.address}: no existe ese archivo o carpeta. Ver qué hay con: vitrina files ls`,
  hdfs_denied: (p) =>
    `${p.address}: ${p.user} no tiene permiso (${p.cause}). Pedirlo como otro usuario con --user, o hacer cambiar los permisos.`,
  hdfs_safe_mode: (p) =>
    `${p.origin} está en modo seguro y no se puede escribir. Termina por sí solo tras un inicio; si no, mirar la página del NameNode.`,
  hdfs_standby: (p) => `${p.origin} no es el NameNode activo. Indicarlos todos con --webhdfs, separados por comas.`,
  hdfs_full: (p) =>
    `${p.address}: HDFS no tiene sitio (${p.cause}). Liberar espacio o hacer ampliar la cuota; lo que había sigue intacto.`,
  hdfs_in_the_way: (p) =>
    `${p.address}: hay un archivo donde hace falta una carpeta, o una carpeta donde hace falta un archivo. Elegir otro lugar.`,
  hdfs_failed: (p) => `${p.address}: HDFS lo rechaza (${p.cause}).`,
  hdfs_differs: (p) =>
    `${p.address}: la copia no es igual al original y se descartó. Intentarlo otra vez; si se repite, el archivo cambió entretanto o está dañado.`,
  files_exist: (p) =>
    p.count === 1
      ? `${p.first}: este archivo existe con otro contenido. Reemplazarlo con --force, o elegir otro lugar.`
      : `${p.first} y ${p.count - 1} más existen con otro contenido. Reemplazarlos con --force, o elegir otro lugar.`,
  files_twice: (p) =>
    `${p.target}: dos archivos tendrían este nombre. Darlos en llamadas separadas, o en lugares distintos.`,
  files_not_plain: (p) => `${p.file}: no es un archivo ni una carpeta, no se puede enviar. Dejarlo fuera.`,
};
