import * as z from 'zod'
import type { Queue } from '#src/lib/jobs/queue.ts'

const payload = z.object({ flowId: z.uuid() })

export const onboardingRetrain: Queue<z.infer<typeof payload>> = {
  name: 'onboarding.retrain',
  payload,
  concurrency: () => 1,
}
