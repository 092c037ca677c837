import type { AnomalyResource } from '../../anomalies/schema.ts'

export const kindLabels: Record<AnomalyResource['kind'], { label: string; color: string }> = {
  outside_range: { label: 'Outside of the forecast', color: 'red' },
  drift: { label: 'Forecast drifts', color: 'amber' },
  price: { label: 'Odd price', color: 'blue' },
}

export const statusLabels: Record<AnomalyResource['status'], string> = {
  new: 'New',
  acknowledged: 'Acknowledged',
  dismissed: 'Dismissed',
}

const evidenceLabels: Record<string, string> = {
  starts_on: 'Period from',
  expected: 'Expected',
  actual: 'Actual',
  lower_99: 'Lower 99 %',
  upper_99: 'Upper 99 %',
  order: 'Order',
  line: 'Line',
  order_date: 'Order date',
  price: 'Price',
  usual_price: 'Usual price',
}

/** The fields of the rows that show it, in their order for people; ids are for programs. */
export function shownFields(row: Record<string, unknown>): { key: string; label: string }[] {
  return Object.entries(evidenceLabels).flatMap(([key, label]) => (key in row ? [{ key, label }] : []))
}
