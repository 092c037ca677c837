import { toDecimal } from '#src/features/spend/decimals.ts'
import { errorOf } from '#src/features/spend/decisions/refusal.ts'
import type { CheckResource } from '#src/features/spend/decisions/schema.ts'

/** The checks that fail, each as a sentence. */
export function failedInWords(checks: CheckResource[], currency: string): string[] {
  return checks
    .filter(({ passed }) => !passed)
    .map((check) => {
      const limit = `${toDecimal(check.cap ?? 0, currency)} ${currency}`
      if (check.check === 'approve_over') return `Above ${limit} an admin has to approve it.`
      const { path, message } = errorOf(check, currency)
      return `The ${path} ${message}.`
    })
}
