import type { AnalysisId } from "../../model/analyses/catalogue.ts";
import type { MeasureId } from "../../model/measures.ts";

export interface AnalysisWords {
  readonly title: string;
  /** One to three sentences, exactly true of the SQL. */
  readonly definition: string;
}

export interface MeasureWords {
  readonly label: string;
  readonly definition: string;
  readonly formula: string;
}

export const analyses: Readonly<Record<AnalysisId, AnalysisWords>> = {
  summary_statistics: {
    title: "Summary statistics",
    definition:
      "Count, mean, sample standard deviation, lowest and highest of quantity, unit price and total. A sale without a value does not count in that column; the deviation needs two values, and stays empty where they are too large to compute it exactly.",
  },
  sales_by_category: {
    title: "Sales by category",
    definition:
      "Transactions, gross sales and average sale of each category, highest gross sales first. Sales of every status count.",
  },
  sales_by_payment_method: {
    title: "Sales by payment method",
    definition:
      "Transactions, gross sales and average sale of each payment method, most transactions first. Sales of every status count.",
  },
  top_products: {
    title: "Top products",
    definition:
      "The ten products that sold the most units; among equals the one with the higher gross sales comes first. Sales of every status count.",
  },
  sales_by_day: {
    title: "Sales by day",
    definition:
      "Transactions, gross sales and average sale of each day that had sales, by the shop's calendar. Sales of every status count.",
  },
  sales_by_hour: {
    title: "Sales by hour",
    definition:
      "Transactions, gross sales and average sale of each hour of the day, all days together, by the shop's clock. Sales of every status count.",
  },
  sales_by_weekday: {
    title: "Sales by weekday",
    definition:
      "Transactions, gross sales and average sale of each day of the week, all weeks together, by the shop's calendar. Sales of every status count.",
  },
  sales_by_status: {
    title: "Sales by status",
    definition:
      "Transactions, gross sales and average sale of each status, in the shop's own words, most transactions first.",
  },
  revenue_summary: {
    title: "Revenue summary",
    definition:
      "All accepted sales in one line: how many, for how much, and how much of it is recognised, pending or cancelled. A status that is in no class counts in gross sales only; without a status column every sale is recognised.",
  },
  sales_by_month: {
    title: "Sales by month",
    definition:
      "Transactions, gross sales and average sale of each month that had sales, by the shop's calendar. Sales of every status count.",
  },
  sales_by_weekday_and_hour: {
    title: "Sales by weekday and hour",
    definition:
      "Transactions, gross sales and average sale of each hour of each day of the week, all weeks together, by the shop's clock. Hours without sales have no row.",
  },
  category_trend: {
    title: "Category ranking and trend",
    definition:
      "Categories by gross sales over the whole history, with their share of all gross sales. The change compares the current period, the later half of the days from the first sale to the last (rounded down), with the period of equal length just before it; it is empty where there were no sales before.",
  },
  new_and_returning_customers: {
    title: "New and returning customers",
    definition:
      "A customer is new in the month of the first sale and returning in every later month with a sale; all sales of a month count for what the customer is in that month. Sales without a customer are left out.",
  },
  customer_segments: {
    title: "Customer segments",
    definition:
      "Customers by how recently, how often and for how much they bought. Each of the three gives a score from 1 to 5, the fifth of all customers that the customer ranks in (equals score the same); the scores decide the segment. Recency is the days from a customer's last sale to the last sale of any customer.",
  },
  monthly_cohorts: {
    title: "Monthly cohorts",
    definition:
      "Customers grouped by the month of their first sale: in that month and each later one, how many of them bought and for how much. Retention is active customers ÷ customers of the cohort; a month in which no customer bought has no rows, and sales without a customer are left out.",
  },
  product_abc: {
    title: "Product ABC (Pareto)",
    definition:
      "Products by gross sales, best first, with their share and the share so far. A product is in class A if those before it make less than 80% of gross sales, in B if they make less than 95%, else in C.",
  },
  price_histogram: {
    title: "Price histogram",
    definition:
      "Transactions and gross sales by unit price, in eleven to twenty-six bins of equal width (fewer where all prices lie within 0.25). A bin holds prices from its lower bound to just below its upper one; sales without a unit price are left out.",
  },
};

