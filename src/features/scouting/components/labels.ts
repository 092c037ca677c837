import type { OpportunityResource } from '../record/schema.ts'
import type { StrategyResource } from '../strategies/schema.ts'

export const opportunityLabels: Record<OpportunityResource['status'], { label: string; color: string }> = {
  open: { label: 'Open', color: 'blue' },
  taken: { label: 'Taken', color: 'green' },
  dismissed: { label: 'Dismissed', color: 'gray' },
  expired: { label: 'Expired', color: 'gray' },
}

export const kindLabels: Record<OpportunityResource['kind'], string> = {
  run_out: 'Runs out',
  offer: 'Offer',
}

export const methodLabels = {
  forecast: 'forecasts',
  moving_average: 'sales of the last 90 days',
  reorder_point: 'reorder points',
} as const

export const strategyLabels: Record<StrategyResource['status'], { label: string; color: string }> = {
  draft: { label: 'Draft', color: 'gray' },
  active: { label: 'Active', color: 'green' },
  paused: { label: 'Paused', color: 'amber' },
  archived: { label: 'Archived', color: 'gray' },
}

export const autonomyLabels: Record<StrategyResource['rules']['autonomy'], string> = {
  observe: 'Only watches',
  propose: 'Proposes',
  auto: 'Buys by itself',
}
