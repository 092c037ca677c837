import * as z from 'zod'
import { exportId, plainText } from '../../record/schema.ts'
import { kindKeys } from './kinds.ts'

export const destinationId = z.uuid('must be a UUID')
export const byDestinationId = z.strictObject({ id: destinationId })
const name = plainText.min(1, 'Enter a name').max(100, 'Enter a name of at most 100 characters')
const settings = z.record(z.string().max(100), z.unknown())
const version = z.int().min(1).optional()

/** What settings and secret hold depends on the kind. */
export const createDestinationInput = z.strictObject({
  name,
  kind: z.enum(kindKeys, `must be one of: ${kindKeys.join(', ')}`),
  settings,
  /** A webhook without one gets a signing secret that is shown once. */
  secret: settings.optional(),
})
export type CreateDestinationInput = z.input<typeof createDestinationInput>

/** What is left out stays as it is; settings are given whole. */
export const updateDestinationInput = z.strictObject({
  id: destinationId,
  name: name.optional(),
  settings: settings.optional(),
  secret: settings.optional(),
  version,
})
export type UpdateDestinationInput = z.input<typeof updateDestinationInput>

export const listDestinationsInput = z.strictObject({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(100),
})

const instant = z.iso.datetime()

export const destinationTest = z.object({
  at: instant,
  passed: z.boolean(),
  message: z.string(),
  /** The fingerprint of the host key that an SFTP server showed. */
  host_key: z.string().nullable(),
})
export type DestinationTest = z.infer<typeof destinationTest>

export const destination = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(kindKeys),
  /** Where it leads, in short. */
  target: z.string(),
  /** Null for people who cannot change it. The secret is never shown. */
  settings: settings.nullable(),
  /** Whether exports can be sent there: an SFTP server cannot have any before its host key is confirmed. */
  is_ready: z.boolean(),
  is_testing: z.boolean(),
  last_test: destinationTest.nullable(),
  created_at: instant,
  updated_at: instant,
  version: z.number().int(),
  links: z.object({ self: z.string(), test: z.string() }),
})
export type Destination = z.infer<typeof destination>

export const createdDestination = destination.extend({
  /** Of a webhook whose secret was made here: shown now and never again. */
  signing_secret: z.string().nullable(),
})
export type CreatedDestination = z.infer<typeof createdDestination>

export const deliveryStates = ['pending', 'sending', 'delivered', 'failed', 'unknown'] as const

export const delivery = z.object({
  id: z.uuid(),
  export_id: z.uuid(),
  destination_id: z.uuid().nullable(),
  destination_name: z.string(),
  kind: z.enum(kindKeys),
  /** `unknown`: it may have arrived, and no answer ever said so. */
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  next_try_at: instant.nullable(),
  ended_at: instant.nullable(),
  log: z.array(z.object({ at: instant, attempt: z.number().int(), message: z.string() })),
})
export type Delivery = z.infer<typeof delivery>

export const listDeliveriesInput = z.strictObject({
  id: exportId,
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

export const retryDeliveryInput = z.strictObject({ id: exportId, delivery: z.uuid('must be a UUID') })
