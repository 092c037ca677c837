import * as z from 'zod'
import { byRelation, type CatalogColumn } from '#src/features/sources/catalogue/schema.ts'
import { describeRelation } from '#src/features/sources/catalogue/service.ts'
import { readSourceRows } from '#src/features/sources/connections/service.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { fileType } from '../definition/columns.ts'
import { fixable } from '../definition/from.ts'
import { describeColumn, describeDefinition } from '../record/resource.ts'
import { relationDetails } from '../record/schema.ts'
import { joinedColumns, labelColumns } from '../suggestions/joined.ts'
import { kindOf } from '../suggestions/kinds.ts'
import { isOffered, offeredColumns, suggestDefinition, suggestKey } from '../suggestions/suggest.ts'

const seconds = 15

export const getRelation = defineQuery({
  name: 'sources.relation',
  summary: 'A table or view of a source: its columns and types, and the dataset that it would make.',
  permission: 'sources.manage',
  input: byRelation,
  output: relationDetails,
  elsewhere:
    ({ context: { principal }, input }) =>
    (run) =>
      readSourceRows(principal.tenantId, input.id, { purpose: 'catalogue', seconds }, run),
  async run({ tx, input: { schema, name } }) {
    const found = await describeRelation(tx, schema, name)
    return {
      relation: found.relation,
      columns: found.columns.map((column) => ({
        name: column.name,
        source_type: column.type,
        type: isOffered(column) ? fileType(kindOf(column)) : null,
        is_nullable: column.isNullable,
        comment: column.comment,
        not_offered: whyNot(column),
      })),
      joins: found.foreignKeys.map((key) => ({
        ...{ via: key.name, from: key.columns, schema: key.schema, name: key.relation },
        label_columns: labelColumns(key),
        columns: joinedColumns(key).map(describeColumn),
      })),
      fixed_filters: z.toJSONSchema(
        z.strictObject(
          Object.fromEntries(fixable(offeredColumns(found)).map(({ key, input }) => [key, input.optional()])),
        ),
        { io: 'input', unrepresentable: 'any' },
      ) as Record<string, unknown>,
      suggestion: { key: suggestKey(found), ...describeDefinition(suggestDefinition(found)) },
    }
  },
})

function whyNot(column: CatalogColumn): string | null {
  if (isOffered(column)) return null
  return column.isReadable ? 'looks like a password or secret' : 'may not be read by the user of the source'
}
