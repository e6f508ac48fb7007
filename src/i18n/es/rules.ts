import type { RejectReason } from "../../model/rules.ts";
import type { RuleWords } from "../en/rules.ts";

export const rules: Readonly<Record<RejectReason, RuleWords>> = {
  unreadable: { label: "Fila ilegible", sentence: "La fila no tiene la forma de su archivo." },
  missing_id: { label: "Sin id de transacción", sentence: "El id de la transacción está vacío." },
  missing_customer: { label: "Sin cliente", sentence: "El id del cliente está vacío." },
  missing_total: {
    label: "Sin total",
    sentence: "El total está vacío y no se obtiene de la cantidad y el precio unitario.",
  },
  bad_number: { label: "No es un número", sentence: "Un total, precio o cantidad no se puede leer como número." },
  bad_timestamp: { label: "No es una fecha", sentence: "La fecha está vacía, no se puede leer o no existe." },
  non_positive_total: { label: "Total cero o menor", sentence: "El total es cero o negativo." },
  future_timestamp: { label: "En el futuro", sentence: "La venta tiene fecha posterior al momento en que llegó." },
  duplicate_id: { label: "Duplicada", sentence: "Una fila aceptada anterior tiene el mismo id de transacción." },
  total_mismatch: {
    label: "El total no cuadra",
    sentence: "El total difiere más de un 1 % de la cantidad por el precio unitario.",
  },
  unknown_status: {
    label: "Estado desconocido",
    sentence: "El estado no está en ninguna clase del mapeo: la fila solo cuenta en las ventas brutas.",
  },
  unknown_payment_method: {
    label: "Método de pago desconocido",
    sentence: "El método de pago no está entre los previstos.",
  },
  unknown_category: { label: "Categoría desconocida", sentence: "La categoría no está entre las previstas." },
};
