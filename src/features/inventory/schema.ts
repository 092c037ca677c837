import * as z from 'zod'
import { abcClasses, productStatuses, xyzClasses } from '#src/lib/db/schema/company/sales.ts'

export const itemId = z.uuid('must be the ID of an item')
export const itemById = z.strictObject({ id: itemId })

/** What the levels of an item come to. */
export const stockStatuses = ['in_stock', 'low', 'out_of_stock', 'over', 'dead'] as const

const money =
  'must be a decimal number as text, such as "12.50", with at most 10 digits before and 4 behind the point'
const amount = z.string(money).regex(/^\d{1,10}(\.\d{1,4})?$/, money)
const short = (max: number) => z.string().trim().min(1).max(max)
const whole = z.number().int().min(0).max(1_000_000_000)

const levelSettings = z.strictObject({
  locationId: z.uuid(),
  bin: short(50).nullable().optional(),
  minimum: whole.optional(),
  maximum: whole.nullable().optional(),
  reorderPoint: whole.optional(),
  reorderQuantity: whole.optional(),
})
export type LevelSettings = z.output<typeof levelSettings>

const fields = {
  sku: short(100),
  name: short(300),
  description: short(5_000).nullable(),
  category: short(100).nullable(),
  subCategory: short(100).nullable(),
  brand: short(100).nullable(),
  unit: short(30),
  barcode: short(50).nullable(),
  lifecycle: z.enum(productStatuses),
  supplierId: z.uuid().nullable(),
  unitCost: amount,
  price: amount,
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO code such as EUR'),
  tags: z.array(short(50)).max(50),
  custom: z.record(
    z.string().min(1).max(50),
    z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()]),
  ),
}

const levels = z.array(levelSettings).max(200).optional()

/** What is left out is empty. */
const wholeItem = {
  sku: fields.sku,
  name: fields.name,
  description: fields.description.default(null),
  category: fields.category.default(null),
  subCategory: fields.subCategory.default(null),
  brand: fields.brand.default(null),
  unit: fields.unit.default('piece'),
  barcode: fields.barcode.default(null),
  lifecycle: fields.lifecycle.default('active'),
  supplierId: fields.supplierId.default(null),
  unitCost: fields.unitCost,
  price: fields.price,
  currency: fields.currency,
  tags: fields.tags.default([]),
  custom: fields.custom.default({}),
  levels,
}

export const createItemInput = z.strictObject(wholeItem)
export const replaceItemInput = z.strictObject({ id: itemId, ...wholeItem })

/** What is left out stays as it is. */
export const changeItemInput = z.strictObject({ id: itemId, ...z.object(fields).partial().shape, levels })
export type ChangeItemInput = z.input<typeof changeItemInput>

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export const listItemsInput = z.strictObject({
  search: z.string().trim().max(200).optional(),
  status: z.enum(stockStatuses).optional(),
  location: z.string().max(100).optional(),
  category: z.string().max(100).optional(),
  supplier: z.uuid('must be the ID of a supplier').optional(),
  tag: z.string().max(50).optional(),
  abc: z.enum(abcClasses).optional(),
  needs_reorder: flag.optional(),
  sort_by: z.enum(['sku', 'name', 'updated_at']).default('sku'),
  sort_order: z.enum(['asc', 'desc']).default('asc'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
})

const instant = z.iso.datetime()

export const levelResource = z.object({
  locationId: z.uuid(),
  locationCode: z.string(),
  locationName: z.string(),
  bin: z.string().nullable(),
  onHand: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
  /** The number of its last movement: what `expected_seq` names. */
  seq: z.number().int(),
  minimum: z.number().int(),
  maximum: z.number().int().nullable(),
  reorderPoint: z.number().int(),
  reorderQuantity: z.number().int(),
  unitCost: z.string(),
  lastMovementAt: instant.nullable(),
  lastCountedAt: instant.nullable(),
})
export type LevelResource = z.infer<typeof levelResource>

export const enhancedInventoryItem = z.object({
  id: z.uuid(),
  sku: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  category: z.string().nullable(),
  subCategory: z.string().nullable(),
  brand: z.string().nullable(),
  unit: z.string(),
  barcode: z.string().nullable(),
  status: z.enum(stockStatuses),
  lifecycle: z.enum(productStatuses),
  supplierId: z.uuid().nullable(),
  levels: z.array(levelResource),
  onHand: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
  onOrder: z.number().int(),
  safetyStock: z.number().int(),
  leadTimeDays: z.number().int().nullable(),
  unitCost: z.string(),
  currency: z.string(),
  price: z.string(),
  abcClass: z.enum(abcClasses).nullable(),
  xyzClass: z.enum(xyzClasses).nullable(),
  lastMovementAt: instant.nullable(),
  tags: z.array(z.string()),
  custom: z.record(z.string(), z.unknown()),
  forecast: z
    .object({
      next30: z.number(),
      p10: z.number(),
      p50: z.number(),
      p90: z.number(),
      method: z.string(),
      runId: z.uuid(),
    })
    .nullable(),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
})
export type EnhancedInventoryItem = z.infer<typeof enhancedInventoryItem>
