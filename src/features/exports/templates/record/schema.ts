import * as z from 'zod'
import { createExportInput, plainText } from '../../record/schema.ts'

const { export_type, format, filters, columns, sort, options, destinations } = createExportInput.shape

const templateFields = {
  template_name: plainText.min(1).max(200),
  export_type,
  format,
  columns,
  filters,
  sort,
  options,
  destinations,
  description: z.string().trim().max(1000).nullable().default(null),
  /** Whether the whole team sees it. */
  is_public: z.boolean().default(false),
}

export const createTemplateInput = z.strictObject(templateFields)
export type CreateTemplateInput = z.input<typeof createTemplateInput>

export const templateId = z.uuid('must be a UUID')
export const templateById = z.strictObject({ id: templateId })

/** The version that a change was made from; another one is refused. */
export const expectedVersion = z.number().int().min(1).optional()

/** What is left out stays as it is. */
export const updateTemplateInput = z.strictObject({
  id: templateId,
  template_name: templateFields.template_name.optional(),
  export_type: export_type.optional(),
  format: format.optional(),
  columns,
  filters: filters.unwrap().optional(),
  sort: sort.unwrap().optional(),
  options: options.unwrap().optional(),
  destinations: destinations.unwrap().optional(),
  description: z.string().trim().max(1000).nullable().optional(),
  is_public: z.boolean().optional(),
  version: expectedVersion,
})
export type UpdateTemplateInput = z.input<typeof updateTemplateInput>

/** Whose templates: your own, the team's, or those that come with the product. */
export const templateScopes = ['mine', 'team', 'built_in'] as const
export type TemplateScope = (typeof templateScopes)[number]

export const listTemplatesInput = z.strictObject({
  /** Absent: your own and the team's. */
  scope: z.enum(templateScopes).optional(),
  export_type: z.string().max(100).optional(),
  search: z.string().trim().max(200).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
})

export const templateProblem = z.object({
  /** What it concerns. */
  part: z.enum(['dataset', 'format', 'column', 'filter', 'sort', 'option']),
  key: z.string(),
  /** `gone`: no longer exists; `hidden`: not for your role; `invalid`: has a value that is no longer allowed. */
  reason: z.enum(['gone', 'hidden', 'invalid']),
  message: z.string(),
})
export type TemplateProblem = z.infer<typeof templateProblem>

const instant = z.iso.datetime().nullable()

export const templateResource = z.object({
  id: z.uuid(),
  template_name: z.string(),
  export_type: z.string(),
  format: z.string(),
  /** Null: every column. */
  columns: createExportInput.shape.columns.unwrap().nullable(),
  filters: z.record(z.string(), z.unknown()),
  sort: createExportInput.shape.sort.unwrap(),
  options: z.record(z.string(), z.unknown()),
  destinations: z.array(z.uuid()),
  description: z.string().nullable(),
  is_public: z.boolean(),
  source: z.enum(templateScopes),
  created_by: z.uuid().nullable(),
  creator: z
    .object({ id: z.uuid(), first_name: z.string(), last_name: z.string(), email: z.string() })
    .nullable(),
  created_at: instant,
  updated_at: instant,
  last_used_at: instant,
  use_count: z.number().int(),
  version: z.number().int(),
  may_change: z.boolean(),
  /** What of it is lost for you since it was saved. */
  problems: z.array(templateProblem),
  links: z.object({ self: z.string() }),
})
export type TemplateResource = z.infer<typeof templateResource>
