import type { BacktestResource } from '../../backtests/schema.ts'

export const backtestLabels: Record<BacktestResource['status'], { label: string; color: string }> = {
  pending: { label: 'Waiting', color: 'gray' },
  processing: { label: 'Running', color: 'blue' },
  completed: { label: 'Completed', color: 'green' },
  failed: { label: 'Failed', color: 'red' },
}

export function isUnfinished({ status }: Pick<BacktestResource, 'status'>): boolean {
  return status === 'pending' || status === 'processing'
}
