import type { apiErrors as English } from "../en/api-errors.ts";

const issues: Readonly<Record<string, string>> = {
  invalid_type: "falta, o es de otro tipo",
  too_big: "demasiado grande o demasiado largo",
  too_small: "falta, o es demasiado pequeño o corto",
  invalid_format: "no está escrito como se espera",
  invalid_value: "no es uno de los valores posibles",
  unrecognized_keys: "no se conoce",
  invalid_union: "no tiene ninguna de las formas posibles",
  custom: "no es posible",
};

export const apiErrors: typeof English = {
  api_path: (p) => `No hay nada en ${p.path}. Las rutas están en /api.`,
  api_method: (p) => `${p.method} no es posible aquí. Se admite: ${p.allowed}.`,
  api_request: (p) =>
    `No se entiende la petición${p.field === "" ? "" : ` en «${p.field}»`}: ${issues[p.problem] ?? issues.custom}.`,
  api_json: () => "El cuerpo no es JSON. Enviar application/json en UTF-8.",
  api_media_type: (p) => `El cuerpo es de otro tipo que el esperado. Enviar ${p.expected}.`,
  api_body_too_large: (p) => `El cuerpo pasa de ${p.mebibytes} MiB.`,
  api_analysis_unknown: (p) =>
    `No existe el análisis «${p.id}».${p.meant === "" ? "" : ` Quizá se quería decir ${p.meant}.`} Todos están en /api/analyses.`,
  api_name_unknown: (p) => `Aquí no se conoce «${p.name}». Se conocen: ${p.known}.`,
  api_unavailable: (p) =>
    `${p.id} necesita ${p.missing.join(", ")}, que las ventas de esta tienda no tienen. Asignar la columna, si la hay.`,
  api_no_sales: () => "Aún no se ha leído ninguna venta: no hay nada que escribir en un archivo.",
  api_compare_open: () =>
    "Para comparar con el periodo anterior hace falta el comienzo del periodo. Añadir from=aaaa-MM-dd.",
  api_period_order: (p) => `El periodo termina (${p.to}) antes de empezar (${p.from}).`,
  api_period: (p) => `${p.value} no es una fecha del calendario. Escribir aaaa-MM-dd.`,
  api_place: () => "Esta página de la lista no existe. Volver a la primera.",
  api_login_needed: () => "Primero hay que iniciar sesión, o enviar el token como Authorization: Bearer.",
  api_login_refused: () => "El nombre y la contraseña, o el token, no son correctos.",
  api_role: (p) => `Esto es para el rol ${p.role}. Consultar a quien administra este servidor.`,
  api_personal: () => "Los clientes son datos personales, que los lectores no ven.",
  api_export: () => "Aquí los lectores no pueden exportar. Consultar a quien administra este servidor.",
  api_too_many: (p) => `Demasiadas peticiones. Volver a intentarlo en ${p.seconds} s.`,
  api_readers: () => "Hay demasiadas vistas en vivo abiertas en este servidor. Cerrar algunas.",
  api_no_ingest: (p) => `Aquí las ventas vienen de ${p.source}. Para enviarlas por HTTP, iniciar con --source http.`,
  api_run_unknown: (p) => `No existe la ejecución ${p.id}.`,
  api_upload_unknown: (p) => `No existe el archivo subido ${p.id}. Quizá se eliminó.`,
  api_upload_busy: (p) => `Una ejecución está leyendo ${p.id}. Volver a intentarlo cuando termine.`,
  api_result_unknown: (p) => `No existe el resultado ${p.path} en esta ejecución.`,
  api_mapping_incomplete: (p) =>
    `Esta asignación deja sin indicar dónde está: ${p.gaps.join(", ")}. Completarla antes en la vista previa.`,
  api_first_admin: () => "La primera persona debe ser admin, o nadie podría añadir a otras.",
  api_last_admin: (p) => `${p.name} es el último admin y se queda. Hacer antes admin a otra persona.`,
  api_user_unknown: (p) => `No existe el usuario ${p.name}.`,
  api_ended: () => "El flujo ha terminado y no se puede reanudar. Iniciar de nuevo el servidor.",
  api_failed: () => "Algo ha fallado en el servidor. El registro dice qué; las cifras no han cambiado.",
  serve_needs_token: (p) =>
    `Otras máquinas pueden llegar a ${p.host}. Indicar un token con --token o VITRINA_TOKEN, o añadir antes usuarios en esta máquina.`,
  serve_http_port: () => "Con --source http las ventas se reciben en la dirección de la propia consola, /api/ingest.",
  sessions_damaged: (p) => `${p.file}: no se puede leer. Apartarlo; los usuarios y las sesiones empiezan de nuevo.`,
};
