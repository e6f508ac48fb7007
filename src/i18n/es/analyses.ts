import type { MeasureId } from "../../model/measures.ts";
import type { SaleColumn } from "../../model/sale.ts";
import type * as English from "../en/analyses.ts";

export const analyses: typeof English.analyses = {
  summary_statistics: {
    title: "Estadísticas",
    definition:
      "Número de valores, media, desviación estándar muestral, mínimo y máximo de cantidad, precio unitario y total. Una venta sin valor no cuenta en esa columna; la desviación necesita dos valores y queda vacía si son demasiado grandes para calcularla con exactitud.",
  },
  sales_by_category: {
    title: "Ventas por categoría",
    definition:
      "Transacciones, ventas brutas y promedio por venta de cada categoría, primero la de mayores ventas brutas. Cuentan las ventas de cualquier estado.",
  },
  sales_by_payment_method: {
    title: "Ventas por método de pago",
    definition:
      "Transacciones, ventas brutas y promedio por venta de cada método de pago, primero el de más transacciones. Cuentan las ventas de cualquier estado.",
  },
  top_products: {
    title: "Productos más vendidos",
    definition:
      "Los diez productos con más unidades vendidas; entre iguales, primero el de mayores ventas brutas. Cuentan las ventas de cualquier estado.",
  },
  sales_by_day: {
    title: "Ventas por día",
    definition:
      "Transacciones, ventas brutas y promedio por venta de cada día con ventas, según el calendario de la tienda. Cuentan las ventas de cualquier estado.",
  },
  sales_by_hour: {
    title: "Ventas por hora",
    definition:
      "Transacciones, ventas brutas y promedio por venta de cada hora del día, todos los días juntos, según el reloj de la tienda. Cuentan las ventas de cualquier estado.",
  },
  sales_by_weekday: {
    title: "Ventas por día de la semana",
    definition:
      "Transacciones, ventas brutas y promedio por venta de cada día de la semana, todas las semanas juntas, según el calendario de la tienda. Cuentan las ventas de cualquier estado.",
  },
  sales_by_status: {
    title: "Ventas por estado",
    definition:
      "Transacciones, ventas brutas y promedio por venta de cada estado, con las palabras de la tienda, primero el de más transacciones.",
  },
  revenue_summary: {
    title: "Resumen de ingresos",
    definition:
      "Todas las ventas aceptadas en una línea: cuántas, por cuánto, y qué parte está reconocida, pendiente o cancelada. Un estado que no está en ninguna clase cuenta solo en las ventas brutas; sin columna de estado, toda venta está reconocida.",
  },
  sales_by_month: {
    title: "Ventas por mes",
    definition:
      "Transacciones, ventas brutas y promedio por venta de cada mes con ventas, según el calendario de la tienda. Cuentan las ventas de cualquier estado.",
  },
  sales_by_weekday_and_hour: {
    title: "Ventas por día de la semana y hora",
    definition:
      "Transacciones, ventas brutas y promedio por venta de cada hora de cada día de la semana, todas las semanas juntas, según el reloj de la tienda. Las horas sin ventas no tienen fila.",
  },
  category_trend: {
    title: "Clasificación y tendencia por categoría",
    definition:
      "Categorías por ventas brutas de toda la historia, con su parte del total. La variación compara el periodo actual, la segunda mitad de los días entre la primera venta y la última (redondeada hacia abajo), con el periodo de igual duración inmediatamente anterior; queda vacía si antes no hubo ventas.",
  },
  new_and_returning_customers: {
    title: "Clientes nuevos y recurrentes",
    definition:
      "Un cliente es nuevo en el mes de su primera venta y recurrente en cada mes posterior con alguna venta; todas las ventas de un mes cuentan según lo que el cliente es en ese mes. Las ventas sin cliente quedan fuera.",
  },
  customer_segments: {
    title: "Segmentos de clientes",
    definition:
      "Clientes según cuándo compraron por última vez, cuántas veces y por cuánto. Cada aspecto da una puntuación de 1 a 5, la quinta parte de los clientes en la que se sitúa cada uno (los iguales puntúan igual); las puntuaciones deciden el segmento. La recencia son los días entre la última venta del cliente y la última venta de cualquier cliente.",
  },
  monthly_cohorts: {
    title: "Cohortes mensuales",
    definition:
      "Clientes agrupados por el mes de su primera venta: en ese mes y en cada uno posterior, cuántos compraron y por cuánto. La retención es clientes activos ÷ clientes de la cohorte; un mes en el que no compró ningún cliente no tiene filas, y las ventas sin cliente quedan fuera.",
  },
  product_abc: {
    title: "ABC de productos (Pareto)",
    definition:
      "Productos por ventas brutas, de más a menos, con su parte y la parte acumulada. Un producto es de clase A si los anteriores suman menos del 80 % de las ventas brutas, de clase B si suman menos del 95 %, y si no, de clase C.",
  },
  price_histogram: {
    title: "Histograma de precios",
    definition:
      "Transacciones y ventas brutas por precio unitario, en entre once y veintiséis intervalos de igual ancho (menos si todos los precios caben en 0,25). Un intervalo incluye su límite inferior y no el superior; las ventas sin precio unitario quedan fuera.",
  },
};

