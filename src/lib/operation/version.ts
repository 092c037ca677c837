import type { Context } from '../context.ts'
import { AppError, invalid } from '../errors.ts'

/** Refuses a change that was made from another version: what If-Match names, or what the console sends. */
export function requireVersion({ ifMatch }: Context, current: number, given?: number): void {
  if (ifMatch !== undefined && ifMatch !== '*') {
    const [, version] = /^"(\d{1,9})(?:-[\w-]{27})?"$/.exec(ifMatch) ?? []
    if (version === undefined)
      throw invalid('If-Match', 'must be the ETag of the response you read, such as "3"')
    if (Number(version) !== current) throw changedMeanwhile(current)
  }
  if (given !== undefined && given !== current) throw changedMeanwhile(current)
}

/** Somebody else was faster; `version` is the one that is there now. */
export function changedMeanwhile(version?: number): AppError {
  return new AppError(
    'precondition_failed',
    'Someone else has changed this in the meantime. Reload it, then make your change again.',
    version === undefined ? {} : { facts: { version } },
  )
}
