import * as z from 'zod'
import { readableDatasets } from '#src/features/datasets/rows/rights.ts'
import { invalid } from '#src/lib/errors.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { countTemplates, findTemplates } from '../record/repository.ts'
import { toTemplate } from '../record/resource.ts'
import { listTemplatesInput, type TemplateResource, templateResource } from '../record/schema.ts'
import { builtInsFor } from '../record/service.ts'

export const listTemplates = definePage({
  name: 'exports.templates.list',
  summary: 'Your own templates and those of the team, by name; with scope built_in, the ready-made ones.',
  permission: 'exports.templates.read',
  input: listTemplatesInput,
  item: templateResource,
  async run({ context, tx, input }) {
    const { scope, search, export_type, page, limit } = input
    if (scope === 'built_in') {
      const fitting = (await builtInsFor(tx, context)).filter(
        (template) => isFound(template, search) && (!export_type || template.export_type === export_type),
      )
      const items = fitting.slice((page - 1) * limit, page * limit)
      return { items, pagination: paginationOf(input, fitting.length, items, page * limit < fitting.length) }
    }
    const filter = {
      userId: context.principal.userId,
      scope,
      readable: readableDatasets(context.principal).map(({ key }) => key),
      exportType: export_type,
      search: search || undefined,
    }
    const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor)
    const offset = after ? 0 : (page - 1) * limit
    const found = await findTemplates(tx, filter, { limit: limit + 1, offset, after })
    const total = await countTemplates(tx, filter)
    const items = found.slice(0, limit).map((template) => toTemplate(context.principal, template))
    return { items, pagination: paginationOf(input, total, items, found.length > limit) }
  },
})

type Input = z.output<typeof listTemplatesInput>

function paginationOf(
  { page, limit, scope }: Input,
  total: number,
  items: TemplateResource[],
  hasMore: boolean,
) {
  const last = items.at(-1)
  return {
    ...{ page, limit, total, pages: Math.ceil(total / limit) },
    next_cursor: hasMore && last && scope !== 'built_in' ? encodeCursor(last) : null,
    has_more: hasMore,
  }
}

function isFound({ template_name, description }: TemplateResource, search = ''): boolean {
  return `${template_name} ${description}`.toLowerCase().includes(search.toLowerCase())
}

const cursorContent = z.tuple([z.string(), z.uuid()])

function encodeCursor({ template_name, id }: TemplateResource): string {
  return Buffer.from(JSON.stringify([template_name, id])).toString('base64url')
}

function decodeCursor(cursor: string): { name: string; id: string } {
  try {
    const [name, id] = cursorContent.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (!name.includes('\0')) return { name, id }
  } catch {
    // Told below: what is wrong with a cursor is always that it is not ours.
  }
  throw invalid('cursor', 'must be a next_cursor of this list')
}
