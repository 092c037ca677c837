import * as z from 'zod'
import { findFormat, formats } from '#src/encoding/formats.ts'
import { datasetsFor } from '#src/features/datasets/rows/rights.ts'
import type { Principal } from '#src/lib/context.ts'
import { invalid, invalidRequest, notOneOf } from '#src/lib/errors.ts'
import { definePage, defineQuery } from '#src/lib/operation/operation.ts'
import {
  countExports,
  countForSummary,
  findExports,
  type ListOptions,
  viewerOf,
} from '../record/repository.ts'
import { toResource } from '../record/resource.ts'
import { exportResource, listExportsInput } from '../record/schema.ts'

export const listExports = definePage({
  name: 'exports.list',
  summary: 'Exports that you can see, newest first unless sorted otherwise.',
  permission: 'exports.read',
  input: listExportsInput,
  item: exportResource,
  async run({ context, tx, input }) {
    const viewer = viewerOf(context.principal)
    const options = optionsOf(input, context.principal)
    const found = await findExports(tx, viewer, { ...options, limit: input.limit + 1 }).catch((error) => {
      throw options.after && isDataException(error) ? foreignCursor() : error
    })
    const total = await countExports(tx, viewer, options)
    const items = found.slice(0, input.limit)
    const last = items.at(-1)
    const hasMore = found.length > input.limit
    return {
      items: items.map((item) => toResource(item, viewer)),
      pagination: {
        page: input.page,
        limit: input.limit,
        total,
        pages: Math.ceil(total / input.limit),
        next_cursor: hasMore && last ? encodeCursor(input, last.sortValue, last.row.id) : null,
        has_more: hasMore,
      },
    }
  },
})

/** Exports that were requested after an instant, newest first; for the console's live view, which needs no count. */
export const listCreated = defineQuery({
  name: 'exports.created',
  summary: 'Exports that were requested after a given time.',
  permission: 'exports.read',
  input: z.strictObject({ since: z.iso.datetime() }),
  output: z.array(exportResource),
  async run({ context, tx, input }) {
    const viewer = viewerOf(context.principal)
    const found = await findExports(tx, viewer, {
      dateFrom: input.since,
      sortBy: 'created_at',
      sortOrder: 'desc',
      limit: 100,
      offset: 0,
    })
    return found.map((one) => toResource(one, viewer))
  },
})

/** The numbers on top of the exports page. */
export const getSummary = defineQuery({
  name: 'exports.summary',
  summary: 'How many exports are running, how many were requested and failed today, and what is stored.',
  permission: 'exports.read',
  input: z.strictObject({}),
  output: z.object({
    running: z.number(),
    today: z.number(),
    failed: z.number(),
    storedBytes: z.number(),
  }),
  run: ({ context, tx }) => countForSummary(tx, viewerOf(context.principal), context.principal.timeZone),
})

type Input = z.output<typeof listExportsInput>

function optionsOf(input: Input, principal: Principal): ListOptions {
  const { timeZone } = principal
  const datasets = datasetsFor(principal)
  if (input.type && !datasets.some(({ key }) => key === input.type))
    throw invalidRequest([notOneOf('type', datasets)])
  const format = input.format === undefined ? undefined : findFormat(input.format)
  if (input.format && !format) throw invalidRequest([notOneOf('format', formats)])
  const after = input.cursor === undefined ? undefined : decodeCursor(input)
  return {
    type: input.type,
    format: format?.key,
    status: input.status,
    dateFrom: input.date_from && startOf(input.date_from, timeZone),
    dateTo: input.date_to && endOf(input.date_to, timeZone),
    createdBy: input.created_by,
    search: input.search?.trim() || undefined,
    sortBy: input.sort_by,
    sortOrder: input.sort_order,
    limit: input.limit,
    offset: after ? 0 : (input.page - 1) * input.limit,
    after,
  }
}

/** A day begins at midnight in the tenant's zone; PostgreSQL reads the zone's name. */
function startOf(value: string, timeZone: string): string {
  return value.length === 10 ? `${value} 00:00:00 ${timeZone}` : atUtc(value)
}

/** PostgreSQL takes offsets up to 15 hours only. */
function atUtc(instant: string): string {
  return instant.endsWith('Z') ? instant : new Date(instant).toISOString()
}

/** The first instant that is not included. */
function endOf(value: string, timeZone: string): string {
  if (value.length > 10) return new Date(Date.parse(value) + 1).toISOString()
  const next = new Date(Date.parse(value) + 24 * 3600 * 1000)
  return startOf(next.toISOString().slice(0, 10), timeZone)
}

const cursorContent = z.tuple([z.string(), z.string(), z.string(), z.uuid()])

function encodeCursor({ sort_by, sort_order }: Input, value: string, id: string): string {
  return Buffer.from(JSON.stringify([sort_by, sort_order, value, id])).toString('base64url')
}

function decodeCursor({ cursor = '', sort_by, sort_order }: Input): { value: string; id: string } {
  try {
    const [by, order, value, id] = cursorContent.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString()),
    )
    if (by === sort_by && order === sort_order) return { value, id }
  } catch {
    // Told below: what is wrong with a cursor is always that it is not ours.
  }
  throw foreignCursor()
}

/** PostgreSQL could not read a value: only a cursor brings values that were not checked before. */
function isDataException({ cause }: Error): boolean {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('22')
}

function foreignCursor() {
  return invalid('cursor', 'must be a next_cursor of a list with the same sort_by and sort_order')
}