export const measures: Readonly<Record<MeasureId, MeasureWords>> = {
  transactions: {
    label: "Transactions",
    definition: "How many sales were accepted, whatever their status.",
    formula: "number of sales",
  },
  recognised_transactions: {
    label: "Recognised transactions",
    definition: "Sales whose status is recognised; without a status column, all sales.",
    formula: "number of sales with a recognised status",
  },
  cancelled_transactions: {
    label: "Cancelled transactions",
    definition: "Sales whose status is cancelled; without a status column, none.",
    formula: "number of sales with a cancelled status",
  },
  units: {
    label: "Units",
    definition: "Units sold, whatever the status; empty without a quantity column.",
    formula: "sum of quantity",
  },
  gross_sales: {
    label: "Gross sales",
    definition: "What all accepted sales add up to, whatever their status.",
    formula: "sum of total",
  },
  net_sales: {
    label: "Net sales",
    definition: "What the sales with a recognised status add up to; without a status column, the same as gross sales.",
    formula: "sum of total with a recognised status",
  },
  pending_value: {
    label: "Pending value",
    definition: "What the sales with a pending status add up to; without a status column, 0.",
    formula: "sum of total with a pending status",
  },
  cancelled_value: {
    label: "Cancelled value",
    definition: "What the sales with a cancelled status add up to; without a status column, 0.",
    formula: "sum of total with a cancelled status",
  },
  average_sale: {
    label: "Average sale",
    definition: "What a sale brings on average, whatever its status; rounded half up to two decimals.",
    formula: "gross sales ÷ transactions",
  },
  average_order_value: {
    label: "Average order value",
    definition: "What a recognised sale brings on average; rounded half up to two decimals.",
    formula: "net sales ÷ recognised transactions",
  },
  cancellation_rate: {
    label: "Cancellation rate",
    definition: "The part of all sales that was cancelled, from 0 to 1, to four decimals.",
    formula: "cancelled transactions ÷ transactions",
  },
};

/** A heading for every column that an analysis or a windowed query can return. Measures have theirs above. */
export const columnLabels = {
  category: "Category",
  payment_method: "Payment method",
  status: "Status",
  product_id: "Product",
  customer_id: "Customer",
  month: "Month",
  day: "Day",
  hour: "Hour",
  weekday: "Weekday",
  window_start: "Window start",
  window_end: "Window end",
  summary: "Summary",
  quantity: "Quantity",
  unit_price: "Unit price",
  total: "Total",
  rank: "Rank",
  share_of_sales: "Share of sales",
  current_gross_sales: "Current period",
  previous_gross_sales: "Previous period",
  change: "Change",
  new_customers: "New customers",
  returning_customers: "Returning customers",
  new_transactions: "Transactions, new",
  returning_transactions: "Transactions, returning",
  new_gross_sales: "Gross sales, new",
  returning_gross_sales: "Gross sales, returning",
  segment: "Segment",
  customers: "Customers",
  share_of_customers: "Share of customers",
  average_per_customer: "Average per customer",
  average_recency_days: "Days since last sale",
  cohort: "First month",
  months_since: "Months since",
  cohort_customers: "Customers in cohort",
  active_customers: "Active customers",
  retention: "Retention",
  cumulative_share: "Share so far",
  class: "Class",
  bin_from: "From",
  bin_to: "To below",
};

/** Words for values that are the same in every shop, by column. */
export const columnValues = {
  summary: { count: "Count", mean: "Mean", stddev: "Standard deviation", min: "Lowest", max: "Highest" },
  segment: {
    champions: "Champions",
    loyal: "Loyal",
    promising: "Promising",
    new: "New",
    needs_attention: "Need attention",
    at_risk: "At risk",
    lost: "Lost",
  },
};

/** Which customers a segment holds; worth is the frequency score plus the money score. The first rule that fits holds. */
export const segmentRules: Readonly<Record<keyof typeof columnValues.segment, string>> = {
  champions: "Bought lately and are worth the most: recency 4 or 5, worth 8 or more, more than one sale.",
  loyal: "Worth more than most and not long gone: worth 7 or more, recency 3 or more, and neither champions nor new.",
  promising: "Bought lately and more than once, but are worth less so far: recency 4 or 5, worth below 7.",
  new: "Bought once, lately: a single sale, recency 4 or 5.",
  needs_attention: "Neither recent nor long gone, and worth no more than most: recency 3, worth below 7.",
  at_risk: "Worth more than most, but have not bought for long: recency 1 or 2, worth 7 or more.",
  lost: "Have not bought for long and are worth no more than most: recency 1 or 2, worth below 7.",
};

/** File names, without folder and ending. */
export const fileNames: Readonly<Record<AnalysisId, string>> = {
  summary_statistics: "summary_statistics",
  sales_by_category: "sales_by_category",
  sales_by_payment_method: "sales_by_payment_method",
  top_products: "top_products",
  sales_by_day: "sales_by_day",
  sales_by_hour: "sales_by_hour",
  sales_by_weekday: "sales_by_weekday",
  sales_by_status: "sales_by_status",
  revenue_summary: "revenue_summary",
  sales_by_month: "sales_by_month",
  sales_by_weekday_and_hour: "sales_by_weekday_and_hour",
  category_trend: "category_trend",
  new_and_returning_customers: "new_and_returning_customers",
  customer_segments: "customer_segments",
  monthly_cohorts: "monthly_cohorts",
  product_abc: "product_abc",
  price_histogram: "price_histogram",
};
