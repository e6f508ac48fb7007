import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ServiceError } from "../words.ts";

/** PEM texts. The server is `localhost` and 127.0.0.1; the client is `CN=vitrina`. */
export interface Certificates {
  readonly ca: string;
  readonly server: KeyPair;
  readonly client: KeyPair;
}

export interface KeyPair {
  readonly cert: string;
  /** PKCS #8, not encrypted. */
  readonly key: string;
}

/** An authority of one's own, and what it signed; valid for ten days. The files stay in the folder. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  try {
    await newKey(folder, "ca");
    await writeFile(join(folder, "ca.conf"), CA_CONF);
    await openssl(folder, "req -x509 -new -sha256 -key ca.key -days 10 -config ca.conf -out ca.pem");
    const server = await signed(folder, "server", "subjectAltName=DNS:localhost,IP:127.0.0.1");
    const client = await signed(folder, "client", "extendedKeyUsage=clientAuth");
    return { ca: await read(folder, "ca.pem"), server, client };
  } catch (error) {
    const [cause = ""] = (error instanceof Error ? error.message : String(error)).split("\n", 1);
    throw new ServiceError((words) => words.no_openssl({ cause }), { cause: error });
  }
}

/** A file of its own, because the system's openssl.cnf may be absent or say something else. */
const CA_CONF = `[req]
distinguished_name = name
x509_extensions = extensions
prompt = no
[name]
CN = Vitrina test authority
[extensions]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
`;

const COMMON_NAMES = { server: "localhost", client: "vitrina" } as const;

async function signed(folder: string, name: "server" | "client", extension: string): Promise<KeyPair> {
  await newKey(folder, name);
  await writeFile(join(folder, `${name}.conf`), `${extension}\n`);
  await writeFile(
    join(folder, `${name}-request.conf`),
    `[req]\ndistinguished_name = name\nprompt = no\n[name]\nCN = ${COMMON_NAMES[name]}\n`,
  );
  await openssl(folder, `req -new -sha256 -key ${name}.key -config ${name}-request.conf -out ${name}.csr`);
  await openssl(
    folder,
    `x509 -req -sha256 -in ${name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 10 -extfile ${name}.conf -out ${name}.pem`,
  );
  return { cert: await read(folder, `${name}.pem`), key: await read(folder, `${name}.key`) };
}

function newKey(folder: string, name: string): Promise<void> {
  return openssl(folder, `genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out ${name}.key`);
}

/** None of the words holds a space. */
async function openssl(folder: string, line: string): Promise<void> {
  await promisify(execFile)("openssl", line.split(" "), { cwd: folder });
}

function read(folder: string, name: string): Promise<string> {
  return readFile(join(folder, name), "utf8");
}
