import { defineCommand } from '#src/lib/operation/operation.ts'
import { newSigningSecret, readSettings, sealSecret } from '../record/contents.ts'
import { insertDestination, newDestinationId } from '../record/repository.ts'
import { toDestination } from '../record/resource.ts'
import { createDestinationInput, createdDestination } from '../record/schema.ts'
import { nameTaken } from '../record/service.ts'

export const createDestination = defineCommand({
  name: 'exports.destinations.create',
  summary: 'Add a webhook, S3 bucket or SFTP server that exports can be delivered to.',
  permission: 'exports.destinations.manage',
  input: createDestinationInput,
  output: createdDestination,
  showsSecret: true,
  async run({ context: { principal }, tx, input, audit }) {
    const { kind, name } = input
    const id = await newDestinationId(tx)
    const made = kind === 'webhook' && input.secret === undefined ? newSigningSecret() : null
    const secret = made ? { signing_secret: made } : input.secret
    const row = await insertDestination(tx, {
      ...{ id, kind, name, tenantId: principal.tenantId, createdBy: principal.userId },
      settings: readSettings(kind, input.settings),
      sealedSecret: sealSecret(kind, id, secret),
    })
    if (!row) throw nameTaken(name)
    const shown = toDestination(principal, row)
    await audit({
      action: 'destination.created',
      subjectType: 'destination',
      subjectId: id,
      details: { name, kind, target: shown.target },
    })
    return { ...shown, signing_secret: made }
  },
})
