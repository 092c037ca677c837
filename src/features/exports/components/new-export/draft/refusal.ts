import type { Draft, FieldErrors } from './draft.ts'

/** What the server found wrong with a draft. */
export interface Refusal {
  draft: Draft
  errors: { path: string; message: string }[]
}

/** The errors of the fields that still hold what was refused: an error goes when its field changes. */
export function standingErrors({ draft: refused, errors }: Refusal, draft: Draft): Refusal['errors'] {
  return errors.filter(({ path }) => valueAt(refused, path) === valueAt(draft, path))
}

/** Errors by the field they belong to; those of list items go to their list. */
export function errorsByField(errors: Refusal['errors']): FieldErrors {
  const fields: FieldErrors = {}
  for (const { path, message } of errors) {
    const list = /^(columns|recipients|destinations)\b/.exec(path)?.[1]
    fields[list ?? path.replace(/^sort\.(\d+)\..*$/, 'sort.$1')] ??= message
  }
  return fields
}

/** What the form holds at a path of the request. */
function valueAt(draft: Draft, path: string): unknown {
  const [part = '', key = ''] = path.split('.')
  switch (part) {
    case 'export_name':
      return draft.name
    case 'export_type':
      return draft.dataset
    case 'filters':
      return draft.filters[key]
    case 'options':
      if (key === 'time_zone') return draft.timeZone
      if (key === 'language') return draft.language
      return key === 'reuse_minutes' ? draft.reuseMinutes : draft.options[key]
    case 'format':
    case 'columns':
    case 'sort':
    case 'recipients':
    case 'destinations':
      return draft[part]
    default:
      return draft
  }
}
