import type { PredictionResource } from '../../record/schema.ts'

/** What a probability means, in words and as a colour. */
export function levelOf(probability: number): { label: string; color: string } {
  if (probability >= 0.5) return { label: 'Likely late', color: 'red' }
  if (probability >= 0.3) return { label: 'High risk', color: 'amber' }
  if (probability >= 0.15) return { label: 'Some risk', color: 'blue' }
  return { label: 'Low risk', color: 'green' }
}

export function daysLateInWords(days: PredictionResource['days_late']): string {
  if (!days) return 'Too few lines were late to say by how much.'
  const { low, median, high } = days
  return low === high
    ? `If it is late, then by about ${counted(median)}.`
    : `If it is late, then by about ${counted(median)}; four in five late lines were ${low} to ${high} days late.`
}

export function basisInWords({ basis }: Pick<PredictionResource, 'basis'>): string {
  if (basis === 'model') return 'From the model in use.'
  if (basis === 'history') return 'From the supplier’s own deliveries: there is no model in use.'
  return 'From the deliveries of all suppliers: nothing is known of this one yet.'
}

export function effectInWords(effect: number): string {
  if (effect === 0) return 'Starting point'
  return effect > 0 ? 'Raises the risk' : 'Lowers the risk'
}

function counted(days: number): string {
  return `${days} day${days === 1 ? '' : 's'}`
}
