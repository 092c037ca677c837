import type { CatalogRelation } from '#src/features/sources/catalogue/schema.ts'
import { lookUpRelation } from '#src/features/sources/catalogue/service.ts'
import { readSourceRows } from '#src/features/sources/connections/service.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { AppError, invalidRequest, notOneOf } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { buildDataset } from '../definition/build.ts'
import { type StoredDefinition, storedDefinition } from '../definition/schema.ts'
import { findProblems, type PossibleRename, possibleRenames } from '../drift/find.ts'
import { repairInput } from '../drift/schema.ts'
import { updateCustom } from '../record/repository.ts'
import { toCustomDataset } from '../record/resource.ts'
import { customDataset } from '../record/schema.ts'
import { getCustom } from '../record/service.ts'
import { chooseDefinition } from '../suggestions/choose.ts'

const seconds = 15

export const repairDataset = defineCommand({
  name: 'datasets.repair',
  summary:
    'Make a dataset of your own fit its table again: columns that are gone are dropped, types taken as they are now.',
  permission: 'sources.manage',
  input: repairInput,
  output: customDataset,
  async prepare({ context: { principal }, input: { key, renames } }) {
    const row = await transaction(principal.tenantId, 'read only', (tx) => getCustom(tx, key))
    const expects = buildDataset(row).source!.expects
    const found = await readSourceRows(
      principal.tenantId,
      row.sourceId,
      { purpose: 'catalogue', seconds },
      (tx) => lookUpRelation(tx, expects.schema, expects.name),
    )
    const problems = findProblems(expects, found)
    if (problems.length === 0)
      throw new AppError('conflict', 'It fits its table: nothing needs to be repaired.')
    if (!found)
      throw new AppError('conflict', `${problems[0]!.message} Delete the dataset, or bring the table back.`)
    requireOffered(renames, possibleRenames(expects, found))
    const before = storedDefinition.parse(row.definition)
    const columns = keptColumns(before, found, renames)
    if (columns.length === 0)
      throw new AppError(
        'conflict',
        'None of its columns is left. Delete the dataset, or choose other columns.',
      )
    return {
      definition: chooseDefinition(found, { columns }, before),
      version: row.version,
      repaired: problems.map(({ message }) => message),
    }
  },
  async run({ context, tx, input, prepared: { definition, version, repaired }, audit }) {
    const before = await getCustom(tx, input.key)
    requireVersion(context, before.version, input.version)
    const row = await updateCustom(
      tx,
      { id: before.id, version },
      { definition, ...{ state: 'ok', reasons: [], vanished: [] } },
    )
    if (!row) throw changedMeanwhile(before.version)
    await audit({
      action: 'dataset.repaired',
      subjectType: 'dataset',
      subjectId: row.id,
      details: { key: row.key, version: row.version, repaired, renames: input.renames },
    })
    return toCustomDataset(row)
  },
})

function requireOffered(renames: Record<string, string>, offered: PossibleRename[]): void {
  const wrong = Object.entries(renames).filter(
    ([from, to]) => !offered.some((offer) => offer.from === from && offer.to === to),
  )
  const allowed = offered.map(({ from, to }) => ({ key: `{"${from}": "${to}"}` }))
  const none = { code: 'invalid_value', message: 'is no rename that drift offers; it offers none' }
  const told = wrong.map(([from]) => `renames.${from}`)
  if (told.length > 0)
    throw invalidRequest(
      told.map((path) => (allowed.length > 0 ? notOneOf(path, allowed) : { path, ...none })),
    )
}

function keptColumns({ columns }: StoredDefinition, found: CatalogRelation, renames: Record<string, string>) {
  const offeredBy = (via: string | undefined) =>
    via === undefined ? found.columns : (found.foreignKeys.find((key) => key.name === via)?.offered ?? [])
  return columns.flatMap(({ name, via, key, label, shown }) => {
    const isThere = offeredBy(via).some((column) => column.name === name)
    const now = isThere ? name : via === undefined ? renames[name] : undefined
    return now === undefined ? [] : [{ name: now, via, key, label, shown }]
  })
}
