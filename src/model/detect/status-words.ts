import type { StatusClass, StatusLabels } from "../sale.ts";
import { plainWords } from "./plain-words.ts";

/** Words shops use for the state of an order, in their plain form; a participle's endings are listed after a colon. */
const WORDS: Readonly<Record<StatusClass, string>> = {
  recognised: `
    completed, complete, delivered, shipped, dispatched, paid, fulfilled, closed, success, successful, succeeded, captured,
    invoiced, done, finished, sold, partially shipped, in transit, out for delivery, settled
    completad:, entregad:, enviad:, despachad:, pagad:, cobrad:, facturad:, finalizad:, terminad:, cerrad:, exitos:,
    vendid:, completo, completa, en camino, en transito, en reparto
    concluid:, entregue, entregues, pago, paga, faturad:, em transito, a caminho
    livre, livree, expedie, expediee, paye, payee, termine, terminee, facture, facturee
    bezahlt, versendet, versandt, geliefert, zugestellt, abgeschlossen, erledigt
    consegnat:, spedit:, pagat:, completat:, evas:, fatturat:`,
  pending: `
    pending, processing, in process, in progress, approved, authorized, authorised, created, new, open, on hold, hold, placed,
    awaiting payment, pending payment, payment pending, payment review, unpaid, not paid, partially paid, unfulfilled, confirmed,
    accepted, preparing, packed, ready, ready to ship, backordered, draft, checkout draft, waiting, awaiting shipment, scheduled
    pendiente, pendientes, en proceso, procesando, en preparacion, preparando, aprobad:, autorizad:, cread:, nuev:, abiert:,
    en espera, por pagar, sin pagar, no pagad:, pendiente pago, pendiente de pago, pago pendiente, confirmad:, aceptad:, reservad:,
    por enviar, pendiente de envio, impagad:
    pendente, pendentes, processando, em processamento, em processo, aguardando, aguardando pagamento, aprovad:, criad:, nov:,
    em aberto, abert:, em separacao, em preparacao
    en attente, en cours, nouveau, nouvelle, approuve, approuvee, confirme, confirmee, brouillon
    offen, ausstehend, in bearbeitung, neu, genehmigt, bestatigt, wartend
    in attesa, in lavorazione, nuov:, approvat:, confermat:, in elaborazione`,
  cancelled: `
    cancelled, canceled, refunded, returned, voided, void, failed, failure, declined, rejected, expired, unavailable, abandoned,
    lost, disputed, chargeback, charged back, reversed, denied, undelivered, error
    cancelad:, anulad:, devuelt:, reembolsad:, rechazad:, fallid:, expirad:, vencid:, perdid:, no disponible, abandonad:, revertid:,
    denegad:, extraviad:
    devolvid:, estornad:, recusad:, falhou, negad:, indisponivel
    annule, annulee, rembourse, remboursee, retourne, retournee, refuse, refusee, echoue, echouee
    storniert, erstattet, zuruckgegeben, retourniert, abgelehnt, fehlgeschlagen, abgebrochen
    annullat:, rimborsat:, res:, rifiutat:, fallit:`,
};

export interface StatusReading {
  /** The shop's own labels by class. */
  readonly labels: StatusLabels;
  readonly unknown: readonly string[];
}

/** Sorts a shop's status labels by what common words say; the rest stays unknown. */
export function classifyStatus(labels: readonly string[]): StatusReading {
  const filled = labels.filter((label) => label.trim() !== "");
  const classes = Map.groupBy(filled, (label) => words().get(plainLabel(label)));
  const of = (status: StatusClass | undefined) => classes.get(status) ?? [];
  return {
    labels: { recognised: of("recognised"), pending: of("pending"), cancelled: of("cancelled") },
    unknown: of(undefined),
  };
}

/** Case, accents, the `wc-` of WooCommerce and the word for an order do not matter. */
function plainLabel(label: string): string {
  const plain = plainWords(label).join(" ");
  return plain.replace(/^(wc|order|pedido|orden|commande|ordine|bestellung) /, "");
}

let classOfWord: ReadonlyMap<string, StatusClass> | undefined;

/** Read once, and only when a shop has labels of its own. */
function words(): ReadonlyMap<string, StatusClass> {
  classOfWord ??= new Map(
    (Object.keys(WORDS) as StatusClass[]).flatMap((status) =>
      WORDS[status].split(/[,\n]/).flatMap((word) => forms(word.trim()).map((form) => [form, status] as const)),
    ),
  );
  return classOfWord;
}

function forms(word: string): string[] {
  const stem = word.slice(0, -1);
  return word.endsWith(":") ? ["o", "a", "os", "as", "i", "e"].map((end) => stem + end) : [word];
}
