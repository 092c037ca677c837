import { IconBucket, IconServer, IconWebhook } from '@tabler/icons-react'
import type { Destination } from '../../destinations/record/schema.ts'

type Kind = Destination['kind']

export const kindLabels: Record<Kind, { label: string; description: string; icon: typeof IconServer }> = {
  webhook: {
    label: 'Webhook',
    description: 'A signed message with links and the manifest, for a program that fetches the file.',
    icon: IconWebhook,
  },
  s3: {
    label: 'S3 bucket',
    description: 'The file itself, in a bucket at Amazon or any server that speaks S3.',
    icon: IconBucket,
  },
  sftp: {
    label: 'SFTP server',
    description: 'The file itself, in a folder of the receiver’s server.',
    icon: IconServer,
  },
}

export const kindKeys = Object.keys(kindLabels) as Kind[]
