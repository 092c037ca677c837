import type { AlertResource } from '../alerts/schema.ts'
import type { LimitResource } from '../limits/schema.ts'
import type { TradeResource } from '../trades/schema.ts'

export const tradeLabels: Record<TradeResource['status'], { label: string; color: string }> = {
  awaiting_approval: { label: 'Awaiting approval', color: 'amber' },
  reserved: { label: 'Reserved', color: 'blue' },
  executing: { label: 'Being placed', color: 'blue' },
  unknown: { label: 'Outcome unknown', color: 'amber' },
  placed: { label: 'Placed', color: 'blue' },
  settled: { label: 'Settled', color: 'green' },
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Cancelled', color: 'gray' },
  rejected: { label: 'Rejected', color: 'red' },
  expired: { label: 'Expired', color: 'gray' },
}

export const scopeLabels: Record<LimitResource['scope'], string> = {
  tenant: 'Whole company',
  user: 'Person',
  strategy: 'Strategy',
  category: 'Category',
  supplier: 'Supplier',
}

export const periodLabels = {
  day: 'Today',
  week: 'This week',
  month: 'This month',
  total: 'In total',
} as const

export const severityColors: Record<AlertResource['severity'], string> = {
  low: 'gray',
  medium: 'amber',
  high: 'amber',
  critical: 'red',
}

export const checkLabels: Record<string, string> = {
  state: 'Spending is active',
  budget: 'There is a budget in this currency',
  per_transaction: 'Single trade',
  daily: 'Day',
  weekly: 'Week',
  monthly: 'Month',
  total: 'Total',
  emergency: 'Emergency threshold',
  approve_over: 'Needs no approval',
  repeat: 'Not bought in the last 24 hours',
  trade: 'The trade takes more money',
}
