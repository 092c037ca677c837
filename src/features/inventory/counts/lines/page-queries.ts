import { type Parameters, readPage } from '../../page-queries.ts'
import { lineStates } from './schema.ts'

/** Which lines of a count its page shows; without a choice those that wait for somebody. */
export function readLinesQuery(parameters: Parameters, usual: string) {
  const said = [parameters.state].flat()[0] ?? usual
  const state = lineStates.find((one) => one === said)
  return { state: state ?? 'all', page: readPage(parameters), filter: state ? { state } : {} }
}
