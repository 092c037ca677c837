import type { FieldError } from '#src/lib/errors.ts'

interface Ordered {
  stepKey: string
  title: string
  prerequisites: string[]
  contentStatus: string
}

/** What keeps these steps from being published; a prerequisite must come first, so there is no circle. */
export function faultsOf(steps: Ordered[]): FieldError[] {
  if (steps.length === 0) return [fault('steps', 'has no step: add one before you publish')]
  return steps.flatMap((step, index) => {
    const before = new Set(steps.slice(0, index).map(({ stepKey }) => stepKey))
    const late = step.prerequisites.filter((key) => !before.has(key))
    const path = `steps.${step.stepKey}`
    return [
      ...(late.length > 0
        ? [fault(`${path}.prerequisites`, `names steps that do not come before it: ${late.join(', ')}`)]
        : []),
      ...(step.contentStatus === 'published'
        ? []
        : [fault(`${path}.content_item_id`, `shows “${step.title}”, which is not published`)]),
    ]
  })
}

function fault(path: string, message: string): FieldError {
  return { path, code: 'not_publishable', message }
}
