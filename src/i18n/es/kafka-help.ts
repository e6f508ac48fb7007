import type { kafkaHelp as english } from "../en/kafka-help.ts";

export const kafkaHelp: typeof english = {
  brokers: { value: "HOST:PUERTO,…", text: "algunos servidores del clúster de Kafka" },
  tls: { text: "cifrar la conexión, con las autoridades en las que confía Node.js" },
  tls_ca: { value: "ARCHIVO", text: "autoridad que firmó los certificados de los servidores, en PEM (implica --tls)" },
  tls_cert: { value: "ARCHIVO", text: "certificado de este cliente, en PEM (implica --tls)" },
  tls_key: { value: "ARCHIVO", text: "su clave privada, en PEM; su contraseña viene de VITRINA_KAFKA_KEY_PASSPHRASE" },
  tls_server_name: {
    value: "NOMBRE",
    text: "nombre en los certificados de los servidores, si no es el de la dirección",
  },
  sasl: { value: "MECANISMO", text: "identificarse con plain, scram-sha-256, scram-sha-512 u oauthbearer" },
  user: {
    value: "NOMBRE",
    text: "usuario con el que identificarse (scram-sha-512 sin --sasl); la contraseña viene de VITRINA_KAFKA_PASSWORD",
  },
  password_file: { value: "ARCHIVO", text: "archivo cuya primera línea es la contraseña o el token de oauthbearer" },
  expected: {
    brokers: "host:puerto, o varios separados por comas",
    sasl: "también --user: estos mecanismos usan un nombre y una contraseña",
    key_pair: "--tls-cert y --tls-key juntos",
  },
};
