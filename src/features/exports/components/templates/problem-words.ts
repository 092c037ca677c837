import { plural } from '#src/components/format/quantities.ts'
import type { TemplateProblem } from '../../templates/record/schema.ts'

const nouns: Record<TemplateProblem['part'], string> = {
  dataset: 'dataset',
  format: 'format',
  column: 'column',
  filter: 'filter',
  sort: 'sort column',
  option: 'option',
}

/** `2 columns no longer exist`: one line for each kind of loss. */
export function problemWords(problems: TemplateProblem[]): string[] {
  const groups = Map.groupBy(problems, ({ part, reason }) => `${part} ${reason}`)
  return [...groups.values()].map((group) => {
    const { part, reason } = group[0]!
    const count = group.length
    const what = `${count} ${plural(count, nouns[part])}`
    if (reason === 'gone') return `${what} no longer ${plural(count, 'exists', 'exist')}`
    if (reason === 'hidden') return `${what} ${plural(count, 'is', 'are')} not available to your role`
    return `${what} ${plural(count, 'has', 'have')} a value that is no longer allowed`
  })
}
