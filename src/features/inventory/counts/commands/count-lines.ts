import { type FieldError, invalidRequest, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { addLines, type FoundItem, findItems, findLinesOf, storeCounted } from '../lines/repository.ts'
import { toLine } from '../lines/resource.ts'
import { countedLines, countLinesInput } from '../lines/schema.ts'
import { type CountStatus, requireCountable } from '../moves.ts'
import { type CountRow, lockCount, storeProgress } from '../repository.ts'

export const countLines = defineCommand({
  name: 'inventory.counts.count',
  summary:
    'Store what was counted of up to 500 items, found by ID, SKU or barcode. A later counting replaces it.',
  permission: 'stock.count',
  input: countLinesInput,
  output: countedLines,
  async run({ context, tx, input, audit }) {
    const count = await lockCount(tx, input.id)
    if (!count) throw notFound('count')
    requireCountable(count.status as CountStatus)
    const itemIds = input.lines.flatMap(({ item_id }) => item_id ?? [])
    const codes = input.lines.flatMap(({ code }) => code ?? [])
    const items = chosenItems(count, input.lines, await findItems(tx, count.id, { itemIds, codes }))
    const added = items.flatMap(({ id, isLine }) => (isLine ? [] : id))
    if (added.length > 0) await addLines(tx, count, count.lines, added)
    const given = items.map(({ id }, index) => ({ itemId: id, counted: input.lines[index]!.counted }))
    const first = await storeCounted(tx, count, context.principal.userId, given)
    const total = count.lines + added.length
    const counted = count.counted + first
    await storeProgress(tx, count.id, { lines: total, counted })
    await audit({
      action: 'count.lines_counted',
      subjectType: 'stock_count',
      subjectId: count.id,
      details: { count_no: count.countNo, lines: given.length },
    })
    const stored = await findLinesOf(
      tx,
      count,
      items.map(({ id }) => id),
    )
    const byItem = new Map(stored.map((line) => [line.row.productId, line]))
    return { lines: items.map(({ id }) => toLine(count, byItem.get(id)!)), counted, total }
  },
})

interface GivenLine {
  item_id?: string | undefined
  code?: string | undefined
}

/** The item of each line; throws `invalid_request` naming every line that fits none, or several. */
function chosenItems(count: CountRow, lines: GivenLine[], found: FoundItem[]): FoundItem[] {
  const problems: FieldError[] = []
  const seen = new Set<string>()
  const items = lines.map((line, index) => {
    const field = line.item_id === undefined ? 'code' : 'item_id'
    const item = itemOf(count, line, found)
    const twice = typeof item !== 'string' && seen.has(item.id)
    const message = twice
      ? 'is counted in an earlier line already'
      : typeof item === 'string'
        ? item
        : undefined
    if (message) problems.push({ path: `lines.${index}.${field}`, code: 'invalid_value', message })
    if (typeof item !== 'string') seen.add(item.id)
    return item
  })
  if (problems.length > 0) throw invalidRequest(problems)
  return items as FoundItem[]
}

/** The item, or why it cannot be counted here. */
function itemOf(count: CountRow, { item_id, code }: GivenLine, found: FoundItem[]): FoundItem | string {
  const fitting = found.filter((item) =>
    item_id === undefined ? item.sku === code || item.barcode === code : item.id === item_id,
  )
  const onCount = fitting.filter(({ isLine }) => isLine)
  const [item, other] = onCount.length > 0 ? onCount : fitting
  if (!item)
    return item_id === undefined ? 'is the SKU or barcode of no item' : 'is not the ID of one of your items'
  if (other) return 'fits several items: give the item_id of the one that was counted'
  if (item.isLine) return item
  if (count.status !== 'counting' || count.scope === 'items') return 'is not on this count'
  if (count.scope === 'category' && item.category !== count.category)
    return `is not of the category ${count.category}, which this count is of`
  return item
}
