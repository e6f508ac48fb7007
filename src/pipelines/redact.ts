/** What stands for a secret. */
const HIDDEN = "•••";
const SECRET_NAMES = /token|password|passwd|secret|credential|api_?-?key|access\.?key|account\.?key|sas\b|jaas/i;

/**
 * Options as given, without what nobody else must see: values of names that tell of a secret, logins in addresses, and the
 * parameters of a Spark address. A setting may stand as ["name", "value"] or "name=value".
 */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return textWithoutSecrets(value);
  if (Array.isArray(value)) {
    const [name, given] = value;
    const isSetting = value.length === 2 && typeof name === "string" && typeof given === "string";
    return isSetting && SECRET_NAMES.test(name) ? [name, HIDDEN] : value.map(withoutSecrets);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      SECRET_NAMES.test(name) && typeof held === "string" ? HIDDEN : withoutSecrets(held),
    ]),
  );
}

export function textWithoutSecrets(text: string): string {
  return (
    text
      // sc://host:15002/;token=…;x-header=…: but for the switch and names, all parameters may be secrets.
      .replaceAll(/;(?!use_ssl=|user_id=|user_agent=)([\w-]+)=[^;\s]*/gi, `;$1=${HIDDEN}`)
      .replaceAll(/([a-z][\w+.-]*:\/\/)[^/?#\s@]+@/gi, `$1${HIDDEN}@`)
      .replaceAll(/([?&](?:[\w.-]*(?:token|sig|signature|password|secret|key))=)[^&#\s]+/gi, `$1${HIDDEN}`)
      .replaceAll(/^([\w.-]*(?:token|password|secret|credential|key)[\w.-]*=).+$/gi, `$1${HIDDEN}`)
  );
}
