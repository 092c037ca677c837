import type { ModelResource } from '../../record/schema.ts'

export const statusLabels: Record<ModelResource['status'], { label: string; color: string }> = {
  pending: { label: 'Waiting', color: 'gray' },
  training: { label: 'Training', color: 'blue' },
  candidate: { label: 'Candidate', color: 'amber' },
  active: { label: 'In use', color: 'green' },
  retired: { label: 'Retired', color: 'gray' },
  refused: { label: 'Refused', color: 'red' },
  failed: { label: 'Failed', color: 'red' },
}

export const triggerLabels: Record<ModelResource['trigger'], string> = {
  first: 'Trained because there was no model',
  monthly: 'Trained a month after the last one',
  drift: 'Trained because outcomes drifted from the predictions',
  command: 'Trained on command',
}

export function isTraining({ status }: Pick<ModelResource, 'status'>): boolean {
  return status === 'pending' || status === 'training'
}