export const measures: typeof English.measures = {
  transactions: {
    label: "Transacciones",
    definition: "Cuántas ventas se aceptaron, sea cual sea su estado.",
    formula: "número de ventas",
  },
  recognised_transactions: {
    label: "Transacciones reconocidas",
    definition: "Ventas con un estado reconocido; sin columna de estado, todas.",
    formula: "número de ventas con estado reconocido",
  },
  cancelled_transactions: {
    label: "Transacciones canceladas",
    definition: "Ventas con un estado cancelado; sin columna de estado, ninguna.",
    formula: "número de ventas con estado cancelado",
  },
  units: {
    label: "Unidades",
    definition: "Unidades vendidas, sea cual sea el estado; vacío sin columna de cantidad.",
    formula: "suma de cantidad",
  },
  gross_sales: {
    label: "Ventas brutas",
    definition: "Lo que suman todas las ventas aceptadas, sea cual sea su estado.",
    formula: "suma de total",
  },
  net_sales: {
    label: "Ventas netas",
    definition: "Lo que suman las ventas con estado reconocido; sin columna de estado, igual que las ventas brutas.",
    formula: "suma de total con estado reconocido",
  },
  pending_value: {
    label: "Importe pendiente",
    definition: "Lo que suman las ventas con estado pendiente; sin columna de estado, 0.",
    formula: "suma de total con estado pendiente",
  },
  cancelled_value: {
    label: "Importe cancelado",
    definition: "Lo que suman las ventas con estado cancelado; sin columna de estado, 0.",
    formula: "suma de total con estado cancelado",
  },
  average_sale: {
    label: "Promedio por venta",
    definition:
      "Lo que deja una venta en promedio, sea cual sea su estado; redondeado a dos decimales, la mitad hacia arriba.",
    formula: "ventas brutas ÷ transacciones",
  },
  average_order_value: {
    label: "Ticket medio",
    definition: "Lo que deja en promedio una venta reconocida; redondeado a dos decimales, la mitad hacia arriba.",
    formula: "ventas netas ÷ transacciones reconocidas",
  },
  cancellation_rate: {
    label: "Tasa de cancelación",
    definition: "La parte de todas las ventas que se canceló, de 0 a 1, con cuatro decimales.",
    formula: "transacciones canceladas ÷ transacciones",
  },
};

export const columnLabels: typeof English.columnLabels = {
  category: "Categoría",
  payment_method: "Método de pago",
  status: "Estado",
  product_id: "Producto",
  customer_id: "Cliente",
  month: "Mes",
  day: "Día",
  hour: "Hora",
  weekday: "Día de la semana",
  window_start: "Inicio de ventana",
  window_end: "Fin de ventana",
  summary: "Resumen",
  quantity: "Cantidad",
  unit_price: "Precio unitario",
  total: "Total",
  rank: "Puesto",
  share_of_sales: "Parte de las ventas",
  current_gross_sales: "Periodo actual",
  previous_gross_sales: "Periodo anterior",
  change: "Variación",
  new_customers: "Clientes nuevos",
  returning_customers: "Clientes recurrentes",
  new_transactions: "Transacciones, nuevos",
  returning_transactions: "Transacciones, recurrentes",
  new_gross_sales: "Ventas brutas, nuevos",
  returning_gross_sales: "Ventas brutas, recurrentes",
  segment: "Segmento",
  customers: "Clientes",
  share_of_customers: "Parte de los clientes",
  average_per_customer: "Promedio por cliente",
  average_recency_days: "Días desde la última venta",
  cohort: "Primer mes",
  months_since: "Meses después",
  cohort_customers: "Clientes de la cohorte",
  active_customers: "Clientes activos",
  retention: "Retención",
  cumulative_share: "Parte acumulada",
  class: "Clase",
  bin_from: "Desde",
  bin_to: "Hasta menos de",
};

