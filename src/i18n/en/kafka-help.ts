/** Help of the options that say how to reach Kafka; several commands have them. */
export const kafkaHelp = {
  brokers: { value: "HOST:PORT,…", text: "some brokers of the Kafka cluster" },
  tls: { text: "encrypt the connection, trusting the authorities that Node.js trusts" },
  tls_ca: { value: "FILE", text: "authority that signed the brokers' certificates, as PEM (implies --tls)" },
  tls_cert: { value: "FILE", text: "certificate of this client, as PEM (implies --tls)" },
  tls_key: { value: "FILE", text: "its private key, as PEM; a passphrase comes from VITRINA_KAFKA_KEY_PASSPHRASE" },
  tls_server_name: { value: "NAME", text: "name in the brokers' certificates, where it is not that of the address" },
  sasl: { value: "MECHANISM", text: "sign in with plain, scram-sha-256, scram-sha-512 or oauthbearer" },
  user: {
    value: "NAME",
    text: "user to sign in as (scram-sha-512 without --sasl); the password comes from VITRINA_KAFKA_PASSWORD",
  },
  password_file: { value: "FILE", text: "file whose first line is the password or the oauthbearer token" },
  expected: {
    brokers: "host:port, or several of them with commas between",
    sasl: "--user as well: these mechanisms sign in with a name and a password",
    key_pair: "--tls-cert and --tls-key together",
  },
};
