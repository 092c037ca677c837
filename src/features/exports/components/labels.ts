import { inWords } from './export-state.ts'

interface Choice {
  value: string
  label: string
}

/** What datasets and formats are called. */
export interface Labels {
  datasets: Choice[]
  formats: Choice[]
}

export function labelOf(choices: Choice[], key: string): string {
  return choices.find(({ value }) => value === key)?.label ?? inWords(key)
}
