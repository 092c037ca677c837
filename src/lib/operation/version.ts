import type { Context } from '../context.ts'
import { AppError, invalid } from '../errors.ts'

/** Refuses a change that was made from another version: what If-Match names, or what the console sends. */
export function requireVersion({ ifMatch }: Context, current: number, given?: number): void {
  if (ifMatch !== undefined && ifMatch !== '*') {
    const [, version] = /^"(\d{1,9})(?:-[\w-]{27})?"$/.exec(ifMatch) ?? []
    if (version === undefined)
      throw invalid('If-Match', 'must be the ETag of the response you read, such as "3"')
    if (Number(version) !== current) throw changedMeanwhile()
  }
  if (given !== undefined && given !== current) throw changedMeanwhile()
}

/** Somebody else was faster. */
export function changedMeanwhile(): AppError {
  return new AppError(
    'precondition_failed',
    'Someone else has changed this in the meantime. Reload it, then make your change again.',
  )
}
