import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { readSettings, requireSecretAgain, sealSecret } from '../record/contents.ts'
import type { KindKey } from '../record/kinds.ts'
import { isNameTaken, updateDestination as store } from '../record/repository.ts'
import { toDestination } from '../record/resource.ts'
import { destination, updateDestinationInput } from '../record/schema.ts'
import { getDestinationRow, nameTaken } from '../record/service.ts'

export const updateDestination = defineCommand({
  name: 'exports.destinations.update',
  summary:
    'Change a destination; what is left out stays as it is. A secret is needed again with another server.',
  permission: 'exports.destinations.manage',
  input: updateDestinationInput,
  output: destination,
  async run({ context, tx, input, audit }) {
    const before = await getDestinationRow(tx, input.id)
    requireVersion(context, before.version, input.version)
    const kind = before.kind as KindKey
    const old = before.settings as Record<string, unknown>
    const settings = input.settings ? readSettings(kind, input.settings) : old
    if (input.secret === undefined) requireSecretAgain(kind, old, settings)
    const name = input.name ?? before.name
    if (await isNameTaken(tx, name, before.id)) throw nameTaken(name)
    const row = await store(tx, before, {
      ...{ name, settings },
      ...(input.secret === undefined ? {} : { sealedSecret: sealSecret(kind, before.id, input.secret) }),
    })
    if (!row) throw changedMeanwhile()
    const shown = toDestination(context.principal, row)
    await audit({
      action: 'destination.updated',
      subjectType: 'destination',
      subjectId: row.id,
      details: {
        ...{ name, kind, target: shown.target, version: row.version },
        changed: Object.keys(input).filter((key) => key !== 'id' && key !== 'version'),
      },
    })
    return shown
  },
})