export const columnValues: typeof English.columnValues = {
  summary: { count: "Número", mean: "Media", stddev: "Desviación estándar", min: "Mínimo", max: "Máximo" },
  segment: {
    champions: "Campeones",
    loyal: "Fieles",
    promising: "Prometedores",
    new: "Nuevos",
    needs_attention: "Requieren atención",
    at_risk: "En riesgo",
    lost: "Perdidos",
  },
};

export const segmentRules: typeof English.segmentRules = {
  champions: "Compraron hace poco y son los de más valor: recencia 4 o 5, valor 8 o más, más de una venta.",
  loyal:
    "De más valor que la mayoría y sin mucho tiempo fuera: valor 7 o más, recencia 3 o más, ni campeones ni nuevos.",
  promising: "Compraron hace poco y más de una vez, aún con menos valor: recencia 4 o 5, valor menor que 7.",
  new: "Compraron una vez, hace poco: una sola venta, recencia 4 o 5.",
  needs_attention: "Ni recientes ni perdidos, sin más valor que la mayoría: recencia 3, valor menor que 7.",
  at_risk: "De más valor que la mayoría, pero sin comprar hace mucho: recencia 1 o 2, valor 7 o más.",
  lost: "Sin comprar hace mucho y sin más valor que la mayoría: recencia 1 o 2, valor menor que 7.",
};

export const fileNames: typeof English.fileNames = {
  summary_statistics: "estadisticas",
  sales_by_category: "ventas_por_categoria",
  sales_by_payment_method: "ventas_por_metodo_pago",
  top_products: "productos_mas_vendidos",
  sales_by_day: "ventas_por_dia",
  sales_by_hour: "ventas_por_hora",
  sales_by_weekday: "ventas_por_dia_semana",
  sales_by_status: "ventas_por_estado",
  revenue_summary: "resumen_ingresos",
  sales_by_month: "ventas_por_mes",
  sales_by_weekday_and_hour: "ventas_por_dia_semana_y_hora",
  category_trend: "tendencia_por_categoria",
  new_and_returning_customers: "clientes_nuevos_y_recurrentes",
  customer_segments: "segmentos_de_clientes",
  monthly_cohorts: "cohortes_mensuales",
  product_abc: "abc_de_productos",
  price_histogram: "histograma_de_precios",
};

/** Columns in files written in Spanish; the sale columns keep their names. */
export const fileColumns: Readonly<Record<MeasureId | Exclude<keyof typeof English.columnLabels, SaleColumn>, string>> =
  {
    transactions: "total_transacciones",
    recognised_transactions: "transacciones_reconocidas",
    cancelled_transactions: "transacciones_canceladas",
    units: "total_cantidad",
    gross_sales: "ventas_totales",
    net_sales: "ventas_netas",
    pending_value: "importe_pendiente",
    cancelled_value: "importe_cancelado",
    average_sale: "promedio_venta",
    average_order_value: "ticket_medio",
    cancellation_rate: "tasa_cancelacion",
    month: "mes",
    day: "fecha",
    hour: "hora",
    weekday: "dia_semana",
    window_start: "inicio_ventana",
    window_end: "fin_ventana",
    summary: "resumen",
    rank: "puesto",
    share_of_sales: "parte_ventas",
    current_gross_sales: "ventas_periodo_actual",
    previous_gross_sales: "ventas_periodo_anterior",
    change: "variacion",
    new_customers: "clientes_nuevos",
    returning_customers: "clientes_recurrentes",
    new_transactions: "transacciones_nuevos",
    returning_transactions: "transacciones_recurrentes",
    new_gross_sales: "ventas_nuevos",
    returning_gross_sales: "ventas_recurrentes",
    segment: "segmento",
    customers: "total_clientes",
    share_of_customers: "parte_clientes",
    average_per_customer: "promedio_cliente",
    average_recency_days: "promedio_dias_ultima_venta",
    cohort: "cohorte",
    months_since: "meses_despues",
    cohort_customers: "clientes_cohorte",
    active_customers: "clientes_activos",
    retention: "retencion",
    cumulative_share: "parte_acumulada",
    class: "clase",
    bin_from: "precio_desde",
    bin_to: "precio_hasta",
  };
