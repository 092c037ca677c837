import type { KindKey } from '../record/kinds.ts'
import { s3 } from './s3.ts'
import type { Sender } from './sender.ts'
import { sftp } from './sftp.ts'
import { webhook } from './webhook.ts'

/** What sends to each kind of destination; loaded by workers alone. */
export const senders = { webhook, s3, sftp } as unknown as Record<
  KindKey,
  Sender<Record<string, unknown>, Record<string, string>>
>
