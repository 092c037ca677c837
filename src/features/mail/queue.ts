import * as z from 'zod'
import type { Queue } from '#src/lib/jobs/queue.ts'

const payload = z.object({ mailId: z.uuid() })

export const mailsSend: Queue<z.infer<typeof payload>> = { name: 'mails.send', payload, concurrency: () => 2 }
