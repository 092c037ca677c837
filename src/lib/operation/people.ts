import type { Principal } from '../context.ts'
import { AppError } from '../errors.ts'

/** A key that could make keys, change passwords or raise budgets would outlive its own limits. */
export function requireSession({ apiKeyId }: Principal): void {
  if (apiKeyId) throw new AppError('forbidden', 'An API key cannot do this. Sign in to the console instead.')
}
