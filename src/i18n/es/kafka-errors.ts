import type { kafkaErrors as english } from "../en/kafka-errors.ts";

export const kafkaErrors: typeof english = {
  kafka_unreachable: (p) =>
    `Ningún servidor de Kafka responde en ${p.brokers} (${p.cause}). Comprobar que está en marcha y que la dirección y el puerto son correctos: --brokers host:puerto.`,
  kafka_login_refused: (p) =>
    `El servidor de Kafka en ${p.brokers} rechaza el acceso (${p.cause}). Revisar el mecanismo, el usuario y la contraseña.`,
  kafka_topic_missing: (p) =>
    `El topic ${p.topic} no existe en este Kafka. Revisar el nombre con vitrina topics list, o crearlo con vitrina topics create ${p.topic}.`,
  kafka_topic_denied: (p) =>
    `Kafka no permite a este usuario leer el topic ${p.topic}. Pedir permiso de lectura o usar otro usuario.`,
  kafka_topic_deleted: (p) =>
    `El topic ${p.topic} se borró mientras se leía. Lo leído se conserva; crear de nuevo el topic y empezar con otro --state, o leer otro topic.`,
  kafka_topic_recreated: (p) =>
    `El topic ${p.topic} se borró y se creó de nuevo después de leer sus primeros registros, así que las posiciones ya no significan nada. Lo leído se conserva; empezar con otro --state para leer el topic nuevo.`,
  kafka_offsets_gone: (p) =>
    `Topic ${p.topic}, partición ${p.partition}: Kafka ha borrado los registros del ${p.from} al ${p.to} (sin incluir este) antes de que se leyeran. Para seguir sin ellos, empezar con --on-gap continue; para evitarlo, aumentar la retención del topic.`,
  kafka_position_ahead: (p) =>
    `Topic ${p.topic}, partición ${p.partition}: el estado está en la posición ${p.position}, pero el topic termina en ${p.end}: se creó de nuevo o perdió registros. Empezar con otro --state.`,
  kafka_bad_position: (p) =>
    `El estado guarda "${p.position}" como posición de ${p.partition}, que no es una posición de Kafka. Empezar con otro --state.`,
  kafka_damaged: (p) =>
    `Topic ${p.topic}, partición ${p.partition}: los registros a partir del ${p.offset} están dañados, tres veces seguidas. Revisar el disco del servidor o restaurar la partición desde una réplica.`,
  kafka_group_needed: () =>
    "Para empezar desde las posiciones confirmadas hace falta un grupo de consumidores. Indicar uno con --group, o empezar con --from earliest o --from latest.",
  kafka_group_refused: (p) =>
    `Kafka no deja entrar a este programa en el grupo de consumidores ${p.group} (${p.cause}). Usar otro grupo con --group o pedir permiso para usarlo.`,
  kafka_tls_failed: (p) =>
    `Falló la conexión cifrada con Kafka en ${p.brokers} (${p.cause}). Comprobar que ese puerto habla TLS e indicar con --tls-ca la autoridad que firmó el certificado del servidor.`,
  kafka_tls_needed: (p) =>
    `Kafka en ${p.brokers} pide una conexión cifrada. Añadir --tls, o --tls-ca con la autoridad que firmó su certificado.`,
  kafka_topic_exists: (p) =>
    `El topic ${p.topic} ya existe y se dejó como está. Verlo con vitrina topics describe ${p.topic}, o elegir otro nombre.`,
  kafka_topic_name: (p) =>
    `"${p.topic}" no puede ser el nombre de un topic. Usar hasta 249 letras (a-z), cifras, puntos, guiones y guiones bajos.`,
  kafka_not_allowed: (p) =>
    `Kafka no permite eso a este usuario${p.topic === "" ? "" : ` con el topic ${p.topic}`}. Pedir el permiso o usar otro usuario.`,
  kafka_topic_refused: (p) =>
    `Kafka rechaza el topic ${p.topic}: ${p.cause}. Revisar --partitions, --replication y --config.`,
  kafka_password_missing: (p) =>
    `Falta la contraseña de Kafka. Ponerla en la variable de entorno ${p.variable}, o en un archivo indicado con --password-file.`,
};
