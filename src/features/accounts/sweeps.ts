import { forgetEndedWindows } from '#src/lib/access/rate-limit.ts'
import { forgetOldNonces } from '#src/lib/access/signatures/signed-request.ts'
import { forgetLapsedTries } from '#src/lib/access/throttle.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { forgetOldAnswers } from '#src/lib/operation/idempotency.ts'
import { forgetOldErrors } from '#src/lib/resilience/error-groups.ts'

const minute = 60_000
const batch = 5_000

/** What the doors keep for a while only. */
export const accountSweeps = [
  defineSweep({ name: 'nonces.forget', every: 10 * minute, run: () => forgetOldNonces(batch) }),
  defineSweep({ name: 'answers.forget', every: 10 * minute, run: () => forgetOldAnswers(batch) }),
  defineSweep({ name: 'windows.forget', every: 10 * minute, run: () => forgetEndedWindows(batch) }),
  defineSweep({ name: 'errors.forget', every: 60 * minute, run: () => forgetOldErrors(batch) }),
  defineSweep({ name: 'tries.forget', every: 10 * minute, run: () => forgetLapsedTries(batch) }),
]
