import type { Field, FieldType } from '#src/encoding/reading/field.ts'
import { layouts } from '../reading/layouts.ts'
import type { ImportContent } from '../schema.ts'

/** The columns that people fill in, and the rows that say how. An import skips what stands above the headings. */
export function templateOf(content: ImportContent): { remarks: string[][]; headings: string[] } {
  const fields = layouts[content].fields.filter(({ example }) => example !== undefined)
  return {
    remarks: [
      [
        'Enter your rows below the headings. These three rows are not imported: what each column takes, and an example.',
      ],
      fields.map(rule),
      fields.map(({ example }) => example!),
    ],
    headings: fields.map(({ label }) => label),
  }
}

function rule(field: Field): string {
  const takes = field.hint ?? kinds[field.type](field)
  return field.isNeeded ? `needed to add one: ${takes}` : takes
}

const kinds: Record<FieldType, (field: Field) => string> = {
  text: ({ maxLength }) => `text, at most ${maxLength!.toLocaleString('en')} characters`,
  whole: () => 'a whole number',
  amount: () => 'an amount such as 12.50, with at most 4 decimals',
  choice: ({ choices }) => `one of: ${choices!.join(', ')}`,
  id: () => 'an ID as exports have it',
  day: () => 'a day such as 2026-05-04',
  instant: () => 'a time as exports have it',
}
