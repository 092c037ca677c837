import * as z from 'zod'
import type { Pagination } from '#src/lib/operation/operation.ts'
import { exportStatuses, listStatuses } from './statuses.ts'

export const plainText = z
  .string()
  .trim()
  .normalize('NFC')
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'may not contain control characters or line breaks')

export const exportId = z.uuid('must be a UUID')
export const byId = z.strictObject({ id: exportId })

export const columnChoice = z.union([
  z.string().max(100),
  z.strictObject({
    key: z.string().max(100),
    label: plainText.min(1, 'Enter a heading').max(200, 'Enter a heading of at most 200 characters'),
    /** Makes the column from others, such as `round(quantity * list_price, 2)`. */
    expression: z
      .string()
      .trim()
      .min(1, 'Enter an expression for the computed column, or remove it')
      .max(1_000, 'Enter an expression of at most 1,000 characters')
      .optional(),
  }),
])

export const sortKey = z.strictObject({
  column: z.string().max(100),
  direction: z.enum(['asc', 'desc']).default('asc'),
})

/** What a client requests. Dataset, format, columns, filters and options are checked against the registries. */
export const createExportInput = z.strictObject({
  export_name: plainText.min(1, 'Enter a name').max(200, 'Enter a name of at most 200 characters'),
  export_type: z.string().max(100),
  format: z.string().max(100),
  filters: z.record(z.string().max(100), z.unknown()).default({}),
  /** Empty or absent: every column. */
  columns: z.array(columnChoice).max(200).optional(),
  recipients: z
    .array(z.email('Enter an email address, such as ana@example.com').max(320))
    .max(50)
    .default([]),
  /** Ids of destinations that it is delivered to when it completes. */
  destinations: z.array(z.uuid('must be a UUID')).max(10).default([]),
  sort: z.array(sortKey).max(8).default([]),
  options: z.record(z.string().max(100), z.unknown()).default({}),
  /** How many rows the client was told, so that progress need not be guessed. */
  rows_expected: z.int().min(0).max(1_000_000_000_000).optional(),
})
export type CreateExportInput = z.input<typeof createExportInput>

/** What `execute/:type` fills in itself may be left out. */
export const executeTypeInput = createExportInput.omit({ export_type: true }).extend({
  type: z.string().max(100),
  export_name: plainText.min(1).max(200).optional(),
  format: z.string().max(100).default('csv'),
})

export const formatInput = z.strictObject({
  id: exportId,
  format: z.string().max(100),
  export_name: plainText.min(1).max(200).optional(),
  options: z.record(z.string().max(100), z.unknown()).default({}),
})
const { shape } = createExportInput

/** With a template everything may be left out; what is given wins over it. */
export const createExportBody = z.strictObject({
  export_name: shape.export_name.optional(),
  export_type: shape.export_type.optional(),
  format: shape.format.optional(),
  filters: shape.filters.unwrap().optional(),
  columns: shape.columns,
  recipients: shape.recipients.unwrap().optional(),
  destinations: shape.destinations.unwrap().optional(),
  sort: shape.sort.unwrap().optional(),
  options: shape.options.unwrap().optional(),
  rows_expected: shape.rows_expected,
  template_id: z.uuid('must be a UUID').optional(),
})
export type CreateExportBody = z.input<typeof createExportBody>

/** Members of the company by their ids. */
export const shareInput = z.strictObject({ id: exportId, recipients: z.array(exportId).min(1).max(50) })

/** Members by their ids, or any recipient by the address. */
export const unshareInput = z.strictObject({
  id: exportId,
  recipients: z
    .array(z.union([z.uuid(), z.email()], { error: 'must be the id of a member or an email address' }))
    .min(1)
    .max(50),
})

const manyIds = z.array(exportId).min(1).max(100)

export const bulkInput = z.strictObject({ action: z.enum(['cancel', 'delete']), ids: manyIds })

export const bulkResult = z.object({
  /** In the order of the ids. */
  results: z.array(
    z.object({
      id: z.uuid(),
      done: z.boolean(),
      /** Why not, as the single request would have been answered. */
      code: z.string().nullable(),
      message: z.string().nullable(),
    }),
  ),
})

export const archiveInput = z.strictObject({ ids: z.array(exportId).min(1).max(50) })

export const sortableColumns = [
  'created_at',
  'completed_at',
  'export_name',
  'export_type',
  'format',
  'status',
  'file_size',
  'record_count',
] as const

// The days whose neighbours PostgreSQL and JavaScript can both name.
const firstInstant = Date.parse('0001-01-02')
const lastInstant = Date.parse('9999-12-30')

const day = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be an ISO 8601 date or instant')
  .refine(
    (text) => Date.parse(text) >= firstInstant && Date.parse(text) <= lastInstant,
    'must be from 0001-01-02 to 9999-12-30',
  )

export const listExportsInput = z
  .strictObject({
    type: z.string().max(100).optional(),
    format: z.string().max(100).optional(),
    status: z.enum(listStatuses).optional(),
    date_from: day.optional(),
    date_to: day.optional(),
    created_by: z.uuid('must be a UUID').optional(),
    search: z.string().max(200).optional(),
    page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    sort_by: z.enum(sortableColumns).default('created_at'),
    sort_order: z.enum(['asc', 'desc']).default('desc'),
    cursor: z.string().max(1_000).optional(),
  })
  .refine(
    ({ date_from, date_to }) => !date_from || !date_to || Date.parse(date_from) <= Date.parse(date_to),
    {
      path: ['date_to'],
      message: 'must not be before date_from',
    },
  )
export type ListExportsInput = z.input<typeof listExportsInput>

export const getExportInput = z.strictObject({
  id: exportId,
  include_details: z.enum(['true', 'false']).default('false'),
})

const instant = z.iso.datetime().nullable()

export const exportFile = z.object({
  name: z.string(),
  part: z.number().int(),
  media_type: z.string(),
  bytes: z.number().int(),
  rows: z.number().int(),
  sha256: z.string(),
})
export type ExportFile = z.infer<typeof exportFile>

export const exportError = z.object({ code: z.string(), message: z.string(), action: z.string() })

export const exportResource = z.object({
  id: z.uuid(),
  export_name: z.string(),
  export_type: z.string(),
  format: z.string(),
  status: z.enum(exportStatuses),
  phase: z.string().nullable(),
  progress_percentage: z.number().int(),
  rows_done: z.number().int(),
  rows_estimated: z.number().int().nullable(),
  record_count: z.number().int().nullable(),
  file_size: z.number().int().nullable(),
  file_name: z.string().nullable(),
  attempt: z.number().int(),
  created_by: z.uuid(),
  creator: z.object({ id: z.uuid(), first_name: z.string(), last_name: z.string(), email: z.string() }),
  created_at: z.iso.datetime(),
  started_at: instant,
  completed_at: instant,
  expires_at: instant,
  snapshot_at: instant,
  cancel_requested_at: instant,
  time_zone: z.string(),
  filters: z.record(z.string(), z.unknown()),
  columns: z.array(columnChoice).nullable(),
  sort: z.array(sortKey),
  options: z.record(z.string(), z.unknown()),
  recipients: z.array(z.string()),
  destinations: z.array(z.uuid()),
  error: exportError.nullable(),
  /** The sentence of `error`. */
  error_message: z.string().nullable(),
  files: z.array(exportFile),
  /** What verifying or fetching the stored file found wrong with it; such a file is not sent any more. */
  file_problem: z.enum(['lost', 'altered']).nullable(),
  retry_of: z.uuid().nullable(),
  /** The export from whose snapshot this one was made. */
  snapshot_of: z.uuid().nullable(),
  /** Until when other formats can be made from the same snapshot. */
  spool_kept_until: instant,
  schedule_id: z.uuid().nullable(),
  template_id: z.uuid().nullable(),
  links: z.object({
    self: z.string(),
    status: z.string(),
    events: z.string(),
    download: z.string().nullable(),
    manifest: z.string().nullable(),
    verify: z.string().nullable(),
    cancel: z.string().nullable(),
    retry: z.string().nullable(),
    again: z.string(),
    formats: z.string().nullable(),
  }),
})
export type ExportResource = z.infer<typeof exportResource>

export interface ExportPage {
  items: ExportResource[]
  pagination: Pagination
}

/** Place among the company's waiting exports, from 1 on; null once it runs, and while it waits for an approval. */
const queuePosition = z.number().int().nullable()

/** As the console watches it. */
export const watchedExport = exportResource.extend({ queue_position: queuePosition })
export type WatchedExport = z.infer<typeof watchedExport>

export const exportProgress = exportResource
  .pick({
    id: true,
    status: true,
    phase: true,
    progress_percentage: true,
    error: true,
    error_message: true,
    started_at: true,
    completed_at: true,
  })
  .extend({
    rows: z.number().int(),
    rows_estimated: z.number().int().nullable(),
    /** Rows a second since the attempt began. */
    rate: z.number().int().nullable(),
    cancel_requested_at: instant,
    queue_position: queuePosition,
    /** When a worker was last seen; null when none ever ran. */
    worker_last_seen: instant,
  })
export type ExportProgress = z.infer<typeof exportProgress>
